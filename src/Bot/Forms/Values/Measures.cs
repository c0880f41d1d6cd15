using Store.Packs;

namespace Bot.Forms.Values;

/// <summary>A numeral with its unit, or with several falling ones: 三块五毛, 两亩三分, 一年半. Each gives the number in the unit that is asked.</summary>
internal static class Measures
{
    // What an unsure month or year amounts to, for the candidate that is shown.
    private const decimal MonthDays = 30;
    private const decimal YearDays = 365;

    /// <summary>In 元.</summary>
    public static Numeral? Money(string text, ValueWords words) =>
        Falling(Canonical(Canonical(Canonical(text, words, "yuan", '元'), words, "jiao", '角'), words, "fen", '分'), '元', '角', '分');

    /// <summary>In 亩; its tenth is 分.</summary>
    public static Numeral? Mu(string text, ValueWords words) =>
        Falling(Canonical(Canonical(text, words, "mu", '亩'), words, "mu_tenth", '分'), '亩', '分', '厘');

    /// <summary>A count of one unit, or a bare number.</summary>
    public static Numeral? Count(string text, IEnumerable<string> units)
    {
        if (Numerals.Read(text) is { } bare)
            return text == "半" ? null : bare;
        foreach (var unit in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && Numerals.Read(text[..^unit.Length]) is { } counted)
                return counted;
            if (text.EndsWith('半') && text[..^1].EndsWith(unit, StringComparison.Ordinal) && Numerals.Read(text[..^(unit.Length + 1)]) is { } andHalf)
                return andHalf with { Value = andHalf.Value + 0.5m };
        }
        return null;
    }

    /// <param name="target">day, week, hour, month or year.</param>
    public static Numeral? Duration(string text, ValueWords words, string target)
    {
        if (Numerals.Read(text) is { } bare)
            return text == "半" ? null : bare;
        foreach (var (id, mark) in ((string, char)[])[("hour", '时'), ("week", '周'), ("month", '月'), ("year", '年'), ("day", '天')])
            text = Canonical(text, words, id, mark);
        decimal days = 0, months = 0;
        var isSure = true;
        var last = 'z';
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny(['年', '月', '周', '天', '时'], start);
            if (end <= start || Rank(text[end]) >= Rank(last) || Numerals.Read(text[start..end]) is not { Value: >= 0 } count)
                return null;
            last = text[end];
            start = end + 1;
            var value = count.Value;
            if (start == text.Length - 1 && text[start] == '半')
            {
                value += 0.5m;
                start++;
            }
            isSure &= count.IsSure;
            months += last switch { '年' => value * 12, '月' => value, _ => 0 };
            days += last switch { '周' => value * 7, '天' => value, '时' => value / 24, _ => 0 };
        }
        return Converted(days, months, isSure, target);
    }

    private static Numeral? Converted(decimal days, decimal months, bool isSure, string target)
    {
        var value = target switch
        {
            "month" => days == 0 ? months : -1,
            "year" => days == 0 ? months / 12 : -1,
            _ => (days + (months % 12 * MonthDays) + (decimal.Truncate(months / 12) * YearDays)) * (target == "hour" ? 24 : 1) / (target == "week" ? 7 : 1),
        };
        // Months have no fixed number of days, and a third of a day is not what anybody counts.
        return value < 0 || value != decimal.Round(value, 3)
            ? null
            : new Numeral(value, isSure && (months == 0 || target is "month" or "year"));
    }

    private static int Rank(char mark) => mark switch { '年' => 5, '月' => 4, '周' => 3, '天' => 2, '时' => 1, _ => 6 };

    /// <summary>N top N tenth N hundredth; a bare last digit is of the next unit, 半 is half of the last one.</summary>
    private static Numeral? Falling(string text, char top, char tenth, char hundredth)
    {
        var at = text.IndexOf(top, StringComparison.Ordinal);
        if (at < 0)
            return text.Contains(tenth, StringComparison.Ordinal) || text.Contains(hundredth, StringComparison.Ordinal)
                ? Parts(text, tenth, hundredth)
                : text == "半" ? null : Numerals.Read(text);
        if (Numerals.Read(text[..at]) is not { } head)
            return null;
        var rest = text[(at + 1)..];
        if (rest.Length == 0)
            return head;
        if (head.Value < 0)
            return null;
        // 三千块五 may well be 3500, 一百二十块五 not.
        var isSure = head.IsSure && head.Value == decimal.Truncate(head.Value) && !(head.Value >= 100 && head.Value % 100 == 0);
        if (rest == "半")
            return new Numeral(head.Value + 0.5m, isSure);
        if (rest.Length == 1 && Digit(rest) is > 0 and var bare)
            return new Numeral(head.Value + bare / 10m, isSure);
        if (rest.Length == 2 && rest.All(char.IsAsciiDigit))
            return new Numeral(head.Value + decimal.Parse(rest, System.Globalization.CultureInfo.InvariantCulture) / 100, IsSure: false);
        return Parts(rest.TrimStart('零'), tenth, hundredth) is { } parts && parts.Value < 1
            ? new Numeral(head.Value + parts.Value, head.IsSure && parts.IsSure && head.Value == decimal.Truncate(head.Value))
            : null;
    }

    /// <summary>三角五分, 五分, 三分五厘, 五毛五; 半分 is half of one.</summary>
    private static Numeral? Parts(string text, char tenth, char hundredth)
    {
        var at = text.IndexOf(tenth, StringComparison.Ordinal);
        var value = 0m;
        var isSure = true;
        if (at >= 0)
        {
            if (Numerals.Read(text[..at]) is not { Value: > 0 and < 100 } tenths)
                return null;
            value = tenths.Value / 10;
            isSure = tenths is { IsSure: true, Value: < 10 };
        }
        var rest = text[(at + 1)..].TrimStart('零');
        if (rest.EndsWith(hundredth))
            rest = rest[..^1];
        else if (at < 0)
            return null;
        if (rest == "半" && at >= 0)
            return new Numeral(value + 0.05m, isSure);
        if (rest.Length == 0)
            return at < 0 ? null : new Numeral(value, isSure);
        return Digit(rest) is > 0 and var hundredths ? new Numeral(value + hundredths / 100m, isSure) : null;
    }

    private static int? Digit(string text) => text.Length != 1 ? null
        : char.IsAsciiDigit(text[0]) ? text[0] - '0'
        : Numerals.DigitOf(text[0]) is >= 0 and var digit ? digit : null;

    /// <summary>Every word of the unit as its one character; 两个半月 as 两月半.</summary>
    private static string Canonical(string text, ValueWords words, string unit, char mark)
    {
        foreach (var word in words.Unit(unit)?.Words ?? [])
        {
            text = text.Replace($"个半{word}", $"{mark}半", StringComparison.Ordinal);
            if (word.Length > 1 || word[0] != mark)
                text = text.Replace(word, mark.ToString(), StringComparison.Ordinal);
        }
        return text;
    }
}
