using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Scheduler.Ledgers;
using Scheduler.Tests.Ledgers.Workbook;
using Store.Packs;
using Xunit;

namespace Scheduler.Tests.Ledgers;

/// <summary>The county's own workbook as a ledger's looks.</summary>
public sealed class CountyWorkbookTests
{
    private static readonly (string, string)[] Official =
    [
        ("A1", "光伏电站管护台账"), ("A2", "填报单位：${unit}"), ("D2", "共${count}条"), ("A3", "序号"), ("B3", "地点"), ("C3", "地点"), ("D3", "问题"),
        ("B4", "镇"), ("C4", "村"), ("A5", "${seq}"), ("B5", "${town}"), ("C5", "${village}（${status}）"), ("D5", "${problem_detail}"), ("A6", "注：一式两份"), ("D6", "=COUNTA(D5:D5)"),
    ];

    private static readonly string[] Merges = ["A1:D1", "A2:C2", "B3:C3", "A3:A4", "D3:D4", "A6:C6"];

    [Fact]
    public void The_row_with_fields_repeats_and_everything_else_stays()
    {
        var ledger = Read(Official, Merges, out var problems);
        Assert.Empty(problems);
        Assert.Equal(["seq", "town", "colC", "problem_detail"], ledger!.Columns.Select(column => column.Id));
        Assert.Equal(["序号", "地点/镇", "地点/村", "问题"], ledger.Columns.Select(column => string.Join('/', column.Path)));
        var table = LedgerComputation.Compute(ledger, [SampleLedgers.Problem(1), SampleLedgers.Problem(2), SampleLedgers.Problem(5)],
            new LedgerContext(new Dictionary<string, string> { ["unit"] = "清溪镇" }));
        var written = OpenedWorkbook.Write(table);
        Assert.Empty(OpenedWorkbook.Errors(written));
        Assert.Equal(written, OpenedWorkbook.Write(table));
        using var book = SpreadsheetDocument.Open(new MemoryStream(written), isEditable: false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var cells = sheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!);
        Assert.Equal("填报单位：清溪镇", cells["A2"].InnerText);
        Assert.Equal("共3条", cells["D2"].InnerText);
        Assert.Equal(["1", "乙镇", "下河村（正在整改）"], [cells["A5"].InnerText, cells["B5"].InnerText, cells["C5"].InnerText]);
        Assert.Equal("3", cells["A7"].InnerText);
        Assert.Equal("注：一式两份", cells["A8"].InnerText);
        Assert.Equal("COUNTA(D5:D7)", cells["D8"].CellFormula!.Text);
        Assert.Equal(1u, cells["D7"].StyleIndex!.Value);
        Assert.Equal(["A1:D1", "A2:C2", "B3:C3", "A3:A4", "D3:D4", "A8:C8"], sheet.Descendants<MergeCell>().Select(merge => merge.Reference!.Value));
        Assert.Equal("台账", Assert.Single(book.WorkbookPart.Workbook.Descendants<Sheet>()).Name!.Value);
        Assert.Equal(OrientationValues.Landscape, sheet.Descendants<PageSetup>().Single().Orientation!.Value);
    }

    [Fact]
    public void A_row_grows_where_its_words_would_be_hidden_and_the_county_stands_for_everything()
    {
        var longer = SampleLedgers.Problem(1);
        longer = longer with { Answers = new Dictionary<string, string>(longer.Answers) { ["problem_detail"] = new('水', 60) } };
        var written = OpenedWorkbook.Write(LedgerComputation.Compute(Read(Official, Merges, out _)!, [longer, SampleLedgers.Problem(40) with { Answers = new Dictionary<string, string>() }],
            new LedgerContext(new Dictionary<string, string> { ["county"] = "望城区" })));
        Assert.Empty(OpenedWorkbook.Errors(written));
        using var book = SpreadsheetDocument.Open(new MemoryStream(written), isEditable: false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Equal("填报单位：望城区", sheet.Descendants<Cell>().Single(cell => cell.CellReference == "A2").InnerText);
        Assert.True(sheet.Descendants<Row>().Single(row => row.RowIndex! == 5u).Height! > 100);
        Assert.Null(sheet.Descendants<Row>().Single(row => row.RowIndex! == 6u).Height);
    }

    [Fact]
    public void Without_a_record_the_row_is_left_blank()
    {
        var ledger = Read(Official, Merges, out _)!;
        var written = OpenedWorkbook.Write(LedgerComputation.Compute(ledger, [], SampleLedgers.Nowhere));
        Assert.Empty(OpenedWorkbook.Errors(written));
        using var book = SpreadsheetDocument.Open(new MemoryStream(written), isEditable: false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!);
        Assert.Equal(("", "注：一式两份"), (cells["B5"].InnerText, cells["A6"].InnerText));
    }

    [Fact]
    public void A_field_that_does_not_exist_is_named_with_its_cell()
    {
        Read([.. Official, ("E5", "${vilage}"), ("E2", "${weather}")], Merges, out var problems);
        Assert.Equal(
        [
            "prompts/ledgers/own.xlsx:台账!E5: there is no field 'vilage'; did you mean 'village'?",
            "prompts/ledgers/own.xlsx:台账!E2: there is no field 'weather' outside the row that repeats",
        ], problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_merged_cell_across_the_row_that_repeats_is_refused()
    {
        Read(Official, [.. Merges, "E5:E6"], out var problems);
        Assert.Equal("prompts/ledgers/own.xlsx:台账!E5:E6: the merged cell crosses row 5, which repeats", Assert.Single(problems).ToString());
    }

    [Fact]
    public void A_workbook_without_fields_or_form_says_so()
    {
        Read([("A1", "表")], [], out var problems);
        Assert.StartsWith("prompts/ledgers/own.xlsx: no row has fields of a record", Assert.Single(problems).ToString(), StringComparison.Ordinal);
        Read(Official, Merges, out problems, settings: [("A1", "form"), ("B1", "daying-a3-problm")]);
        Assert.Contains("there is no form 'daying-a3-problm'; did you mean 'daying-a3-problem'?", problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Over_a_layout_that_counts_every_cell_names_its_figure_and_the_identities_hold_as_before()
    {
        var ledger = Over("xiaoxian-a2", [("A1", "整改情况汇总表"), ("A2", "单位：${unit}"), ("A3", "义务教育"), ("B3", "${2.found}"), ("C3", "${2.done}"), ("A4", "合计"), ("B4", "${totals.found}"), ("C4", "其中已整改${totals.done}个")], out var problems);
        Assert.Empty(problems);
        LedgerRecord[] records = [OfficialLedgers.Found(1, "2", "1"), OfficialLedgers.Found(2, "2", "2"), OfficialLedgers.Found(3, "13", "1")];
        var table = LedgerComputation.Compute(ledger!, OfficialLedgers.Inputs("xiaoxian-a2", records), OfficialLedgers.OfTown);
        Assert.Equal(OfficialLedgers.Make("xiaoxian-a2", records).Checks, table.Checks);
        var written = OpenedWorkbook.Write(table);
        Assert.Empty(OpenedWorkbook.Errors(written));
        using var book = SpreadsheetDocument.Open(new MemoryStream(written), isEditable: false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!);
        Assert.Equal(
            "单位：靖港镇 | 2 | 1 | 3 | 其中已整改1个",
            $"{cells["A2"].InnerText} | {cells["B3"].InnerText} | {cells["C3"].InnerText} | {cells["B4"].InnerText} | {cells["C4"].InnerText}");
        Assert.Null(cells["B3"].DataType);
    }

    [Fact]
    public void A_ledger_of_one_row_is_filled_wherever_its_columns_are_named()
    {
        var ledger = Over("daying-a4", [("A1", "${h_total}"), ("B1", "${county}"), ("A2", "走访${h_out_in}户")], out var problems);
        Assert.Empty(problems);
        using var book = SpreadsheetDocument.Open(new MemoryStream(OpenedWorkbook.Write(LedgerComputation.Compute(
            ledger!, OfficialLedgers.Inputs("daying-a4", OfficialLedgers.Visit(1, 1, "1", "h1", "已脱贫户")), OfficialLedgers.County))), isEditable: false);
        Assert.Equal(["1", "望城区", "走访1户"], book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().Select(cell => cell.InnerText));
    }

    [Fact]
    public void Rows_that_are_counted_repeat_as_records_do_and_wrong_rows_and_columns_are_named_with_their_cell()
    {
        var ledger = Over("jinggang-a1", [("A1", "村"), ("B1", "户"), ("A2", "${village}"), ("B2", "${all_h}"), ("A3", "合计"), ("B3", "${totals.all_h}")], out var problems);
        Assert.Empty(problems);
        using var book = SpreadsheetDocument.Open(new MemoryStream(OpenedWorkbook.Write(LedgerComputation.Compute(
            ledger!, OfficialLedgers.Inputs("jinggang-a1", OfficialLedgers.Household(1, 12, "低保户", 2)), OfficialLedgers.OfTown))), isEditable: false);
        Assert.Equal(["石毫村", "1", "合计", "1"], book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().Select(cell => cell.InnerText).TakeLast(4));
        Assert.Null(Over("xiaoxian-a2", [("A1", "${99.found}"), ("B1", "${2.fuond}"), ("C1", "${totals.found}")], out problems));
        Assert.Equal(["A1: 'xiaoxian-a2' has no row '99'", "B1: there is no field 'fuond'; did you mean 'found'?"],
            problems.Select(problem => problem.ToString().Split("台账!")[1].Split("; did you mean '9")[0]));
        Over("xiaoxian-a2", [("A1", "表")], out problems);
        Assert.Contains("no cell names a figure of 'xiaoxian-a2'", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Over_a_layout_that_lists_its_columns_keep_their_sources_their_checks_and_who_sees_whole_numbers()
    {
        var ledger = Over("jinggang-a3", [("A1", "户"), ("B1", "号"), ("A2", "${householder}"), ("B2", "${idcard}")], out var problems);
        Assert.Empty(problems);
        Assert.True(ledger!.Columns[1].ShowsWhole);
        Assert.Equal(OfficialLedgers.Ledger("jinggang-a3").Columns.Count, ledger.Figures.Count());
        Assert.Equal("990001194912310022", LedgerComputation.Compute(ledger, OfficialLedgers.Inputs("jinggang-a3", OfficialLedgers.Suspected(1, 1, "7", "1", "1")), OfficialLedgers.OfTown).Rows[0][1].ToString());
    }

    [Fact]
    public void What_is_no_workbook_is_one_problem()
    {
        var problems = new List<Problem>();
        Assert.Null(LedgerTemplateReader.Read("x.xlsx", Convert.ToBase64String("not a zip"u8), Parts, null, problems));
        Assert.StartsWith("x.xlsx: not readable as a workbook", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    private static LedgerParts Parts => new(new Dictionary<string, Form> { ["daying-a3-problem"] = SampleLedgers.Form });

    /// <summary>A workbook of the same name as a layout of prompts/, without settings.</summary>
    private static Ledger? Over(string id, (string, string)[] cells, out List<Problem> problems)
    {
        problems = [];
        var parts = new LedgerParts(Testing.Repository.Pack.Forms.ToDictionary(form => form.Id));
        return LedgerTemplateReader.Read($"prompts/ledgers/{id}.xlsx", Convert.ToBase64String(Book(cells, [], [])), parts, OfficialLedgers.Ledger(id), problems);
    }

    private static Ledger? Read((string, string)[] cells, string[] merges, out List<Problem> problems, (string, string)[]? settings = null)
    {
        problems = [];
        return LedgerTemplateReader.Read("prompts/ledgers/own.xlsx", Convert.ToBase64String(Book(cells, merges,
            settings ?? [("A1", "form"), ("B1", "daying-a3-problem"), ("A2", "campaign"), ("B2", "sample"), ("A3", "level"), ("B3", "town")])), Parts, null, problems);
    }

    private static byte[] Book((string Reference, string Text)[] cells, string[] merges, (string, string)[] settings)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat(), new CellFormat { FontId = 0, ApplyFont = true }));
            Add(book, "台账", 1, cells, merges);
            Add(book, "settings", 2, settings, []);
        }
        return stream.ToArray();
    }

    private static void Add(WorkbookPart book, string name, uint id, (string Reference, string Text)[] cells, string[] merges)
    {
        var part = book.AddNewPart<WorksheetPart>();
        var data = new SheetData(cells.GroupBy(cell => uint.Parse(string.Concat(cell.Reference.SkipWhile(char.IsAsciiLetter)))).OrderBy(row => row.Key)
            .Select(row => new Row(row.OrderBy(cell => cell.Reference, StringComparer.Ordinal).Select(cell => cell.Text.StartsWith('=')
                ? new Cell { CellReference = cell.Reference, CellFormula = new CellFormula(cell.Text[1..]) }
                : new Cell { CellReference = cell.Reference, StyleIndex = 1, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(cell.Text)) }))
            { RowIndex = row.Key }));
        part.Worksheet = new Worksheet(data);
        if (merges.Length > 0)
            part.Worksheet.Append(new MergeCells(merges.Select(merge => new MergeCell { Reference = merge })));
        part.Worksheet.Append(new PageSetup { Orientation = OrientationValues.Landscape });
        book.Workbook.Sheets!.Append(new Sheet { Name = name, SheetId = id, Id = book.GetIdOfPart(part) });
    }
}
