using Store.Expressions;

namespace Store.Packs;

/// <summary>An official ledger as its source prints it, and where each column's values come from. See <see cref="LedgerRows"/> for what a row is.</summary>
/// <param name="Title">Printed over the whole width, word for word.</param>
/// <param name="Level">Who hands it in: <c>county</c>, <c>town</c> or <c>village</c>.</param>
/// <param name="Forms">Ids of the forms whose submissions become rows.</param>
/// <param name="FootnoteLead">What stands once before the first footnote, e.g. 注：; the others are set in by its width.</param>
/// <param name="BlankRows">Rows left to be filled by hand where there is no record at all.</param>
public sealed record Ledger(
    string Id,
    string Title,
    string Campaign,
    string Level,
    IReadOnlyList<string> Forms,
    IReadOnlyList<LedgerHeaderField> HeaderFields,
    IReadOnlyList<LedgerColumn> Columns,
    LedgerTotals? Totals,
    IReadOnlyList<LedgerCheck> Checks,
    string FootnoteLead,
    IReadOnlyList<string> Footnotes,
    int BlankRows,
    LedgerPrint Print,
    string File)
{
    /// <summary>The sets of records it reads; the first one's records are the rows of a ledger whose rows are records.</summary>
    public IReadOnlyList<LedgerInput> Inputs { get; init; } = [];

    public LedgerRows Rows { get; init; } = LedgerRows.Records.Each;

    /// <summary>Figures of every row that are not printed: formulas and checks may name them.</summary>
    public IReadOnlyList<LedgerColumn> Measures { get; init; } = [];

    /// <summary>A sheet for every unit of this level, beside or instead of one for all; null = one sheet.</summary>
    public LedgerSheets? Sheets { get; init; }

    /// <summary>The figures as the source itself printed them; null where there are none to compare with.</summary>
    public LedgerStated? Stated { get; init; }

    /// <summary>Endings of a unit's name that the title's own words already say, e.g. 村 before （社区）.</summary>
    public IReadOnlyList<string> TitleDrops { get; init; } = [];

    /// <summary>The county's own workbook that gives the looks; null = drawn from this layout.</summary>
    public LedgerTemplate? Template { get; init; }

    /// <summary>What people call it besides its title, e.g. 附件3.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>A slot: the source names this ledger and prints no columns; it is made once the county drops in its own workbook.</summary>
    public bool IsSlot { get; init; }

    /// <summary>Columns and measures: everything a formula or a check may name.</summary>
    public IEnumerable<LedgerColumn> Figures => Columns.Concat(Measures);

    public LedgerInput? Input(string name) => Inputs.FirstOrDefault(input => input.Name == name);

    /// <summary>How many rows the header takes: the longest path.</summary>
    public int HeaderLevels { get; } = Columns.Count == 0 ? 0 : Columns.Max(column => column.Path.Count);

    /// <summary>What a column's <c>{context: …}</c> may name: what is known of a record without asking.</summary>
    public static IReadOnlyList<string> RecordContext { get; } =
    [
        "county", "town", "village", "group", "household", "householder", "household_types", "printed_type", "printed_types", "contact", SubmittedOn,
        "household_size", "monitor_type", "risk_status", "risk_types", "identified_on", "village_kinds", "subject", "reporter", "period", "unit_id", ReportDate,
    ];

    /// <summary>What a header field's <c>value</c> may name.</summary>
    public static IReadOnlyList<string> HeaderContext { get; } =
        ["city", "county", "town", "village", "unit", "campaign", "period", "reporter", ReportDate];

    /// <summary>The day a record was handed in.</summary>
    public const string SubmittedOn = "submitted_on";

    /// <summary>The day of the latest record in the ledger.</summary>
    public const string ReportDate = "report_date";
}

/// <summary>Words printed above the table and what follows them, e.g. 填报时间：2022年8月30日.</summary>
/// <param name="Value">One of <see cref="Ledger.HeaderContext"/>; null where it is filled by hand (a seal, a signature).</param>
/// <param name="Blank">Printed in place of a value that is not known, e.g. _____.</param>
/// <param name="DateFormat">How a date is written, e.g. yyyy年M月d日.</param>
public sealed record LedgerHeaderField(string Text, string? Value, string Blank, string DateFormat)
{
    /// <summary>True where the source prints it below the table.</summary>
    public bool AtBottom { get; init; }

    /// <summary>True where somebody must have signed or sealed before the ledger can be issued.</summary>
    public bool MustBeSigned { get; init; }
}

/// <param name="Path">Header texts from the top down; neighbours that begin alike share a merged cell.</param>
/// <param name="Width">In Chinese half-widths (a digit is 1, 汉 is 2); null = from the content.</param>
public sealed record LedgerColumn(string Id, IReadOnlyList<string> Path, LedgerColumnType Type, LedgerSource Source, double? Width)
{
    /// <summary>Column option <c>mask: no</c>: ID and phone numbers stand in it whole, because the official layout asks for them.</summary>
    public bool ShowsWhole { get; init; }

    /// <summary>Column option <c>merge: yes</c>: neighbours below each other with the same value share a cell.</summary>
    public bool MergesDown { get; init; }

    /// <summary>Column option <c>across: yes</c>: a blank cell is joined to its left neighbour.</summary>
    public bool MergesAcross { get; init; }

    public bool IsNumeric => Type is LedgerColumnType.Int or LedgerColumnType.Decimal or LedgerColumnType.Percent;
}

public enum LedgerColumnType { Int, Decimal, Percent, Date, Enum, Text, Org, Person, IdCard }

/// <summary>Where the values of a column come from.</summary>
public abstract record LedgerSource
{
    private LedgerSource() { }

    /// <summary>1, 2, 3 … in the order of the rows.</summary>
    public sealed record RunningNumber : LedgerSource;

    /// <param name="Stored">True = what is stored; false = for a select, the labels of the chosen.</param>
    /// <param name="OrRow">What the layout says of the row instead, where nothing is answered.</param>
    public sealed record Answer(string Question, bool Stored, string? OrRow = null) : LedgerSource;

    /// <param name="Name">One of <see cref="Ledger.RecordContext"/>; where rows are counted, of <see cref="Ledger.HeaderContext"/>.</param>
    public sealed record Context(string Name) : LedgerSource;

    /// <summary>Computed from the record's answers and context values, all by name; where rows are counted, from the row's own figures.</summary>
    public sealed record Formula(Expression Expression) : LedgerSource;

    /// <summary>What the layout itself says of a row: a heading, an item's text, a unit's name.</summary>
    public sealed record Row(string Name) : LedgerSource;

    /// <summary>The same words in every row.</summary>
    public sealed record Words(string Text) : LedgerSource;

    /// <summary>A count, or a sum, over the records of an input that belong to the row and meet every condition.</summary>
    /// <param name="Of">What is added up; null = one for each record.</param>
    /// <param name="Distinct">Of records with the same value of this, the first counts.</param>
    /// <param name="Running">Also the records of earlier days: a cumulative figure.</param>
    public sealed record Tally(string Input, Expression? Of, IReadOnlyList<Expression> Where, Expression? Distinct, bool Running) : LedgerSource;

    /// <summary>Left to be filled by hand.</summary>
    public sealed record Blank : LedgerSource;

    /// <summary>Must not be filled; the source prints a dash.</summary>
    public sealed record Dash : LedgerSource;
}

/// <summary>One row of sums.</summary>
/// <param name="LabelColumn">Id of the column that shows <paramref name="Label"/>.</param>
/// <param name="Sum">Ids of the columns that are added up.</param>
/// <param name="First">True where the source prints it above the other rows.</param>
public sealed record LedgerTotals(string Label, string LabelColumn, IReadOnlyList<string> Sum, bool First)
{
    /// <summary>Ids of the columns counted again over all rows: what is distinct within a row may not be between rows.</summary>
    public IReadOnlyList<string> Recount { get; init; } = [];
}

/// <param name="Paper"><c>A4</c> or <c>A3</c>.</param>
/// <param name="Footer">Page number line; <c>{page}</c> and <c>{pages}</c> are filled in by the printing program.</param>
public sealed record LedgerPrint(string Paper, bool Landscape, string TitleFont, string Font, string Footer)
{
    /// <summary>The whole sheet on one page, as the source prints it; otherwise as wide as the page, and as long as it takes.</summary>
    public bool OnePage { get; init; }

    public static LedgerPrint Default { get; } = new("A4", Landscape: true, "宋体", "宋体", "{page}/{pages}");
}
