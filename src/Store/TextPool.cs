using System.Text;

namespace Store;

/// <summary>Short texts that come again and again, each kept once: a village's name stands in a thousand rows. Not shared between threads.</summary>
public sealed class TextPool
{
    /// <summary>What is longer is hardly ever said twice.</summary>
    private const int Longest = 24;
    private const int LongestInUtf8 = 3 * Longest;

    /// <summary>Names of people come early too; what is common comes before that many of them.</summary>
    private const int Most = 20_000;

    /// <summary>Where so many are all different, as ids are, what follows is not looked up any more.</summary>
    private const int Trial = 1_000;

    private readonly HashSet<string> texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private int again;
    private bool isIdle;

    public TextPool() => bySpan = texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<char> text)
    {
        if (isIdle || text.Length > Longest)
            return text.ToString();
        return bySpan.TryGetValue(text, out var known) ? Again(known) : First(text.ToString());
    }

    public string Of(string text)
    {
        if (isIdle || text.Length > Longest)
            return text;
        return texts.TryGetValue(text, out var known) ? Again(known) : First(text);
    }

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (isIdle || utf8.Length > LongestInUtf8)
            return Encoding.UTF8.GetString(utf8);
        Span<char> letters = stackalloc char[LongestInUtf8];
        return Of(letters[..Encoding.UTF8.GetChars(utf8, letters)]);
    }

    private string Again(string known)
    {
        again++;
        return known;
    }

    private string First(string text)
    {
        if (texts.Count < Most)
            texts.Add(text);
        if (texts.Count == Trial && again < Trial)
        {
            isIdle = true;
            texts.Clear();
            texts.TrimExcess();
        }
        return text;
    }
}
