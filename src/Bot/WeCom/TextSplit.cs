using System.Globalization;
using System.Text;

namespace Bot.WeCom;

/// <summary>Cuts a text into parts that WeCom delivers whole.</summary>
public static class TextSplit
{
    /// <summary>UTF-8 bytes of one text message; the server cuts the rest off, inside a character if it comes so.</summary>
    public const int MaxBytes = 2048;

    /// <summary>Parts of at most <paramref name="limit"/> bytes, cut after a line where there is one, never inside a character.</summary>
    /// <param name="suffix">What to add to part i of n, e.g. (1/3); not called for a text that fits.</param>
    public static IReadOnlyList<string> Split(string text, Func<int, int, string> suffix, int limit = MaxBytes)
    {
        text = LegalText.Strip(text);
        if (Bytes(text) <= limit)
            return [text];

        // The suffix takes room, the room decides how many parts there are, and that the suffix. It settles, as room only shrinks.
        var reserved = Bytes(suffix(1, 2));
        while (true)
        {
            if (limit - reserved < 16)
                throw new ArgumentException("The suffix leaves no room for the text", nameof(suffix));
            var parts = Cut(text, limit - reserved);
            var suffixes = Enumerable.Range(1, parts.Count).Select(i => suffix(i, parts.Count)).ToArray();
            var longest = suffixes.Max(Bytes);
            if (longest <= reserved)
                return [.. parts.Zip(suffixes, string.Concat)];
            reserved = longest;
        }
    }

    private static List<string> Cut(string text, int limit)
    {
        var parts = new List<string>();
        var rest = text.AsSpan();
        while (Encoding.UTF8.GetByteCount(rest) > limit)
        {
            var fits = Longest(rest, limit, StringInfo.GetNextTextElementLength);
            if (fits == 0)
                // One character with more accents than a message has room for.
                fits = Longest(rest, limit, static left => Rune.DecodeFromUtf16(left, out _, out var length) is var _ ? length : 1);
            var line = rest[..fits].LastIndexOf('\n');
            var cut = line >= 0 ? line + 1 : fits;
            parts.Add(rest[..cut].ToString());
            rest = rest[cut..];
        }
        if (rest.Length > 0)
            parts.Add(rest.ToString());
        return parts;
    }

    private delegate int Step(ReadOnlySpan<char> left);

    private static int Longest(ReadOnlySpan<char> text, int limit, Step step)
    {
        var (end, bytes) = (0, 0);
        while (end < text.Length)
        {
            var length = step(text[end..]);
            bytes += Encoding.UTF8.GetByteCount(text.Slice(end, length));
            if (bytes > limit)
                break;
            end += length;
        }
        return end;
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
