using System.IO.Compression;
using DocumentFormat.OpenXml.Spreadsheet;
using Scheduler.Ledgers;
using Xunit;

namespace Scheduler.Tests.Ledgers.Workbook;

public sealed class LedgerWorkbookTests
{
    [Fact]
    public void The_official_sheet_has_title_date_columns_rows_and_footnotes_in_order()
    {
        using var book = new OpenedWorkbook(SampleLedgers.Problems(2));
        var rows = book.Rows();
        Assert.Equal("镇（街道）级“回头看”排查问题清单", rows[0][0]);
        Assert.Equal("填报时间：2022年8月1日", rows[1][0]);
        Assert.Equal(["序号", "镇（街道）", "村", "问题类型", "问题性质简述", "问题具体描述", "备注"], rows[2]);
        Assert.Equal([1.0, "甲镇", "上河村", "责任落实", "愁吃"], rows[3].Take(5));
        Assert.Equal(2.0, rows[4][0]);
        Assert.Equal("注：1.问题类型包括：责任落实、政策落实、工作落实、巩固成果。", rows[5][0]);
        Assert.StartsWith("2.问题性质简述是指：愁吃、愁穿、住房安全问题、", (string?)rows[6][0]);
        Assert.StartsWith("3.问题具体描述：发现问题要写明具体乡镇、村名、户名", (string?)rows[7][0]);
        Assert.Equal("4.备注：标注问题是否整改、正在整改、未整改。", rows[8][0]);
        Assert.Equal(9, rows.Count);
        Assert.Equal(["A1:G1", "A2:G2", "A6:G6", "A7:G7", "A8:G8", "A9:G9"], book.Merges);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void The_workbook_keeps_to_the_schema(int rows)
    {
        using var book = new OpenedWorkbook(SampleLedgers.Problems(rows));
        Assert.Empty(book.SchemaErrors());
    }

    [Fact]
    public void Without_records_the_blank_rows_of_the_print_are_left()
    {
        using var book = new OpenedWorkbook(SampleLedgers.Problems(0));
        var rows = book.Rows();
        Assert.Equal("填报时间：", rows[1][0]);
        Assert.All(rows.Skip(3).Take(6), row => Assert.All(row, Assert.Null));
        Assert.StartsWith("注：1.", (string?)rows[9][0]);
        string[] corners = ["A4", "G4", "A9", "G9"];
        Assert.All(corners, cell => Assert.Equal(1u, book.Format(cell).BorderId!.Value));
    }

    [Fact]
    public void It_prints_on_landscape_a4_one_page_wide_with_the_header_on_every_page()
    {
        using var book = new OpenedWorkbook(SampleLedgers.Problems(40));
        var page = book.Sheet.GetFirstChild<PageSetup>()!;
        Assert.Equal((9u, OrientationValues.Landscape, 1u, 0u), (page.PaperSize!.Value, page.Orientation!.Value, page.FitToWidth!.Value, page.FitToHeight!.Value));
        Assert.True(book.Sheet.SheetProperties!.PageSetupProperties!.FitToPage!.Value);
        Assert.Equal("&C第 &P 页，共 &N 页", book.Sheet.GetFirstChild<HeaderFooter>()!.OddFooter!.Text);
        var titles = Assert.Single(book.Book.DefinedNames!.Elements<DefinedName>());
        Assert.Equal(("_xlnm.Print_Titles", "'镇（街道）级“回头看”排查问题清单'!$3:$3"), (titles.Name!.Value, titles.Text));
        var pane = book.Sheet.Descendants<Pane>().Single();
        Assert.Equal((3d, "A4", PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.TopLeftCell!.Value, pane.State!.Value));
    }

    [Fact]
    public void A_two_level_header_merges_its_group_and_lets_single_columns_span_both_rows()
    {
        using var book = new OpenedWorkbook(LedgerComputation.Compute(Layouts.TwoLevels, [], SampleLedgers.Nowhere));
        Assert.Empty(book.SchemaErrors());
        Assert.Equal(["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:I3", "J3:J4", "K3:K4"],
            book.Merges.Where(merge => merge[1] is '3' or '4').Order(StringComparer.Ordinal));
        Assert.Equal(("整改责任", "责任人", "责任单位", "整改时限"), (book.Text("H3"), book.Text("H4"), book.Text("I4"), book.Text("J3")));
        Assert.Equal("'_____单位乡镇集中排查“回头看”专项行动问题整改台账(户内'!$3:$4", book.Book.DefinedNames!.Elements<DefinedName>().Single().Text);
    }

    [Fact]
    public void A_four_level_header_merges_every_level()
    {
        using var book = new OpenedWorkbook(LedgerComputation.Compute(Layouts.FourLevels, [], SampleLedgers.Nowhere));
        Assert.Equal(["A1:H1", "A2:A5", "B2:G2", "B3:C3", "B4:B5", "C4:C5", "D3:G3", "D4:E4", "F4:G4", "H2:H5"],
            book.Merges.Order(StringComparer.Ordinal));
        Assert.Equal("建档立卡贫困户", book.Text("D3"));
        Assert.Equal("已脱贫", book.Text("F4"));
        Assert.Equal(8u, book.Sheet.GetFirstChild<PageSetup>()!.PaperSize!.Value);
    }

    [Fact]
    public void Totals_stand_where_the_source_prints_them_and_numbers_stay_numbers()
    {
        using var book = new OpenedWorkbook(LedgerComputation.Compute(Layouts.FourLevels,
            [SampleLedgers.Record(Layouts.Counts, "a", "2020-06-30T10:00:00+08:00", ("ind", "住房安全"), ("a", "12"), ("b", "7"), ("rate", "0.5"))],
            SampleLedgers.Nowhere));
        var rows = book.Rows();
        Assert.Equal(["合计", 12.0, 7.0], rows[5].Take(3));
        Assert.Equal(["住房安全", 12.0, 7.0, 12.0, "—", 12.0, 7.0, 0.5], rows[6]);
    }

    [Fact]
    public void Header_fields_share_the_line_and_dates_stay_dates()
    {
        using var book = new OpenedWorkbook(LedgerComputation.Compute(Layouts.TwoLevels,
            [SampleLedgers.Record(Layouts.HouseholdProblem, "a", "2022-08-30T10:00:00+08:00", ("deadline", "2022-09-10"))], SampleLedgers.Nowhere));
        Assert.Equal(3, book.Merges.Count(merge => merge.EndsWith('2') && merge.Split(':')[0].EndsWith('2')));
        var rows = book.Rows();
        Assert.Equal(["填报单位(盖章): _____", "填报人: _____", "填报时间: 2022-08-30"], rows[1].OfType<string>());
        Assert.Equal(new DateTime(2022, 9, 10, 0, 0, 0, DateTimeKind.Unspecified), rows[4][9]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86 138")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    public void Text_that_looks_like_a_formula_stays_text(string answer)
    {
        string[] aLongColumnAndAShortOne = ["problem_detail", "town"];
        foreach (var column in aLongColumnAndAShortOne)
        {
            using var book = Opened((column, answer));
            var reference = column == "town" ? "B4" : "F4";
            Assert.Equal(CellValues.SharedString, book.Cells[reference].DataType!.Value);
            Assert.Null(book.Cells[reference].CellFormula);
            Assert.True(book.Format(reference).QuotePrefix!.Value);
            Assert.Equal(answer.Replace('\r', '\n'), book.Text(reference));
        }
    }

    [Fact]
    public void Long_digit_strings_stay_text()
    {
        using var book = Opened(("village", "6222020200012345678"));
        Assert.Equal("6222020200012345678", book.Rows()[3][2]);
        Assert.Equal(49u, book.Format("C4").NumberFormatId!.Value);
    }

    [Theory]
    [InlineData("a\u0000b\u0001c\uFFFEd", "abcd")]
    [InlineData("𠮷村\r\n二组\r三组", "𠮷村\n二组\n三组")]
    [InlineData("_x0041_", "_x0041_")]
    [InlineData("  两头空格 ", "  两头空格 ")]
    public void What_xml_cannot_carry_is_dropped_and_all_else_comes_back(string answer, string read)
    {
        using var book = Opened(("problem_detail", answer));
        Assert.Equal(read, book.Rows()[3][5]);
    }

    [Fact]
    public void Half_a_character_is_dropped()
    {
        using var book = Opened(("problem_detail", "甲" + '\uD842' + "乙" + '\uDFB7'));
        Assert.Equal("甲乙", book.Rows()[3][5]);
    }

    [Fact]
    public void A_text_longer_than_a_cell_can_hold_is_cut_between_characters()
    {
        using var book = Opened(("problem_detail", "甲" + string.Concat(Enumerable.Repeat("𠮷", 20_000))));
        Assert.Equal(32_767, book.Text("F4").Length);
        Assert.True(char.IsLowSurrogate(book.Text("F4")[^1]));
    }

    [Fact]
    public void Rows_and_notes_are_high_enough_for_their_wrapped_text()
    {
        using var book = Opened(("problem_detail", string.Concat(Enumerable.Repeat("户内无储水设施，", 60))));
        var width = book.Sheet.Descendants<Column>().ElementAt(5).Width!.Value;
        var lines = 960 / width;
        Assert.InRange(book.Height(4), lines * 14, 409);
        Assert.True(book.Height(6) > 30, "note 2 takes more than one line");
    }

    [Fact]
    public void The_longest_column_gets_most_of_a_full_page()
    {
        using var book = new OpenedWorkbook(SampleLedgers.Problems(12));
        var widths = book.Sheet.Descendants<Column>().Select(column => column.Width!.Value).ToList();
        Assert.Equal(5, widths.IndexOf(widths.Max()));
        Assert.InRange(widths.Sum(), 130, 137);
    }

    [Fact]
    public void The_same_ledger_gives_the_same_bytes()
    {
        var first = OpenedWorkbook.Write(SampleLedgers.Problems(50));
        Assert.Equal(first, OpenedWorkbook.Write(SampleLedgers.Problems(50)));
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void The_workbook_says_no_time_and_no_author()
    {
        using var book = SpreadsheetDocumentOf(SampleLedgers.Problems(1));
        Assert.Equal("镇（街道）级“回头看”排查问题清单", book.PackageProperties.Title);
        Assert.Null(book.PackageProperties.Created);
        Assert.Null(book.PackageProperties.Modified);
        Assert.Null(book.PackageProperties.Creator);
    }

    private static OpenedWorkbook Opened(params (string, string)[] answers) => new(LedgerComputation.Compute(
        SampleLedgers.DayingA3, [SampleLedgers.Record(SampleLedgers.Form, "a", "2022-08-30T10:00:00+08:00", answers)], SampleLedgers.Nowhere));

    private static DocumentFormat.OpenXml.Packaging.SpreadsheetDocument SpreadsheetDocumentOf(LedgerTable table) =>
        DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(OpenedWorkbook.Write(table)), isEditable: false);

    [Theory]
    [InlineData("xiangcheng-ledger", "ABCDEF")]
    [InlineData("jinggang-daily", "A")]
    public void No_merged_cell_is_torn_by_a_page_and_what_goes_on_on_the_next_says_there_what_it_is(string id, string merged)
    {
        using var book = new OpenedWorkbook(OfficialLedgers.Make(id, AllRecords.Everything()));
        var breaks = book.Sheet.Descendants<Break>().Select(each => (int)each.Id!.Value).ToList();
        Assert.True(breaks.Count > 1);
        foreach (var merge in book.Merges)
        {
            var rows = merge.Split(':').Select(end => int.Parse(string.Concat(end.SkipWhile(char.IsAsciiLetter)))).ToList();
            Assert.DoesNotContain(breaks, row => rows[0] <= row && row < rows[1]);
        }
        Assert.All(breaks, row => Assert.All(merged, column => Assert.NotEqual("", book.Text($"{column}{row + 1}"))));
    }

    [Fact]
    public void A_ledger_without_merged_rows_and_one_that_fits_its_page_leave_the_breaks_to_the_program()
    {
        Assert.Empty(new OpenedWorkbook(SampleLedgers.Problems(300)).Sheet.Descendants<Break>());
        Assert.Empty(new OpenedWorkbook(OfficialLedgers.Make("jinggang-a2")).Sheet.Descendants<Break>());
    }
}
