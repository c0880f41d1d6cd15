using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Scheduler.Ledgers.Workbook;

/// <summary>Text as a workbook can hold it, and how much room it takes.</summary>
internal static partial class CellText
{
    /// <summary>More than this in a cell, and Excel calls the file damaged.</summary>
    private const int MaximumLength = 32_767;

    /// <summary>Without the characters XML cannot carry, with one kind of line break, and safe from being decoded as _xHHHH_.</summary>
    public static string Clean(string text)
    {
        var clean = EscapeLookalike().Replace(WithoutIllegal(text), "_x005F$0");
        if (clean.Length <= MaximumLength)
            return clean;
        return clean[..(char.IsHighSurrogate(clean[MaximumLength - 1]) ? MaximumLength - 1 : MaximumLength)];
    }

    /// <summary>Nearly every text is fine and comes back as it is, so that a large sheet does not hold its texts twice.</summary>
    private static string WithoutIllegal(string text)
    {
        if (text.All(letter => letter != '\r' && XmlConvert.IsXmlChar(letter)))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text, at))
                clean.Append(text[at]).Append(text[++at]);
            else if (text[at] == '\r')
                clean.Append(at + 1 < text.Length && text[at + 1] == '\n' ? "" : "\n");
            else if (XmlConvert.IsXmlChar(text[at]))
                clean.Append(text[at]);
        }
        return clean.ToString();
    }

    /// <summary>What a spreadsheet program would take for a formula if someone typed it in, or edited the cell.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    /// <summary>Width in half-widths: 汉 is 2, a is 1.</summary>
    public static int Units(ReadOnlySpan<char> text)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
            units += rune.Value is >= 0x1100 and not (>= 0x2000 and < 0x2010) || IsWideQuote(rune.Value) ? 2 : 1;
        return units;
    }

    /// <summary>The widest line of the text.</summary>
    public static int LongestLine(string text)
    {
        var longest = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
            longest = Math.Max(longest, Units(line));
        return longest;
    }

    /// <summary>How many lines the text takes when wrapped. Errs towards more: too high a row looks loose, too low a row hides words.</summary>
    public static int Lines(string text, double width)
    {
        // A line may end early because a punctuation mark must not begin the next one.
        var usable = Math.Max(2, width - 2);
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
            lines += Math.Max(1, (int)Math.Ceiling(Units(line) / usable));
        return lines;
    }

    /// <summary>Dashes, quotes and ellipsis are as wide as a Chinese character in a Chinese font.</summary>
    private static bool IsWideQuote(int rune) => rune is >= 0x2010 and <= 0x2027 or 0xB7 or 0xD7;

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.NonBacktracking)]
    private static partial Regex EscapeLookalike();
}
