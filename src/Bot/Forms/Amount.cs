using System.Globalization;

namespace Bot.Forms;

/// <summary>
/// A number as people write it: 3200、3,200元、１．２万、三千五、两万、3万4000、25万6千、没有. Exact or nothing: what is not surely a number is not one.
/// The characters are those of the language; what is said about them is in prompts/.
/// </summary>
public static class Amount
{
    private const string Digits = "零一二三四五六七八九";
    private static readonly string[] Nothing = ["没有", "无", "没", "零", "〇", "一分没有"];

    private static readonly Dictionary<char, decimal> Units = new()
    {
        ['十'] = 10,
        ['百'] = 100,
        ['千'] = 1000,
        ['万'] = 10_000,
        ['亿'] = 100_000_000,
    };

    /// <summary>The exact number, or null where the text is not one.</summary>
    public static decimal? Read(string text)
    {
        var plain = Normalise(text);
        if (Array.IndexOf(Nothing, plain) >= 0)
            return 0;
        plain = TrimSuffix(plain);
        return plain.Length is 0 or > 30 ? null : Digital(plain) ?? Spoken(plain);
    }

    /// <summary>Full-width to half-width, no spaces, no thousands separators, the banker's and the everyday characters alike.</summary>
    private static string Normalise(string text)
    {
        Span<char> plain = stackalloc char[Math.Min(text.Length, 64)];
        var length = 0;
        foreach (var character in text)
        {
            var narrow = character switch
            {
                >= '！' and <= '～' => (char)(character - 0xFEE0),
                '。' or '．' => '.',
                '两' or '俩' => '二',
                '〇' or '○' => '零',
                'w' or 'W' => '万',
                'k' or 'K' => '千',
                _ => character,
            };
            if (char.IsWhiteSpace(narrow) || narrow is ',' or '，' || narrow == '\u3000')
                continue;
            if (length == plain.Length)
                return "";
            plain[length++] = narrow;
        }
        return plain[..length].TrimEnd('.').ToString();
    }

    private static string TrimSuffix(string plain)
    {
        foreach (var suffix in (string[])["元钱", "块钱", "元整", "元", "块", "人", "口", "户", "个", "天"])
            if (plain.EndsWith(suffix, StringComparison.Ordinal))
                return plain[..^suffix.Length];
        return plain;
    }

    private static decimal? Digital(string plain) =>
        decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Parts of falling size, each a count and a unit: 3万4000, 一千二百零五; a bare last digit counts the next unit down: 三千五 = 3500.</summary>
    private static decimal? Spoken(string plain)
    {
        decimal total = 0, section = 0, last = decimal.MaxValue;
        var at = 0;
        var zero = false;
        while (at < plain.Length)
        {
            if (plain[at] == '零' && at > 0)
            {
                zero = true;
                at++;
                continue;
            }
            // 三十万: the 万 counts the section before it, not a digit of its own.
            var closes = section > 0 && plain[at] is '万' or '亿';
            if ((closes ? 0 : Count(plain, ref at)) is not { } count)
                return null;
            if (at == plain.Length)
                return Tail(total + section, count, last, zero || at == 1 || char.IsAsciiDigit(plain[at - 1]) && count >= 10);
            if (!Units.TryGetValue(plain[at], out var unit))
                return null;
            at++;
            if (unit >= 10_000)
            {
                total = (total + section + count) * unit;
                section = 0;
                last = unit;
                // 25万6千: what follows is below the 万 just closed, so the total is not multiplied again.
                return at == plain.Length ? total : Spoken(plain[at..]) is { } rest && rest < unit
                    ? total + (BareDigit(plain[at..]) ? rest * unit / 10 : rest)
                    : null;
            }
            if (unit >= last)
                return null;
            section += count * unit;
            last = unit;
            zero = false;
        }
        return zero ? null : total + section;
    }

    private static decimal? Tail(decimal sum, decimal count, decimal last, bool literal)
    {
        if (sum == 0)
            return count;
        if (count >= last)
            return null;
        return literal || last is decimal.MaxValue or <= 10 ? sum + count : sum + count * last / 10;
    }

    private static bool BareDigit(string rest) => rest.Length == 1 && (Digits.Contains(rest[0]) || char.IsAsciiDigit(rest[0]));

    /// <summary>A run of digits (with a decimal point), one Chinese digit, or the unspoken 一 of 十五.</summary>
    private static decimal? Count(string plain, ref int at)
    {
        var start = at;
        while (at < plain.Length && (char.IsAsciiDigit(plain[at]) || plain[at] == '.'))
            at++;
        if (at > start)
            return Digital(plain[start..at]);
        if (Digits.IndexOf(plain[at]) is >= 0 and var digit)
        {
            at++;
            return digit;
        }
        return plain[at] == '十' && at == 0 ? 1 : null;
    }
}
