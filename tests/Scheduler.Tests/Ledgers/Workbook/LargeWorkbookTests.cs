using Scheduler.Ledgers;
using Scheduler.Ledgers.Workbook;
using Xunit;

namespace Scheduler.Tests.Ledgers.Workbook;

/// <summary>Memory is counted for the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(LargeWorkbookTests), DisableParallelization = true)]
[Collection(nameof(LargeWorkbookTests))]
public sealed class LargeWorkbookTests
{
    [Fact]
    public void Twenty_thousand_rows_are_written_without_holding_the_sheet()
    {
        var records = Enumerable.Range(0, 20_000).Select(SampleLedgers.Problem).ToList();
        foreach (var record in records)
            ((Dictionary<string, string>)record.Answers)["problem_detail"] += record.Id;
        var table = LedgerComputation.Compute(SampleLedgers.DayingA3, records, SampleLedgers.Nowhere);
        using var file = new PeakStream();
        LedgerWorkbook.Write(table, file);
        Assert.True(file.Length > 300_000, $"only {file.Length} bytes were written");
        Assert.InRange(file.MostManagedBytes - file.ManagedBytesBefore, 0, 4 * 1024 * 1024);
        GC.KeepAlive(table);
    }
}
