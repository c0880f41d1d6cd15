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

    public static void Write(ReportDraft draft, Stream stream)
    {
        using var packed = new MemoryStream();
        using (var document = WordprocessingDocument.Create(packed, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var body = new Body(draft.Paragraphs.Select(paragraph => Paragraph(paragraph, draft.Report.Print)));
            body.Append(new SectionProperties(
                new PageSize { Width = 11906u, Height = 16838u },
                new PageMargin { Top = 2098, Bottom = 1984, Left = 1587u, Right = 1474u, Header = 851u, Footer = 992u, Gutter = 0u }));
            main.Document = new Document(body);
            document.ChangeIdOfPart(main, "rId1");
        }
        UndatedPackage.Write(packed, stream);
    }

    private static Paragraph Paragraph(ReportParagraph paragraph, ReportPrint print) => paragraph.Style switch
    {
        ReportStyle.Title => Paragraph(paragraph.Text, print.TitleFont, TitleSize, JustificationValues.Center, indented: false, bold: false),
        ReportStyle.Date => Paragraph(paragraph.Text, print.Font, TextSize, JustificationValues.Center, indented: false, bold: false),
        ReportStyle.Heading => Paragraph(paragraph.Text, print.HeadingFont, TextSize, JustificationValues.Left, indented: true, bold: false),
        ReportStyle.Subheading => Paragraph(paragraph.Text, print.Font, TextSize, JustificationValues.Left, indented: true, bold: true),
        // Justified, a line before a long row of X that is still to be written would be torn apart.
        _ => Paragraph(paragraph.Text, print.Font, TextSize, JustificationValues.Left, indented: true, bold: false),
    };

    private static Paragraph Paragraph(string text, string font, string size, JustificationValues justified, bool indented, bool bold)
    {
        var properties = new ParagraphProperties(new SpacingBetweenLines { Line = LineHeight, LineRule = LineSpacingRuleValues.Exact });
        if (indented)
            properties.Append(new Indentation { FirstLineChars = 200, FirstLine = (int.Parse(size, CultureInfo.InvariantCulture) * 20).ToString(CultureInfo.InvariantCulture) });
        properties.Append(new Justification { Val = justified });
        var looks = new RunProperties(new RunFonts { Ascii = font, HighAnsi = font, EastAsia = font });
        if (bold)
            looks.Append(new Bold());
        looks.Append(new FontSize { Val = size }, new FontSizeComplexScript { Val = size });
        return new Paragraph(properties, new Run(looks, new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
    }
}
