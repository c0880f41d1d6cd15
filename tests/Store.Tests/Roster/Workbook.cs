using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Store.Rosters;

namespace Store.Tests.Rosters;

/// <summary>A workbook as a clerk's spreadsheet would leave it: cells by name, dates and numbers as Excel keeps them.</summary>
internal sealed class Workbook
{
    private readonly List<(string Name, SortedDictionary<int, SortedDictionary<int, object?>> Rows, List<string> Merges)> sheets = [];

    public Workbook Sheet(string name)
    {
        sheets.Add((name, [], []));
        return this;
    }

    public Workbook Row(params object?[] values) => RowAt(sheets[^1].Rows.Count == 0 ? 1 : sheets[^1].Rows.Keys.Last() + 1, values);

    public Workbook RowAt(int row, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
            Cells(sheets[^1].Rows, row)[i + 1] = values[i];
        return this;
    }

    public Workbook Merge(string range) => Merge(sheets[^1].Name, range);

    public Workbook Merge(string sheet, string range)
    {
        sheets.First(found => found.Name == sheet).Merges.Add(range);
        return this;
    }

    /// <summary>Changes one cell, e.g. <c>户!E2</c>.</summary>
    public Workbook Set(string cell, object? value)
    {
        var (sheet, name) = (cell.Split('!')[0], cell.Split('!')[1]);
        var letters = new string([.. name.TakeWhile(char.IsAsciiLetter)]);
        var column = letters.Aggregate(0, (sum, c) => (sum * 26) + (c - 'A' + 1));
        Cells(sheets.First(found => found.Name == sheet).Rows, int.Parse(name[letters.Length..], CultureInfo.InvariantCulture))[column] = value;
        return this;
    }

    public Workbook Without(string sheet)
    {
        sheets.RemoveAll(found => found.Name == sheet);
        return this;
    }

    public MemoryStream Save()
    {
        var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "0000" }),
                new Fonts(new Font()),
                new Fills(new Fill(), new Fill()),
                new Borders(new Border()),
                new CellFormats(
                    new CellFormat(),
                    new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
                    new CellFormat { NumberFormatId = 170, ApplyNumberFormat = true }));
            foreach (var (name, rows, merges) in sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                var data = new SheetData();
                foreach (var (number, cells) in rows)
                    data.Append(new Row(cells.Select(cell => Cell(CellProblem.ColumnName(cell.Key) + number, cell.Value))) { RowIndex = (uint)number });
                part.Worksheet = new Worksheet(data);
                if (merges.Count > 0)
                    part.Worksheet.Append(new MergeCells(merges.Select(range => new MergeCell { Reference = range })));
                book.Workbook.Sheets!.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)book.Workbook.Sheets.Count() + 1, Name = name });
            }
        }
        stream.Position = 0;
        return stream;
    }

    private static SortedDictionary<int, object?> Cells(SortedDictionary<int, SortedDictionary<int, object?>> rows, int row) =>
        rows.TryGetValue(row, out var cells) ? cells : rows[row] = [];

    private static Cell Cell(string name, object? value)
    {
        var cell = new Cell { CellReference = name };
        switch (value)
        {
            case null:
                break;
            case FormulaError error:
                (cell.DataType, cell.CellFormula, cell.CellValue) = (CellValues.Error, new CellFormula("1/0"), new CellValue(error.Text));
                break;
            case Formula formula:
                (cell.CellFormula, cell.CellValue) = (new CellFormula(formula.Text), formula.Cached is { } cached ? new CellValue(cached) : null);
                cell.DataType = formula.IsText ? CellValues.String : null;
                break;
            case bool truth:
                (cell.DataType, cell.CellValue) = (CellValues.Boolean, new CellValue(truth ? "1" : "0"));
                break;
            case Formatted:
                cell.StyleIndex = 1;
                break;
            case LeadingZeros code:
                (cell.StyleIndex, cell.CellValue) = (2, new CellValue(code.Number));
                break;
            case DateTime date:
                (cell.StyleIndex, cell.CellValue) = (1, new CellValue(date.ToOADate()));
                break;
            case double or int:
                cell.CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            default:
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text((string)value) { Space = SpaceProcessingModeValues.Preserve });
                break;
        }
        return cell;
    }
}

/// <summary>What a formula leaves that went wrong.</summary>
internal sealed record FormulaError(string Text);

/// <summary>A number shown with the format 0000.</summary>
internal sealed record LeadingZeros(int Number);

/// <param name="Cached">What it last came to; null where no program ever computed it.</param>
internal sealed record Formula(string Text, string? Cached, bool IsText = false);

/// <summary>An empty cell that somebody gave a format.</summary>
internal sealed record Formatted;
