using System.Buffers;
using System.Text;

namespace Store.Rosters;

/// <summary>What people type into cells, made comparable: Chinese keyboards give full-width digits, copying gives invisible characters.</summary>
internal static class RosterText
{
    private static readonly SearchValues<char> Unusual = SearchValues.Create("\u200B\u200C\u200D\uFEFF\u00A0\u3000\r\n\t");

    /// <summary>Without surrounding blanks and invisible characters; inner text untouched.</summary>
    public static string Trim(string text)
    {
        var visible = text.AsSpan().ContainsAny(Unusual)
            ? string.Concat(text.Where(c => c is not ('\u200B' or '\u200C' or '\u200D' or '\uFEFF'))
                .Select(c => c is '\u00A0' or '\u3000' or '\r' or '\n' or '\t' ? ' ' : c))
            : text;
        return visible.Trim();
    }

    /// <summary>Half-width and without any blank: for ids, numbers and dates.</summary>
    public static string Compact(string text)
    {
        var plain = true;
        foreach (var c in text)
            plain &= char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/';
        if (plain)
            return text;
        var compact = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsWhiteSpace(c) && c is not ('\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\''))
                compact.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
        return compact.ToString();
    }

    /// <summary>For headings and words of a fixed list: compact, lower case, notes in brackets and trailing marks gone.</summary>
    public static string Heading(string text)
    {
        var heading = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in Compact(text).ToLowerInvariant())
        {
            if (c is '(' or '[' or '【' or '〔' or '〈' or '<')
                depth++;
            else if (c is ')' or ']' or '】' or '〕' or '〉' or '>')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0 && c is not ('*' or ':' or '★'))
                heading.Append(c);
        }
        return heading.ToString();
    }

    /// <summary>A cell that holds several words.</summary>
    public static IReadOnlyList<string> Split(string text) =>
        [.. text.Split(['、', ',', '，', ';', '；', '/', '／', '|', ' ', '\u3000', '\u00A0', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(Trim).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
}
