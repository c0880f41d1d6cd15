using System.Text;

namespace Bot.Forms.Values;

/// <summary>What was typed, in one way of writing: half-width, lower case, everyday characters for the banker's and the traditional ones.</summary>
internal static class PlainText
{
    // No value is longer; what is, is a story or an attack.
    private const int Longest = 60;

    private static readonly Dictionary<char, string> Everyday = new()
    {
        ['壹'] = "一",
        ['贰'] = "二",
        ['貳'] = "二",
        ['两'] = "二",
        ['兩'] = "二",
        ['叁'] = "三",
        ['參'] = "三",
        ['肆'] = "四",
        ['伍'] = "五",
        ['陆'] = "六",
        ['陸'] = "六",
        ['柒'] = "七",
        ['捌'] = "八",
        ['玖'] = "九",
        ['〇'] = "零",
        ['○'] = "零",
        ['◯'] = "零",
        ['拾'] = "十",
        ['佰'] = "百",
        ['仟'] = "千",
        ['萬'] = "万",
        ['億'] = "亿",
        ['廿'] = "二十",
        ['卅'] = "三十",
        ['俩'] = "二个",
        ['倆'] = "二个",
        ['仨'] = "三个",
        ['點'] = "点",
        ['塊'] = "块",
        ['負'] = "负",
        ['幾'] = "几",
        ['圆'] = "元",
        ['圓'] = "元",
        ['個'] = "个",
        ['畝'] = "亩",
        ['號'] = "号",
        ['農'] = "农",
        ['曆'] = "历",
        ['餘'] = "余",
        ['週'] = "周",
        ['閏'] = "闰",
        ['臘'] = "腊",
        ['來'] = "来",
        ['無'] = "无",
        ['沒'] = "没",
        ['—'] = "-",
        ['–'] = "-",
        ['―'] = "-",
        ['−'] = "-",
        ['－'] = "-",
        ['¥'] = "¥",
        ['￥'] = "¥",
        ['。'] = ".",
        ['．'] = ".",
    };

    /// <summary>Null where the text is empty or too long to be one value. Blanks inside are kept as one blank.</summary>
    public static string? Of(string typed)
    {
        if (typed.Length > Longest * 4 || typed.AsSpan().Trim() is not { Length: > 0 and <= Longest } trimmed)
            return null;
        var plain = new StringBuilder();
        foreach (var character in trimmed)
            if (Everyday.TryGetValue(character, out var everyday))
                plain.Append(everyday);
            else if (char.IsWhiteSpace(character))
                plain.Append(plain.Length > 0 && plain[^1] == ' ' ? "" : " ");
            else if (!char.IsControl(character) && character is not ('\u200B' or '\u200C' or '\u200D' or '\uFEFF'))
                plain.Append(char.ToLowerInvariant(character is >= '！' and <= '～' ? (char)(character - 0xFEE0) : character));
        var text = plain.ToString().TrimEnd('.', '!', ',', ';', '、', '…', ' ').TrimStart();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Without the words in front and behind that say nothing about the value.</summary>
    public static string Bare(string plain, IReadOnlyList<string> leadIn, IReadOnlyList<string> trailing)
    {
        for (var before = ""; before != plain;)
        {
            before = plain;
            if (leadIn.FirstOrDefault(word => plain.Length > word.Length && plain.StartsWith(word, StringComparison.Ordinal)) is { } first)
                plain = plain[first.Length..];
            if (trailing.FirstOrDefault(word => plain.Length > word.Length && plain.EndsWith(word, StringComparison.Ordinal)) is { } last)
                plain = plain[..^last.Length];
            var trimmed = plain.TrimStart(' ', ':', ',', '=', '、').TrimEnd(' ', '.', ',', '、', '!');
            plain = trimmed.Length > 0 ? trimmed : plain;
        }
        return plain;
    }

    /// <summary>What may be said back: not without end, and never a whole personal number.</summary>
    public static string Quoted(string typed)
    {
        const int most = 40;
        var text = typed.Length > most * 4 ? typed[..(most * 4)].Trim() : typed.Trim();
        if (text.Length > most)
            text = text[..most] + "…";
        var shown = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && (char.IsDigit(text[end]) || (end > at && text[end] is ' ' or '-' or 'x' or 'X' or 'Ｘ')))
                end++;
            if (end - at >= 11)
                shown.Append(text, at, 3).Append('*', end - at - 5).Append(text, end - 2, 2);
            else
                shown.Append(text, at, end - at);
            if (end == at)
                shown.Append(text[end++]);
            at = end;
        }
        return shown.ToString();
    }
}
