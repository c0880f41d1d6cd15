using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Store.Packs;

namespace Store;

/// <summary>
/// An empty workbook for clerks to fill and import: a sheet for each fact table with its headings, lists to pick from where a
/// column has choices, and a first sheet that says what goes where.
/// </summary>
public static class FactTemplate
{
    /// <summary>What Excel takes in the formula of a list.</summary>
    private const int LongestList = 255;

    private const int Rows = 2000;

    /// <param name="stream">Readable, writable and seekable.</param>
    public static void Write(Stream stream, Pack pack, IReadOnlyList<FactTable> tables)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
        var sheets = new Sheets();
        book.Workbook = new Workbook(sheets);
        Add(book, sheets, pack.Messages.Say(FactMessages.TemplateSheet), Guide(pack, tables), []);
        foreach (var table in tables)
            Add(book, sheets, table.Title, [[.. table.Columns.Select(column => column.Heading)]],
                [.. table.Columns.Select((column, place) => (place, Choices(pack, column))).Where(list => list.Item2.Count > 0)]);
    }

    private static List<string[]> Guide(Pack pack, IReadOnlyList<FactTable> tables) =>
    [
        [pack.Messages.Say(FactMessages.TemplateTable), pack.Messages.Say(FactMessages.TemplateColumn),
            pack.Messages.Say(FactMessages.TemplateRequired), pack.Messages.Say(FactMessages.TemplateHow)],
        .. from table in tables
           from column in table.Columns
           select new[]
           {
               table.Title, column.Heading, column.Required ? pack.ValueWords.Yes[0] : "",
               Choices(pack, column) is { Count: > 0 } choices
                   ? pack.Messages.Say(FactMessages.HowOneOf, ("known", string.Join('、', choices)))
                   : pack.Messages.Say(FactMessages.HowOf(column.Type)),
           },
    ];

    private static IReadOnlyList<string> Choices(Pack pack, FactColumn column) => column.Type switch
    {
        FactType.Choice => column.Choices,
        FactType.YesNo => [pack.ValueWords.Yes[0], pack.ValueWords.No[0]],
        FactType.Campaign => [.. pack.Campaigns.Select(campaign => campaign.Id)],
        _ => [],
    };

    private static void Add(WorkbookPart book, Sheets sheets, string name, List<string[]> rows, List<(int Place, IReadOnlyList<string> Choices)> lists)
    {
        var number = sheets.Count() + 1;
        var part = book.AddNewPart<WorksheetPart>($"sheet{number}");
        var columns = rows.Max(row => row.Length);
        var sheet = new Worksheet(
            new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
            new Columns(Enumerable.Range(1, columns).Select(place => new Column { Min = (uint)place, Max = (uint)place, Width = Width(rows, place - 1), CustomWidth = true })),
            new SheetData(rows.Select((row, at) => new Row(row.Select((text, place) => new Cell(new InlineString(new Text(text)))
            {
                CellReference = $"{Letters(place)}{at + 1}",
                DataType = CellValues.InlineString,
                StyleIndex = at == 0 ? 1u : 0u,
            }))
            { RowIndex = (uint)at + 1 })));
        var validations = lists.Select(list => (list.Place, Formula: $"\"{string.Join(',', list.Choices)}\"")).Where(list => list.Formula.Length <= LongestList)
            .Select(list => new DataValidation(new Formula1(list.Formula))
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                SequenceOfReferences = new ListValue<StringValue>([$"{Letters(list.Place)}2:{Letters(list.Place)}{Rows}"]),
            }).ToList();
        if (validations.Count > 0)
            sheet.Append(new DataValidations(validations) { Count = (uint)validations.Count });
        part.Worksheet = sheet;
        sheets.Append(new Sheet { Name = name, SheetId = (uint)number, Id = book.GetIdOfPart(part) });
    }

    private static double Width(List<string[]> rows, int place) => Math.Clamp(rows.Where(row => row.Length > place).Max(row => row[place].Length) * 2.2 + 2, 10, 60);

    private static string Letters(int place) => place < 26 ? $"{(char)('A' + place)}" : $"{(char)('A' + place / 26 - 1)}{(char)('A' + place % 26)}";

    // The second cell format is the headings'.
    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }));
}
