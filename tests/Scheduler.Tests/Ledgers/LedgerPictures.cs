using Scheduler.Ledgers.Workbook;
using Xunit;

namespace Scheduler.Tests.Ledgers;

/// <summary>Writes every official ledger, filled, into the folder that LEDGER_PICTURES names, to be printed and looked at.</summary>
public sealed class LedgerPictures
{
    [Fact]
    public void Every_filled_ledger_can_be_written_to_be_looked_at()
    {
        if (Environment.GetEnvironmentVariable("LEDGER_PICTURES") is not { Length: > 0 } folder)
            return;
        foreach (var id in OfficialLedgerTests.All.Select(row => row.Data))
        {
            using var file = File.Create(Path.Combine(folder, $"{id}.xlsx"));
            LedgerWorkbook.Write(OfficialLedgers.Make(id, OfficialLedgerTests.Everything()), file);
        }
    }
}
