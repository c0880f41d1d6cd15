using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Store.Rosters;

/// <summary>
/// Writes a roster as the workbook that the import reads: what a county exports, corrects and imports again.
/// Every cell is formatted as text, so that no spreadsheet turns an ID number into 4.3E+17.
/// </summary>
public static class RosterWorkbook
{
    /// <summary>An empty roster gives the blank form that a county fills in.</summary>
    public static void Write(Roster roster, RosterLayout layout, Stream output)
    {
        using var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
        var sheets = new Sheets();
        for (var i = 0; i < RosterColumns.All.Count; i++)
        {
            var (key, _) = RosterColumns.All[i];
            var id = $"sheet{i + 1}";
            WriteSheet(book.AddNewPart<WorksheetPart>(id), layout[key], Rows(roster, layout, key));
            sheets.Append(new Sheet { Id = id, SheetId = (uint)(i + 1), Name = layout[key].Name });
        }
        book.Workbook = new Workbook(sheets);
    }

    private static IEnumerable<string?[]> Rows(Roster roster, RosterLayout layout, string sheet)
    {
        string? Join(IReadOnlyList<string> words) => words.Count == 0 ? null : string.Join(layout.Separator, words);
        switch (sheet)
        {
            case RosterColumns.Units:
                return roster.Units.Select(unit => new[] { unit.Id, unit.ParentId, layout.WordOf(unit.Level), unit.Name, Join(unit.Kinds) });
            case RosterColumns.People:
                return roster.People.Select(person => new[] { person.UserId, person.Name, person.Role, person.UnitId, person.Phone, person.Level });
            case RosterColumns.Households:
                return roster.Households.Select(household => new[]
                {
                    household.Id, household.VillageId, household.Group, household.Head, household.IdNumber, Join(household.Types),
                    household.Size.ToString(), layout.Written(household), Join(household.RiskTypes),
                    household.IdentifiedOn?.ToString("yyyy-MM-dd"), household.Phone, household.ContactUserId, household.Left,
                });
            case RosterColumns.Members:
                return roster.Households.SelectMany(household => household.Members.Select(member => new[]
                {
                    household.Id, member.Name, member.IdNumber, member.Relation, member.Labour, member.Disability, member.Schooling, member.Work,
                }));
            case RosterColumns.Measures:
                return roster.Households.SelectMany(household => household.Measures.Select(measure => new[]
                {
                    household.Id, measure.Name, measure.StartedOn?.ToString("yyyy-MM-dd"),
                }));
            default:
                throw new ArgumentOutOfRangeException(nameof(sheet), sheet, "no such sheet");
        }
    }

    private static void WriteSheet(WorksheetPart part, RosterSheetLayout sheet, IEnumerable<string?[]> rows)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(new Column { Min = 1, Max = (uint)sheet.Columns.Count, Width = 16, CustomWidth = true, Style = TextStyle }));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, 1, [.. sheet.Columns.Select(column => column.Name)], HeadingStyle);
        var number = 1;
        foreach (var row in rows)
            WriteRow(writer, ++number, row, TextStyle);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, int number, string?[] values, uint style)
    {
        writer.WriteStartElement(new Row(), [new OpenXmlAttribute("r", "", number.ToString())]);
        for (var i = 0; i < values.Length; i++)
            if (values[i] is { } text)
            {
                writer.WriteStartElement(new Cell(),
                [
                    new OpenXmlAttribute("r", "", CellProblem.ColumnName(i + 1) + number),
                    new OpenXmlAttribute("s", "", style.ToString()),
                    new OpenXmlAttribute("t", "", "inlineStr"),
                ]);
                writer.WriteElement(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
                writer.WriteEndElement();
            }
        writer.WriteEndElement();
    }

    private const uint TextStyle = 1, HeadingStyle = 2;

    /// <summary>Number format 49 is "text".</summary>
    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, FontId = 1, ApplyFont = true }));
}
