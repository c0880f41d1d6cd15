using System.Globalization;

namespace Bot.Tests.Forms.Values;

/// <summary>Numbers and days written out the ways people do, for reading them back.</summary>
internal static class InWords
{
    private const string Digits = "零一二三四五六七八九";
    private static readonly string[] Units = ["", "十", "百", "千"];

    /// <summary>10500 → 一万零五百, 15 → 十五.</summary>
    public static string Standard(long number)
    {
        if (number == 0)
            return "零";
        var text = Grouped(number);
        return text.StartsWith("一十", StringComparison.Ordinal) ? text[1..] : text;
    }

    /// <summary>The last unit left out where the one before it is spoken: 3500 → 三千五, 12500 → 一万二千五.</summary>
    public static string Spoken(long number)
    {
        var text = Standard(number);
        if (text.Length < 4 || text[^1] == '十' && text[^3] != '百' || !"十百千".Contains(text[^1], StringComparison.Ordinal))
            return text;
        var above = text[^1] switch { '十' => '百', '百' => '千', _ => '万' };
        return text[^3] == above ? text[..^1] : text;
    }

    public static string Banker(long number) => string.Concat(Grouped(number) is { Length: > 0 } text ? text.Select(Formal) : "零");

    /// <summary>34000 → 3万4000, 120003456 → 1亿零3456 or 1亿2000万.</summary>
    public static string DigitsWithUnits(long number)
    {
        var (high, middle, low) = (number / 100_000_000, number / 10_000 % 10_000, number % 10_000);
        var text = high > 0 ? $"{high}亿" : "";
        if (middle > 0)
            text += (high > 0 && middle < 1000 ? "零" : "") + $"{middle}万";
        if (low > 0 || number == 0)
            text += text.Length > 0 && (low < 1000 || middle == 0) ? $"零{low}" : $"{low}";
        return text;
    }

    public static string OneByOne(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '0' ? '〇' : Digits[digit - '0']));

    /// <summary>352 → 三元五角二分.</summary>
    public static string Money(int fen)
    {
        var (yuan, jiao, rest) = (fen / 100, fen / 10 % 10, fen % 10);
        return $"{Standard(yuan)}元" + (jiao > 0 ? $"{Digits[jiao]}角" : rest > 0 ? "零" : "") + (rest > 0 ? $"{Digits[rest]}分" : "");
    }

    public static string LunarMonth(int month) => month switch { 1 => "正", 11 => "冬", 12 => "腊", _ => Standard(month) };

    public static string LunarDay(int day) => day <= 10 ? $"初{Standard(day)}" : day is > 20 and < 30 ? $"廿{Digits[day - 20]}" : Standard(day);

    private static string Grouped(long number)
    {
        if (number >= 100_000_000)
            return Joined(Grouped(number / 100_000_000) + "亿", number % 100_000_000, 10_000_000);
        if (number >= 10_000)
            return Joined(Section(number / 10_000) + "万", number % 10_000, 1000);
        return Section(number);
    }

    private static string Joined(string head, long rest, long full) => rest == 0 ? head : head + (rest < full ? "零" : "") + Grouped(rest);

    private static string Section(long number)
    {
        var text = "";
        var zero = false;
        for (var place = 3; place >= 0; place--)
        {
            var digit = (int)(number / (long)Math.Pow(10, place) % 10);
            if (digit == 0)
            {
                zero = text.Length > 0;
                continue;
            }
            text += (zero ? "零" : "") + Digits[digit] + Units[place];
            zero = false;
        }
        return text;
    }

    private static char Formal(char character) => "一二三四五六七八九十百千".IndexOf(character, StringComparison.Ordinal) is >= 0 and var at ? "壹贰叁肆伍陆柒捌玖拾佰仟"[at] : character;
}
