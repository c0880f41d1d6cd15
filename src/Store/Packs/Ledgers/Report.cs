namespace Store.Packs;

/// <summary>A report (工作报告) as a draft: headings and order of the source, figures filled in, the writer's part left as blanks.</summary>
/// <param name="Figures">A ledger of one row whose columns are the report's figures; never printed as such.</param>
/// <param name="Cells">Figures that are cells of other ledgers: name → ledger, row, column.</param>
/// <param name="Blank">Printed where nothing is known, for the writer to fill in.</param>
public sealed record Report(
    string Id,
    string Title,
    string Campaign,
    Ledger Figures,
    IReadOnlyDictionary<string, ReportCell> Cells,
    IReadOnlyList<ReportParagraph> Body,
    string Blank,
    ReportPrint Print,
    string File)
{
    /// <summary>What people call it when they ask for it.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Every name that the text may mention.</summary>
    public IEnumerable<string> Mentions => Figures.Columns.Select(column => column.Id).Concat(Cells.Keys).Concat(Ledger.HeaderContext);
}

/// <param name="Row">A printed row's key, a row's number, a text in the row, or <c>totals</c>.</param>
public sealed record ReportCell(string Ledger, string Row, string Column);

/// <param name="Text">With <c>${name}</c> for figures.</param>
public sealed record ReportParagraph(ReportStyle Style, string Text);

public enum ReportStyle { Title, Date, Heading, Subheading, Text }

public sealed record ReportPrint(string TitleFont, string HeadingFont, string Font);
