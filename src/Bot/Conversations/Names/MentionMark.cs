namespace Bot.Conversations.Names;

/// <summary>The marks between what people write.</summary>
internal static class MentionMark
{
    private const string Marks = "。；;，,、！!？?：:（）()|/~～—…";

    public static readonly char[] Around = [.. Marks.Where(mark => mark is not ('(' or '（')), ' ', '\t', '\r', '\n', '\u3000', '.'];

    /// <summary>Whether a clause ends here. A comma or a point within a number ends nothing.</summary>
    public static bool EndsClause(string text, int at) => text[at] switch
    {
        ',' or '，' => !(DigitAt(text, at - 1) && DigitAt(text, at + 1) && DigitAt(text, at + 2) && DigitAt(text, at + 3) && !DigitAt(text, at + 4)),
        '.' => !(DigitAt(text, at - 1) && DigitAt(text, at + 1)),
        var mark => char.IsWhiteSpace(mark) || Marks.Contains(mark, StringComparison.Ordinal),
    };

    public static bool DigitAt(string text, int at) => at >= 0 && at < text.Length && char.IsDigit(text[at]);
}
