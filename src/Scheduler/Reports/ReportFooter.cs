using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Scheduler.Reports;

/// <summary>The number of a page as official papers have it: size 4, a dash at either side, one character in from the edge.</summary>
internal static class ReportFooter
{
    private const string Size = "28";

    /// <summary>Twentieths of a point.</summary>
    private const string OneCharacter = "280";

    public static Footer Numbered(JustificationValues side) => new(new Paragraph(
        new ParagraphProperties(new Indentation { Left = OneCharacter, Right = OneCharacter }, new Justification { Val = side }),
        Run(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
        Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        Run(new FieldCode("PAGE")),
        Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
        Run(new FieldChar { FieldCharType = FieldCharValues.End }),
        Run(new Text(" —") { Space = SpaceProcessingModeValues.Preserve })));

    private static Run Run(OpenXmlElement holds) => new(ReportFonts.Run(ReportFonts.Numbers, Size), holds);
}
