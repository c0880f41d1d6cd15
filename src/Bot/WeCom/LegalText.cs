using System.Buffers;
using System.Text;

namespace Bot.WeCom;

/// <summary>Text that may stand in XML 1.0, and in JSON without escapes.</summary>
public static class LegalText
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code).Where(c => c is not ('\t' or '\n' or '\r'))]);

    /// <summary>Without control characters, halves of surrogate pairs and non-characters; the same instance when it was legal.</summary>
    public static string Strip(string text)
    {
        var illegal = FirstIllegal(text, 0);
        if (illegal < 0)
            return text;
        var legal = new StringBuilder(text.Length);
        var start = 0;
        while (illegal >= 0)
        {
            legal.Append(text, start, illegal - start);
            start = illegal + 1;
            illegal = FirstIllegal(text, start);
        }
        return legal.Append(text, start, text.Length - start).ToString();
    }

    private static int FirstIllegal(string text, int from)
    {
        // Nearly every text has nothing of the kind, which is seen many characters at a time.
        var rest = text.AsSpan(from);
        if (!rest.ContainsAny(Controls) && !rest.ContainsAnyInRange('\uD800', '\uDFFF') && !rest.ContainsAnyInRange('\uFFFE', '\uFFFF'))
            return -1;
        for (var i = from; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (c is < ' ' and not ('\t' or '\n' or '\r') || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
                return i;
        }
        return -1;
    }
}
