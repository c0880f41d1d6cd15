namespace Store.Packs;

/// <summary>
/// A table of what the county knows and no form asks: loans, posts, meetings, cases. Which tables there are, and their columns,
/// are files of prompts/facts; rules and ledgers name them.
/// </summary>
/// <param name="Title">What people call it; the sheet of a workbook bears this name or one of <paramref name="Names"/>.</param>
/// <param name="Names">Every name of the sheet, the title first.</param>
/// <param name="Key">The columns that tell one row from another: a row with the same key replaces the earlier one.</param>
/// <param name="On">The column of the day that a row is of; null where it has none.</param>
public sealed record FactTable(
    string Id, string Title, IReadOnlyList<string> Names, IReadOnlyList<FactColumn> Columns, IReadOnlyList<string> Key, string? On, string File)
{
    public FactColumn? Column(string id) => Columns.FirstOrDefault(column => column.Id == id);

    /// <summary>The column that names the household that a row is about.</summary>
    public FactColumn? Household { get; } = Columns.FirstOrDefault(column => column.Type == FactType.Household);

    /// <summary>The column that names the unit that a row is about.</summary>
    public FactColumn? Unit { get; } = Columns.FirstOrDefault(column => column.Type == FactType.Unit);

    /// <summary>The column that names the campaign that a row belongs to.</summary>
    public FactColumn? Campaign { get; } = Columns.FirstOrDefault(column => column.Type == FactType.Campaign);
}

/// <param name="Names">Headings of the column, the usual one first.</param>
/// <param name="Required">No cell of it may be blank.</param>
/// <param name="Sensitive">Sealed wherever it lies.</param>
/// <param name="Choices">What a cell may hold, of <see cref="FactType.Choice"/> and <see cref="FactType.Words"/>; empty = anything.</param>
public sealed record FactColumn(
    string Id, IReadOnlyList<string> Names, FactType Type, bool Required, bool Sensitive, IReadOnlyList<string> Choices)
{
    public string Heading => Names[0];
}

public enum FactType
{
    Text,
    Int,
    Decimal,
    Date,

    /// <summary>2022-08.</summary>
    Month,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,
    Choice,

    /// <summary>Several words, separated by a space.</summary>
    Words,

    /// <summary>A household's id.</summary>
    Household,

    /// <summary>A unit's id; its name where only one bears it.</summary>
    Unit,

    /// <summary>A userid.</summary>
    Person,

    /// <summary>A campaign's id.</summary>
    Campaign,
}
