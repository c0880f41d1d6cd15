using Scheduler.Ledgers;
using Store;
using Store.Packs;

namespace Scheduler.Reports;

/// <summary>Drafts reports from what is stored.</summary>
public static class ReportRounds
{
    /// <inheritdoc cref="LedgerRounds.Compute"/>
    public static async Task<ReportDraft> Draft(Tx tx, Pack pack, Report report, Scope scope, Unit? unit, string? campaign, string? period)
    {
        var ledgers = new Dictionary<string, LedgerTable>();
        foreach (var id in report.Cells.Values.Select(cell => cell.Ledger).Distinct())
            ledgers[id] = await LedgerRounds.Compute(tx, pack, pack.Ledger(id)!, scope, unit, campaign, period);
        var data = await LedgerData.Open(tx, pack);
        var context = data.Context(scope, unit, campaign, period);
        var figures = LedgerComputation.Compute(report.Figures, await data.Load(report.Figures, scope, campaign, period), context);
        return ReportDraft.Fill(report, figures, ledgers, context);
    }
}
