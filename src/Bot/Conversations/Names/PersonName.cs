namespace Bot.Conversations.Names;

/// <summary>How like each other two written names are.</summary>
internal static class PersonName
{
    public const char Dot = '·';

    /// <summary>One kind of middle dot, half-width, no blanks and no marks around.</summary>
    public static string Plain(string name) =>
        string.Concat(name.Where(letter => !char.IsWhiteSpace(letter)).Select(Narrow)).Trim('.', ',', '。', '，', '、', ';', '；', ':', '：', '!', '?', '“', '”', '"');

    /// <summary>The same text, letter for letter, with one kind of middle dot.</summary>
    public static string WithOneDot(string text) => text.Any(IsDot) ? string.Concat(text.Select(letter => IsDot(letter) ? Dot : letter)) : text;

    public static bool IsLetter(char letter) => letter is >= '\u3400' and <= '\u9FFF' or Dot || char.IsSurrogate(letter) || IsDot(letter);

    public static bool SoundsAlike(string one, string other) => Pairwise(one, other, Pinyin.SoundAlike);

    public static bool SoundsNear(string one, string other) => Pairwise(one, other, Pinyin.SoundNear);

    /// <summary>One character other, missing, too many, or two neighbours swapped.</summary>
    public static bool IsOneOff(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1 || one == other)
            return false;
        var ahead = 0;
        while (ahead < one.Length && ahead < other.Length && one[ahead] == other[ahead])
            ahead++;
        var behind = 0;
        while (behind < one.Length - ahead && behind < other.Length - ahead && one[^(behind + 1)] == other[^(behind + 1)])
            behind++;
        var (left, right) = (one[ahead..^behind], other[ahead..^behind]);
        return left.Length <= 1 && right.Length <= 1 || left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0];
    }

    private static bool Pairwise(string one, string other, Func<char, char, bool> alike)
    {
        if (one.Length != other.Length || one.Length < 2)
            return false;
        for (var at = 0; at < one.Length; at++)
            if (!alike(one[at], other[at]))
                return false;
        return true;
    }

    private static char Narrow(char letter) => letter switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
        _ when IsDot(letter) => Dot,
        _ => letter,
    };

    private static bool IsDot(char letter) => letter is '•' or '‧' or '・' or '∙' or '･';
}
