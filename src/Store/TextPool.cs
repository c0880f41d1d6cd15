namespace Store;

/// <summary>Short texts that come again and again, each kept once: a village's name stands in a thousand rows. Not shared between threads.</summary>
public sealed class TextPool
{
    /// <summary>What is longer is hardly ever said twice.</summary>
    private const int Longest = 24;

    /// <summary>Names of people come early too; what is common comes before that many of them.</summary>
    private const int Most = 20_000;

    private readonly HashSet<string> texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public TextPool() => bySpan = texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
            return text.ToString();
        if (bySpan.TryGetValue(text, out var known))
            return known;
        var own = text.ToString();
        if (texts.Count < Most)
            texts.Add(own);
        return own;
    }

    public string Of(string text)
    {
        if (text.Length > Longest)
            return text;
        if (texts.TryGetValue(text, out var known))
            return known;
        if (texts.Count < Most)
            texts.Add(text);
        return text;
    }
}
