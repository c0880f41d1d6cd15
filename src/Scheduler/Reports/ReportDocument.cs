using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Store.Packs;

namespace Scheduler.Reports;

/// <summary>Writes a draft as .docx, laid out as official papers are: A4, the text in size 3 with 28-point lines, first lines set in by two.</summary>
public static class ReportDocument
{
    /// <summary>Half points: size 2 for the title, size 3 for the rest.</summary>
    private const string TitleSize = "44";
    private const string TextSize = "32";

    /// <summary>Twentieths of a point.</summary>
    private const string LineHeight = "560";
    private const string TitleLineHeight = "640";

    private const string OddFooter = "rId2";
    private const string EvenFooter = "rId3";

    public static void Write(ReportDraft draft, Stream stream)
    {
        using var packed = new MemoryStream();
        using (var document = WordprocessingDocument.Create(packed, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var paragraphs = draft.Paragraphs;
            var body = new Body(paragraphs.Select((paragraph, index) =>
                Paragraph(paragraph, draft.Report.Print, isLastOfHead: index + 1 < paragraphs.Count && paragraphs[index + 1].Style != paragraph.Style)));
            // Numbered on the outer side: odd pages at the right, even ones at the left.
            main.AddNewPart<FooterPart>(OddFooter).Footer = ReportFooter.Numbered(JustificationValues.Right);
            main.AddNewPart<FooterPart>(EvenFooter).Footer = ReportFooter.Numbered(JustificationValues.Left);
            main.AddNewPart<DocumentSettingsPart>("rId4").Settings = new Settings(new EvenAndOddHeaders());
            main.AddNewPart<FontTablePart>("rId5").Fonts = ReportFonts.Of(draft.Report.Print);
            body.Append(new SectionProperties(
                new FooterReference { Type = HeaderFooterValues.Default, Id = OddFooter },
                new FooterReference { Type = HeaderFooterValues.Even, Id = EvenFooter },
                new PageSize { Width = 11906u, Height = 16838u },
                new PageMargin { Top = 2098, Bottom = 1984, Left = 1587u, Right = 1474u, Header = 851u, Footer = 1304u, Gutter = 0u }));
            main.Document = new Document(body);
            document.ChangeIdOfPart(main, "rId1");
        }
        UndatedPackage.Write(packed, stream);
    }

    private static Paragraph Paragraph(ReportParagraph paragraph, ReportPrint print, bool isLastOfHead) => paragraph.Style switch
    {
        ReportStyle.Title => Paragraph(paragraph.Text, Look(print.TitleFont) with { Size = TitleSize, Line = TitleLineHeight, Centred = true, LineAfter = isLastOfHead }),
        ReportStyle.Date => Paragraph(paragraph.Text, Look(print.Font) with { Centred = true, LineAfter = isLastOfHead }),
        ReportStyle.Heading => Paragraph(paragraph.Text, Look(print.HeadingFont) with { WithNext = true }),
        ReportStyle.Subheading => Paragraph(paragraph.Text, Look(print.Font) with { Bold = true, WithNext = true }),
        // Justified, a line before a long row of X that is still to be written would be torn apart.
        _ => Paragraph(paragraph.Text, Look(print.Font)),
    };

    private static ParagraphLook Look(string font) => new(font, TextSize, LineHeight);

    private static Paragraph Paragraph(string text, ParagraphLook look)
    {
        var properties = new ParagraphProperties();
        if (look.WithNext)
            properties.Append(new KeepNext());
        var spacing = new SpacingBetweenLines { Line = look.Line, LineRule = LineSpacingRuleValues.Exact };
        if (look.LineAfter)
            spacing.After = LineHeight;
        properties.Append(spacing);
        if (!look.Centred)
            properties.Append(new Indentation { FirstLineChars = 200, FirstLine = (int.Parse(look.Size, CultureInfo.InvariantCulture) * 20).ToString(CultureInfo.InvariantCulture) });
        properties.Append(new Justification { Val = look.Centred ? JustificationValues.Center : JustificationValues.Left });
        return new Paragraph(properties, new Run(ReportFonts.Run(look.Font, look.Size, look.Bold), new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
    }

    private sealed record ParagraphLook(string Font, string Size, string Line, bool Bold = false, bool Centred = false, bool WithNext = false, bool LineAfter = false);
}
