using System.Text;

namespace Store;

/// <summary>
/// ID numbers and mobile numbers wherever they stand in a text, told by their shape alone: a mistyped one is somebody's too.
/// Half-width or full-width, in one piece or in groups as people copy them (<c>110101 19900307 1234</c>, <c>138 1234 5678</c>).
/// </summary>
public static class PersonalNumbers
{
    private const int IdLength = 18;
    private const int OldIdLength = 15;
    private const int MobileLength = 11;

    /// <summary>Whether there is an ID number or a mobile number in it.</summary>
    public static bool In(string text) => !ReferenceEquals(Rewrite(text, mobiles: true), text);

    /// <summary>The text with its ID numbers masked; the same text where there is none.</summary>
    public static string MaskIds(string text) => Rewrite(text, mobiles: false);

    /// <summary>The text with its ID numbers and mobile numbers masked; the same text where there is none.</summary>
    public static string Mask(string text) => Rewrite(text, mobiles: true);

    private static string Rewrite(string text, bool mobiles)
    {
        StringBuilder? rewritten = null;
        var copied = 0;
        for (var from = 0; Stretch(text, from) is var (start, end); from = end)
            for (var at = start; at < end;)
            {
                if (!IsDigit(text[at]))
                {
                    at++;
                    continue;
                }
                var groups = Groups(text, at);
                for (var first = 0; first < groups.Count; first++)
                    if (Masked(text, groups, first, mobiles) is var (masked, last))
                    {
                        rewritten ??= new StringBuilder();
                        rewritten.Append(text, copied, groups[first].Start - copied).Append(masked);
                        copied = groups[last].End;
                        first = last;
                    }
                at = groups[^1].End;
            }
        return rewritten is null ? text : rewritten.Append(text, copied, text.Length - copied).ToString();
    }

    // Digits and gaps, long enough for a number. Every text of a conversation is looked through, and hardly any has one: looking at
    // every eleventh character is enough to see that.
    private static (int Start, int End)? Stretch(string text, int from)
    {
        for (var probe = from + MobileLength - 1; probe < text.Length; probe = from + MobileLength - 1)
        {
            if (!IsDigit(text[probe]) && !IsGap(text[probe]))
            {
                from = probe + 1;
                continue;
            }
            var start = probe;
            while (start > from && (IsDigit(text[start - 1]) || IsGap(text[start - 1])))
                start--;
            var end = probe + 1;
            while (end < text.Length && (IsDigit(text[end]) || IsGap(text[end])))
                end++;
            if (end - start >= MobileLength)
                return (start, end);
            from = end;
        }
        return null;
    }

    private static bool IsDigit(char character) => character is (>= '0' and <= '9') or (>= '０' and <= '９');

    private static bool IsGap(char character) => character is ' ' or '-' or '\u3000' or '－';

    /// <summary>Runs of digits with one blank or hyphen between them; the last may end with the X of an ID number.</summary>
    private static List<(int Start, int End)> Groups(string text, int at)
    {
        var groups = new List<(int Start, int End)>(1);
        while (true)
        {
            var end = at;
            while (end < text.Length && IsDigit(text[end]))
                end++;
            if (end < text.Length && text[end] is 'x' or 'X' or 'ｘ' or 'Ｘ')
            {
                groups.Add((at, end + 1));
                return groups;
            }
            groups.Add((at, end));
            if (end + 1 >= text.Length || !IsGap(text[end]) || !IsDigit(text[end + 1]))
                return groups;
            at = end + 1;
        }
    }

    private static (string Masked, int Last)? Masked(string text, List<(int Start, int End)> groups, int first, bool mobiles)
    {
        // The decimals of a computed amount can be as long.
        if (groups[first].Start > 0 && text[groups[first].Start - 1] == '.')
            return null;
        var whole = Plain(text, groups[first]);
        if (IsId(whole))
            return (Store.Mask.IdNumber(whole), first);
        if (mobiles && IsMobile(whole))
            return (Store.Mask.Phone(whole), first);
        for (var last = first + 1; last < groups.Count && whole.Length < IdLength; last++)
        {
            whole += Plain(text, groups[last]);
            // Amounts stand beside each other too: in groups, an ID number has to hold a date of birth.
            if (whole.Length == IdLength && IsId(whole) && HasBirthDate(whole, 6, 4))
                return (Store.Mask.IdNumber(whole), last);
            if (mobiles && last == first + 2 && IsMobile(whole) && groups[first].End - groups[first].Start == 3 && groups[last].End - groups[last].Start == 4)
                return (Store.Mask.Phone(whole), last);
        }
        return null;
    }

    private static bool IsId(string number) => number.Length switch
    {
        IdLength => !number.AsSpan(0, IdLength - 1).Contains('X'),
        OldIdLength => number[^1] != 'X' && HasBirthDate(number, 6, 2),
        _ => false,
    };

    private static bool IsMobile(string number) => number.Length switch
    {
        MobileLength => number[0] == '1' && number[1] >= '3' && number[^1] != 'X',
        MobileLength + 2 => number.StartsWith("861", StringComparison.Ordinal) && number[3] >= '3' && number[^1] != 'X',
        _ => false,
    };

    private static bool HasBirthDate(string number, int at, int yearLength)
    {
        var year = number.AsSpan(at, yearLength);
        var month = int.Parse(number.AsSpan(at + yearLength, 2), System.Globalization.CultureInfo.InvariantCulture);
        var day = int.Parse(number.AsSpan(at + yearLength + 2, 2), System.Globalization.CultureInfo.InvariantCulture);
        return (yearLength == 2 || year.StartsWith("19") || year.StartsWith("20")) && month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }

    private static string Plain(string text, (int Start, int End) group) => Normalise.IdNumber(text[group.Start..group.End]);
}
