using Scheduler.Ledgers.Workbook;
using Scheduler.Reports;
using Scheduler.Tests.Reports;
using Testing;
using Xunit;

namespace Scheduler.Tests.Ledgers;

/// <summary>Writes every official ledger and report, filled, into the folder that LEDGER_PICTURES names, to be printed and looked at.</summary>
public sealed class LedgerPictures
{
    [Fact]
    public void Everything_filled_can_be_written_to_be_looked_at()
    {
        if (Environment.GetEnvironmentVariable("LEDGER_PICTURES") is not { Length: > 0 } folder)
            return;
        var records = AllRecords.Everything();
        foreach (var id in OfficialLedgerTests.All.Select(row => row.Data))
        {
            using var file = File.Create(Path.Combine(folder, $"{id}.xlsx"));
            LedgerWorkbook.Write(OfficialLedgers.Make(id, records), file);
        }
        foreach (var report in Repository.Pack.Reports)
        {
            using var file = File.Create(Path.Combine(folder, $"{report.Id}.docx"));
            ReportDocument.Write(ReportTests.Draft(report.Id, records), file);
        }
    }
}
