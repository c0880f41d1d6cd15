using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Store.Rosters;
using Xunit;
using static Store.Tests.Rosters.SampleRoster;

namespace Store.Tests.Rosters;

public sealed class RosterAnnotationTests
{
    [Fact]
    public void The_copy_marks_the_cells_and_says_why_in_a_last_column()
    {
        var copy = Marked(Workbook().Set("户!D3", null).Set("户!G3", "很多").Set("人员!E2", "123"));

        Assert.Equal(["人员!E2", "人员!G2", "户!D3", "户!G3", "户!M3"], RedCells(copy));
        Assert.Equal("问题", Text(copy, "户", "M1"));
        Assert.Equal("D3 “户主姓名”没有填。\nG3 家庭人口“很多”不对，要 1 以上的整数，例如 4。", Text(copy, "户", "M3"));
        Assert.Equal("", Text(copy, "户", "M2"));
        Assert.Equal("E2 电话不对，要 11 位手机号，现在是 3 位。", Text(copy, "人员", "G2"));
        Assert.Equal("赵大", Text(copy, "户", "D2"));
        Assert.Empty(Errors(copy));
    }

    [Fact]
    public void A_marked_cell_keeps_its_format()
    {
        var copy = Marked(Workbook().Set("户!J2", new DateTime(2022, 9, 9)));

        using var document = SpreadsheetDocument.Open(copy, isEditable: false);
        var formats = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        Assert.Equal(14u, formats[(int)Cells(document, "户").Single(cell => cell.CellReference == "J2").StyleIndex!.Value].NumberFormatId!.Value);
    }

    [Fact]
    public void A_corrected_copy_imports_and_loses_its_old_marks()
    {
        var first = Marked(Workbook().Set("户!D3", null).Set("户!B4", "X9"));

        var corrected = Edit(first, "户", "D3", "钱二");
        var second = Marked(corrected);

        Assert.Equal(["户!B4", "户!M4"], RedCells(second));
        Assert.Equal("", Text(second, "户", "M3"));
        Assert.Equal("", Text(second, "户", "N1"));
        var done = Edit(second, "户", "B4", "X102");
        Assert.Empty(Reader().Read(done).Problems);
    }

    [Fact]
    public void A_missing_sheet_is_noted_on_the_first_one_and_missing_rows_are_added()
    {
        var copy = Marked(Workbook().Without("单位").Without("措施").Sheet("措施"));

        Assert.StartsWith("问题\n缺少工作表“单位”", Text(copy, "人员", "G1"), StringComparison.Ordinal);
        Assert.StartsWith("问题\nA1 没有找到表头", Text(copy, "措施", "B1"), StringComparison.Ordinal);
        Assert.Empty(Errors(copy));
    }

    [Fact]
    public void A_note_on_the_headings_goes_with_its_reason()
    {
        var first = Marked(Workbook().Set("户!G1", null));
        Assert.Equal("问题\nA1 缺少“家庭人口”这一列。", Text(first, "户", "M1"));

        var corrected = Edit(first, "户", "G1", "家庭人口");
        Assert.Empty(Reader().Read(corrected).Problems);
        Assert.Equal("问题", Text(Marked(corrected), "户", "M1"));
    }

    [Fact]
    public void A_sheet_without_problems_gets_no_column_of_notes()
    {
        var copy = Marked(Workbook().Set("户!D3", null));

        Assert.Equal("", Text(copy, "单位", "F1"));
    }

    [Fact]
    public void Other_sheets_stay_as_they_are()
    {
        var copy = Marked(Workbook().Sheet("填表说明").Row("请不要改表头").Set("户!D3", null));

        Assert.Equal("请不要改表头", Text(copy, "填表说明", "A1"));
        Assert.Equal("", Text(copy, "填表说明", "B1"));
    }

    private static MemoryStream Marked(Workbook workbook) => Marked(workbook.Save());

    private static MemoryStream Marked(MemoryStream original)
    {
        var read = Reader().Read(original);
        original.Position = 0;
        var copy = new MemoryStream();
        RosterAnnotation.Write(original, read, Layout, Messages, copy);
        copy.Position = 0;
        return copy;
    }

    private static List<string> RedCells(Stream copy)
    {
        using var document = SpreadsheetDocument.Open(copy, isEditable: false);
        var sheet = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var fills = sheet.Fills!.Elements<Fill>().ToList();
        var formats = sheet.CellFormats!.Elements<CellFormat>().ToList();
        return [.. document.WorkbookPart.Workbook.Descendants<Sheet>().SelectMany(tab => Cells(document, tab.Name!.Value!)
            .Where(cell => fills[(int)(formats[(int)(cell.StyleIndex?.Value ?? 0)].FillId?.Value ?? 0)].PatternFill?.PatternType?.Value == PatternValues.Solid)
            .Select(cell => $"{tab.Name}!{cell.CellReference}"))];
    }

    private static string Text(Stream copy, string tab, string name)
    {
        using var document = SpreadsheetDocument.Open(copy, isEditable: false);
        return Cells(document, tab).SingleOrDefault(cell => cell.CellReference == name)?.InnerText ?? "";
    }

    private static MemoryStream Edit(Stream copy, string tab, string name, string text)
    {
        var edited = new MemoryStream();
        copy.Position = 0;
        copy.CopyTo(edited);
        using (var document = SpreadsheetDocument.Open(edited, isEditable: true))
        {
            var cell = Cells(document, tab).Single(cell => cell.CellReference == name);
            (cell.DataType, cell.InlineString) = (CellValues.InlineString, new InlineString(new Text(text)));
        }
        edited.Position = 0;
        return edited;
    }

    private static List<Cell> Cells(SpreadsheetDocument document, string tab)
    {
        var sheet = document.WorkbookPart!.Workbook.Descendants<Sheet>().Single(found => found.Name == tab);
        return [.. ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>()];
    }

    private static List<string> Errors(Stream copy)
    {
        using var document = SpreadsheetDocument.Open(copy, isEditable: false);
        return [.. new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}")];
    }
}
