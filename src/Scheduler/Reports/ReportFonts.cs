using DocumentFormat.OpenXml.Wordprocessing;
using Store.Packs;

namespace Scheduler.Reports;

/// <summary>The fonts of a draft. Those of official papers are on few machines: each names one that most have, and the kind it is of.</summary>
internal static class ReportFonts
{
    public const string Numbers = "宋体";

    /// <summary>Figures and letters; every machine has it, or one of the same widths.</summary>
    private const string Latin = "Times New Roman";

    private const string Chinese = "86";

    public static Fonts Of(ReportPrint print) => new(new[]
    {
        Font(print.TitleFont, "SimSun", FontFamilyValues.Roman),
        Font(print.HeadingFont, "SimHei", FontFamilyValues.Swiss),
        Font(print.Font, "FangSong", FontFamilyValues.Roman),
        Font(Numbers, "SimSun", FontFamilyValues.Roman),
    }.DistinctBy(font => font.Name!.Value));

    /// <param name="size">Half points.</param>
    public static RunProperties Run(string font, string size, bool bold = false)
    {
        // Without the hint a program takes Chinese quotation marks for Western ones, and sets them half as wide.
        var looks = new RunProperties(new RunFonts { Hint = FontTypeHintValues.EastAsia, Ascii = Latin, HighAnsi = Latin, EastAsia = font });
        if (bold)
            looks.Append(new Bold());
        looks.Append(new FontSize { Val = size }, new FontSizeComplexScript { Val = size });
        return looks;
    }

    private static Font Font(string name, string otherwise, FontFamilyValues family) => new(
        new AltName { Val = otherwise },
        new FontCharSet { Val = Chinese },
        new FontFamily { Val = family },
        new Pitch { Val = FontPitchValues.Variable })
    { Name = name };
}
