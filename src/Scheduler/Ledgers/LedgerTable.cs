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

    /// <summary>The ledger's title with its blank filled in.</summary>
    public string Title { get; init; } = Ledger.Title;

    /// <summary>The keys of printed rows, one for each of <see cref="Rows"/>; none where rows are not printed ones.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Where each of <see cref="Rows"/> comes from; none where rows are counted.</summary>
    public IReadOnlyList<LedgerOrigin> Origins { get; init; } = [];

    /// <summary>What goes onto sheets of its own, each named; none = the table is the one sheet.</summary>
    public IReadOnlyList<LedgerSheet> Sheets { get; init; } = [];

    /// <summary>What header fields show, by name; for a workbook that is filled in rather than drawn.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();

    /// <summary>Lines below the notes: number, time, issuer and check code of what was issued, whose copy it is.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];
}

/// <param name="Name">On the sheet's tab.</param>
public sealed record LedgerSheet(string Name, LedgerTable Table);

/// <summary>A header field as printed, e.g. 填报时间： and 2022年8月30日.</summary>
public sealed record HeaderValue(string Text, string Value)
{
    /// <inheritdoc cref="LedgerHeaderField.AtBottom"/>
    public bool AtBottom { get; init; }
}

/// <param name="Blocks">True where the ledger must not be handed in while it is not ok.</param>
/// <param name="Message">Empty where it is ok.</param>
public sealed record CheckResult(string Id, bool Ok, bool Blocks, string Message);
