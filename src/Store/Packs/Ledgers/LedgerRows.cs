using Store.Expressions;

namespace Store.Packs;

/// <summary>What the rows of a ledger are.</summary>
public abstract record LedgerRows
{
    private LedgerRows() { }

    /// <summary>Every record of the first input is a row.</summary>
    public sealed record Records : LedgerRows
    {
        public static Records Each { get; } = new();
    }

    /// <summary>The rows the source prints, each followed by the records that belong to it, if any (72 items × problems).</summary>
    public sealed record Items(IReadOnlyList<LedgerRow> Printed) : LedgerRows
    {
        /// <summary>Records that are shown only while the item has no others: a reply that nothing was found.</summary>
        public Expression? Otherwise { get; init; }
    }

    /// <summary>The rows the source prints, filled with figures.</summary>
    public sealed record Fixed(IReadOnlyList<LedgerRow> Printed) : LedgerRows;

    /// <summary>One row for each unit of a level, in the roster's order.</summary>
    public sealed record PerUnit(string Level) : LedgerRows;

    /// <summary>For every day that has a record in an input, one row for each unit of a level.</summary>
    public sealed record PerDay(string Input, string Level) : LedgerRows;

    /// <summary>A single row for all there is.</summary>
    public sealed record One : LedgerRows
    {
        public static One Row { get; } = new();
    }

    /// <summary>Whether cells are figures over many records rather than the values of one.</summary>
    public bool AreCounted => this is not (Records or Items);
}

/// <summary>A row the source prints.</summary>
/// <param name="Key">What <see cref="LedgerInput.Match"/> comes to for the records that belong to it.</param>
/// <param name="Texts">What columns with <see cref="LedgerSource.Row"/> show.</param>
public sealed record LedgerRow(string Key, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>How much a record weighs in this row, e.g. its number of people; null = one.</summary>
    public Expression? Weight { get; init; }

    /// <summary>A row that the source leaves empty: without a record it stays so, where others show nought.</summary>
    public bool IsSpare { get; init; }

    /// <summary>Column id → where this row's value comes from instead, a dash among them.</summary>
    public IReadOnlyDictionary<string, LedgerSource> Instead { get; init; } = new Dictionary<string, LedgerSource>();
}

/// <param name="Level"><c>village</c> or <c>town</c>.</param>
/// <param name="WithAll">A first sheet for everything together comes before.</param>
/// <param name="Empty">Units without a row get a sheet too.</param>
public sealed record LedgerSheets(string Level, bool WithAll, bool Empty);

/// <summary>Figures as somebody states them, to be compared with what is counted; never used in its place.</summary>
/// <param name="By">Id of the column that tells the rows apart.</param>
/// <param name="Rows">One for each line: column id → what is written there.</param>
/// <param name="Differs">With {row} {column} {stated} {computed}.</param>
/// <param name="AddsUp">With {column} {stated} {computed}.</param>
public sealed record LedgerStated(
    string By, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows, string Differs, string AddsUp);
