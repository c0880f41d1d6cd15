using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Scheduler.Ledgers;
using Scheduler.Reports;
using Scheduler.Tests.Ledgers;
using Store.Packs;
using Testing;
using Xunit;
using static Scheduler.Tests.Ledgers.OfficialLedgers;

namespace Scheduler.Tests.Reports;

public sealed class ReportTests
{
    public static TheoryData<string> All => [.. Repository.Pack.Reports.Select(report => report.Id)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_draft_keeps_to_the_schema_and_comes_out_the_same_twice(string id)
    {
        var (once, records) = (Written(Draft(id)), AllRecords.Everything());
        Assert.NotEqual(once, Written(Draft(id, records)));
        Assert.Empty(ErrorsOf(Written(Draft(id, records))));
        Assert.Equal(Written(Draft(id, records)), Written(Draft(id, [.. records.Reverse()])));
        using var document = WordprocessingDocument.Open(new MemoryStream(once), isEditable: false);
        Assert.Empty(ErrorsOf(once));
        Assert.Equal(once, Written(Draft(id)));
        Assert.DoesNotContain("${", document.MainDocumentPart!.Document.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_68_the_draft_has_five_headings_figures_from_the_ledgers_and_blanks_for_the_writer()
    {
        var draft = Draft("jinggang-a8",
            Of("jinggang-a6", 1, 12, "h_village=石毫村|h_name=甲|p_mode=1"), Of("jinggang-a6", 2, 12, "h_village=石毫村|h_name=乙|p_mode=4"), Of("jinggang-a7", 3, 12, "h_village=石毫村|h_name=丙|p_mode=1"),
            Suspected(4, 12, "7", "1", "2", "甲"), Suspected(5, 12, "8", "1", "1", "甲"), Suspected(6, 12, "14", "4", "1", "丙"));
        Assert.Equal(["一、工作开展情况", "二、排查结果总体情况", "三、主要亮点（3-5 个）", "四、主要问题和薄弱环节", "五、整改情况"],
            draft.Paragraphs.Where(paragraph => paragraph.Style == ReportStyle.Heading).Select(paragraph => paragraph.Text));
        var text = string.Concat(draft.Paragraphs.Select(paragraph => paragraph.Text));
        Assert.Contains("走访农户2户，其中贫困户1户、非贫困户1户；通过各种方式均联系不上的1户。", text, StringComparison.Ordinal);
        Assert.Contains("共排查出疑似问题3个，涉及2户。XXX，XXXX，XXXXX。", text, StringComparison.Ordinal);
        Assert.Contains("排查出的3个问题，已解决1个，正在解决2个。", text, StringComparison.Ordinal);
        Assert.Contains("靖港镇脱贫质量“回头看”情况整改", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_69_the_self_check_report_has_its_four_parts_and_the_figures_of_the_summary()
    {
        LedgerRecord[] records = [Found(1, "2", "1", "household_id=h1|propose_monitor=1|propose_monitor_persons=3"), Found(2, "5", "2")];
        var draft = Draft("xiaoxian-report", records);
        Assert.Equal(["一、排查“回头看”工作开展情况", "二、排查问题及整改落实情况", "三、动态管理及帮扶工作情况", "四、下一步工作安排"],
            draft.Paragraphs.Where(paragraph => paragraph.Style == ReportStyle.Heading).Select(paragraph => paragraph.Text));
        var text = string.Concat(draft.Paragraphs.Select(paragraph => paragraph.Text));
        Assert.Contains("共排查问题2个，其中户内问题2个、面上问题0个；已整改1个，正在整改1个。", text, StringComparison.Ordinal);
        Assert.Contains("义务教育1个、基本医疗0个、住房安全0个、安全饮水1个", text, StringComparison.Ordinal);
        Assert.Contains("拟识别监测对象1户3人。", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_has_page_numbers_as_official_papers_do_and_no_heading_left_alone_at_the_foot_of_a_page()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(Written(Draft("jinggang-a8"))), isEditable: false);
        var main = document.MainDocumentPart!;
        var section = main.Document.Body!.Elements<SectionProperties>().Single();
        Assert.Equal(["odd:right", "even:left"], section.Elements<FooterReference>().Select(reference =>
            $"{(reference.Type!.Value == HeaderFooterValues.Even ? "even" : "odd")}:{((FooterPart)main.GetPartById(reference.Id!.Value!)).Footer.Descendants<Justification>().Single().Val!.InnerText}"));
        Assert.All(main.FooterParts, part => Assert.Equal("— PAGE —", string.Concat(part.Footer.Descendants().Where(each => each is Text or FieldCode).Select(each => each.InnerText))));
        Assert.NotNull(main.DocumentSettingsPart!.Settings.GetFirstChild<EvenAndOddHeaders>());
        Assert.All(main.Document.Body.Elements<Paragraph>().Where(paragraph => paragraph.InnerText.StartsWith("二、", StringComparison.Ordinal)), heading => Assert.NotNull(heading.ParagraphProperties!.KeepNext));
        // Chinese quotation marks are as wide as a character, whatever stands beside them.
        Assert.All(main.Document.Descendants<RunFonts>(), fonts => Assert.Equal(FontTypeHintValues.EastAsia, fonts.Hint!.Value));
        Assert.Superset(main.Document.Descendants<RunFonts>().Select(fonts => fonts.EastAsia!.Value!).ToHashSet(), main.FontTablePart!.Fonts.Elements<Font>().Select(font => font.Name!.Value!).ToHashSet());
    }

    private static IEnumerable<string> ErrorsOf(byte[] content)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        return [.. new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document, TestContext.Current.CancellationToken).Select(error => error.Description)];
    }

    internal static ReportDraft Draft(string id, params LedgerRecord[] records)
    {
        var report = Repository.Pack.Reports.Single(report => report.Id == id);
        var figures = LedgerComputation.Compute(report.Figures, new LedgerRecords(report.Figures.Inputs.ToDictionary(
            input => input.Name, input => (IReadOnlyList<LedgerRecord>)[.. records.Where(record => input.Ids.Contains(record.Form.Id))])), OfTown);
        return ReportDraft.Fill(report, figures, report.Cells.Values.Select(cell => cell.Ledger).Distinct().ToDictionary(ledger => ledger, ledger => Make(ledger, records)), OfTown);
    }

    private static byte[] Written(ReportDraft draft)
    {
        using var stream = new MemoryStream();
        ReportDocument.Write(draft, stream);
        return stream.ToArray();
    }
}
