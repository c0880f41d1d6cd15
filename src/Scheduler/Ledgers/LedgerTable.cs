using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>A ledger with its values, ready to be written in any format.</summary>
/// <param name="Rows">One cell per column each.</param>
/// <param name="Totals">One cell per column, or none at all where the ledger has no totals or no rows.</param>
public sealed record LedgerTable(
    Ledger Ledger,
    IReadOnlyList<IReadOnlyList<LedgerCell>> Rows,
    IReadOnlyList<LedgerCell> Totals,
    IReadOnlyList<HeaderValue> Header,
    IReadOnlyList<CheckResult> Checks)
{
    public IReadOnlyList<LedgerColumn> Columns => Ledger.Columns;
}

/// <summary>A header field as printed, e.g. 填报时间： and 2022年8月30日.</summary>
public sealed record HeaderValue(string Text, string Value);

/// <param name="Blocks">True where the ledger must not be handed in while it is not ok.</param>
/// <param name="Message">Empty where it is ok.</param>
public sealed record CheckResult(string Id, bool Ok, bool Blocks, string Message);
