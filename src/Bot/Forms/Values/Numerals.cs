using System.Globalization;

namespace Bot.Forms.Values;

/// <param name="IsSure">False where the writing is unusual enough that another number may be meant.</param>
/// <param name="Other">That other number, where there is an obvious one.</param>
/// <param name="Omits">True where the last unit was left out: 三千五 is 3500.</param>
internal readonly record struct Numeral(decimal Value, bool IsSure = true, decimal? Other = null, bool Omits = false);

/// <summary>
/// The grammar of Chinese numerals, written in characters, digits or both: 三千零五, 3万4000, 1.2万, 二〇二二. A state machine per level:
/// 亿 over 万 over a section of 千, 百, 十. What is irregular (三千五十, 12百, 万五) is read, but not surely.
/// </summary>
internal static class Numerals
{
    private const int MostDigits = 15;
    private const string Zero = "零";

    public static Numeral? Read(string text)
    {
        if (text.Length == 0)
            return null;
        var sign = text[0] is '-' or '负' ? -1 : 1;
        var magnitude = sign < 0 || text[0] == '+' ? text[1..] : text;
        return Magnitude(magnitude) is { } read ? read with { Value = sign * read.Value, Other = sign * read.Other } : null;
    }

    /// <summary>1 to 9 for 一 to 九, 0 for 零, -1 for anything else.</summary>
    public static int DigitOf(char character) => character switch
    {
        '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => -1,
    };

    public static bool IsNumeral(char character) => char.IsAsciiDigit(character) || DigitOf(character) >= 0 || UnitOf(character) > 0;

    /// <summary>10 for 十 up to 亿, 0 for anything else.</summary>
    public static decimal UnitOf(char character) => character switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 0,
    };

    private static Numeral? Magnitude(string text) => Digits(text) ?? OneByOne(text) ?? WithPoint(text) ?? OverHundredMillions(text);

    /// <summary>3200, 3,200, 3200.5: separators stand where they belong, or the number is in doubt.</summary>
    private static Numeral? Digits(string text)
    {
        if (text.Length is 0 or > MostDigits + 6 || !text.Any(char.IsAsciiDigit) || text.Any(character => !char.IsAsciiDigit(character) && character is not ('.' or ',')))
            return null;
        var whole = text.Split('.')[0];
        var groups = whole.Split(',');
        var plain = text.Replace(",", "", StringComparison.Ordinal);
        if (plain.Length > MostDigits || text.LastIndexOf(',') > whole.Length
            || !decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        if (groups.Length == 1)
            return new Numeral(value, IsSure: !(whole.Length > 1 && whole[0] == '0'));
        if (groups[0].Length is >= 1 and <= 3 && groups[0][0] != '0' && groups.Skip(1).All(group => group.Length == 3))
            return new Numeral(value);
        return groups[0].Length is >= 1 and <= 3 && groups[^1].Length >= 3 ? new Numeral(value, IsSure: false) : null;
    }

    /// <summary>二〇二二: read out digit by digit. Two neighbours alone are rather a range (三四 is three or four).</summary>
    private static Numeral? OneByOne(string text)
    {
        if (text.Length is < 2 or > 13 || text.Any(character => DigitOf(character) < 0))
            return null;
        var zeros = text.Count(character => character == '零');
        if (text.Length == 2 && zeros == 0)
            return null;
        var value = text.Aggregate(0m, (sum, character) => sum * 10 + DigitOf(character));
        return new Numeral(value, IsSure: text[0] != '零' && (text.Length >= 4 || (text.Length == 3 && zeros > 0)));
    }

    /// <summary>三点五, 三点五万.</summary>
    private static Numeral? WithPoint(string text)
    {
        var point = text.IndexOf('点', StringComparison.Ordinal);
        if (point <= 0 || Section(text[..point]) is not { IsSure: true, Omits: false } head || head.Value != decimal.Truncate(head.Value))
            return null;
        var unit = UnitOf(text[^1]);
        var fraction = text[(point + 1)..(unit > 0 ? ^1 : ^0)];
        if (fraction.Length is 0 or > 4 || fraction.Any(character => DigitOf(character) < 0 && !char.IsAsciiDigit(character)))
            return null;
        var scale = 1m;
        var value = head.Value;
        foreach (var character in fraction)
            value += (scale /= 10) * (char.IsAsciiDigit(character) ? character - '0' : DigitOf(character));
        return new Numeral(value * (unit > 0 ? unit : 1), IsSure: unit is 0 or >= 1000);
    }

    private static Numeral? OverHundredMillions(string text) => Over(text, '亿', OverTenThousands);

    private static Numeral? OverTenThousands(string text) => Over(text, '万', Section);

    private static Numeral? Over(string text, char mark, Func<string, Numeral?> level)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
            return level(text);
        if ((at == 0 ? new Numeral(1, IsSure: false) : level(text[..at])) is not { Value: > 0 } head)
            return null;
        var size = UnitOf(mark);
        var rest = text[(at + 1)..];
        if (Rest(rest, size, head.Value, level) is not { } tail)
            return null;
        // 三千五万, 1.2万5: nobody who means one number leaves a unit out in the middle.
        var isSure = head is { IsSure: true, Omits: false } && tail.IsSure && (rest.Length == 0 || head.Value == decimal.Truncate(head.Value));
        return new Numeral(head.Value * size + tail.Value, isSure, head.Value * size + tail.Other, tail.Omits);
    }

    /// <summary>What follows 万 or 亿.</summary>
    private static Numeral? Rest(string rest, decimal size, decimal head, Func<string, Numeral?> level)
    {
        if (rest.Length == 0)
            return new Numeral(0);
        if (rest == "半")
            return new Numeral(size / 2, IsSure: false);
        if (rest[0] == '零')
        {
            var low = rest.TrimStart('零');
            return level(low) is { } literal && literal.Value > 0 && literal.Value < size
                ? literal with { IsSure = literal.IsSure && rest.Length - low.Length == 1 && (literal.Value < size / 10 || head % 10 == 0), Omits = false }
                : null;
        }
        if (rest.Length == 1 && SingleDigit(rest[0]) is { } digit)
            return digit == 0 ? null : new Numeral(digit * size / 10, Omits: true);
        if (level(rest) is not { } read || read.Value >= size || read.Value <= 0)
            return null;
        if (rest.All(character => char.IsAsciiDigit(character) || character is ',' or '.'))
            return rest.Contains('.', StringComparison.Ordinal) ? null : read with { IsSure = rest.Count(char.IsAsciiDigit) == Zeros(size) };
        // 一亿五千 is rather 一亿五千万; 三万五十 may be a slip; 一万五百 cannot be misread.
        return size > 10_000
            ? read with { IsSure = read.IsSure && read.Value >= size / 10, Other = read.Value is >= 1000 and < 10_000 ? read.Value * 10_000 : null }
            : read with { IsSure = read.IsSure && read.Value >= size / 100 };
    }

    /// <summary>Below 万: falling units, each with its digit; a bare last digit counts the next unit down.</summary>
    private static Numeral? Section(string text)
    {
        if (Digits(text) is { } plain)
            return plain;
        if (text == "半")
            return new Numeral(0.5m);
        if (text == Zero)
            return new Numeral(0);
        decimal sum = 0, last = 10_000;
        bool zero = false, isSure = true;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '零')
            {
                if (zero || at == 0)
                    return null;
                zero = true;
                at++;
                continue;
            }
            var start = at;
            if (Coefficient(text, ref at) is not { } coefficient)
                return null;
            isSure &= coefficient.IsSure;
            if (at == text.Length)
                return Bare(sum, last, zero, text[start..], coefficient.Value) is { } ended ? ended with { IsSure = ended.IsSure && isSure } : null;
            var unit = UnitOf(text[at]);
            if (unit == 0 || unit >= last || coefficient.Value == 0)
                return null;
            at++;
            isSure &= coefficient.Value < 10 && (coefficient.Value == decimal.Truncate(coefficient.Value) || text.Length == at && sum == 0);
            isSure &= sum == 0 || zero == unit < last / 10;
            sum += coefficient.Value * unit;
            last = unit;
            zero = false;
        }
        return zero || sum == 0 ? null : new Numeral(sum, isSure);
    }

    /// <summary>A run of digits, one character, or the unspoken 一 of 十五 (and, less surely, of 百八).</summary>
    private static Numeral? Coefficient(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or ','))
            at++;
        if (at > start)
            return Digits(text[start..at]);
        if (DigitOf(text[at]) is >= 0 and var digit)
        {
            at++;
            return new Numeral(digit);
        }
        return text[at] == '十' ? new Numeral(1) : at == 0 && UnitOf(text[at]) > 0 ? new Numeral(1, IsSure: false) : null;
    }

    private static Numeral? Bare(decimal sum, decimal last, bool zero, string written, decimal value)
    {
        if (sum == 0)
            return new Numeral(value);
        if (value == 0 || value != decimal.Truncate(value) || value >= last || (zero && last == 10))
            return null;
        if (written.Length > 1)
            return new Numeral(sum + value, IsSure: zero ? value < last / 10 : written.Length == Zeros(last));
        return zero || last == 10 ? new Numeral(sum + value) : new Numeral(sum + value * last / 10, Omits: true);
    }

    private static int Zeros(decimal size) => size.ToString(CultureInfo.InvariantCulture).Length - 1;

    private static int? SingleDigit(char character) =>
        char.IsAsciiDigit(character) ? character - '0' : DigitOf(character) is >= 0 and var digit ? digit : null;
}
