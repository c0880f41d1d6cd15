using System.Globalization;
using System.Text.RegularExpressions;
using Store.Packs;

namespace Bot.Forms.Values;

/// <summary>A number of one kind and unit. What is no exact number is looked at again for why: a range, a guess, a sum, another unit.</summary>
internal sealed partial class NumberReader(ValueKind kind, ValueWords words, string? unit)
{
    private const decimal Largest = 10_000_000_000_000m;
    private const int LargestDigits = 13;

    private readonly UnitWords? asked = words.Unit(unit ?? kind switch { ValueKind.Money => "yuan", ValueKind.Area => "mu", ValueKind.Duration => "day", _ => "" });
    private string typed = "";

    private Expected Kind => kind switch
    {
        ValueKind.Integer => Expected.WholeNumber,
        ValueKind.Area => Expected.Area,
        ValueKind.Duration => Expected.Duration,
        _ => Expected.Number,
    };

    /// <summary>Digits and nothing else, as nearly everybody writes: that number, whatever it counts. Null for any other text.</summary>
    public static Reading? Plain(string text) =>
        text.Length is > 0 and <= LargestDigits && (text[0] != '0' || text.Length == 1) && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? new Reading.Understood(text)
            : null;

    public Reading Read(string text)
    {
        typed = PlainText.Quoted(text);
        if (PlainText.Of(text) is not { } plain)
            return NotUnderstood();
        if (Apart().IsMatch(plain))
            return ByThousands().IsMatch(plain) && Exact(plain.Replace(" ", "", StringComparison.Ordinal)) is { } joined
                ? Doubtful(Doubt.TwoReadings, joined.Value)
                : Doubtful(Doubt.TwoReadings);
        plain = Thousands().Replace(plain.Replace(" ", "", StringComparison.Ordinal), match => match.Groups["digit"].Value + (match.Groups["unit"].Value == "w" ? "万" : "千") + match.Groups["next"].Value);
        if (words.Nothing.Contains(plain))
            return new Reading.Understood("0");
        var body = PlainText.Bare(plain, words.LeadIn, words.Trailing);
        if (words.Nothing.Contains(body))
            return new Reading.Understood("0");
        // 工资-3200 is a dash, -3200 a minus; 工资 -3200 may be either.
        if (body.Length < plain.Length && body[0] == '-')
            return Exact(body[1..]) is { } dashed ? Doubtful(Doubt.Loss, dashed.Value, -dashed.Value) : NotUnderstood();
        return ReadExact(body) ?? Loss(body) ?? Sum(body) ?? Range(body) ?? Neighbours(body) ?? Percent(body) ?? Guess(body) ?? Period(body) ?? OtherUnit(body)
            ?? NotUnderstood();
    }

    /// <summary>As the form language keeps it: no trailing zeros.</summary>
    public static string Stored(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private Reading? ReadExact(string body)
    {
        if (Exact(body) is not { } number)
            return null;
        if (Math.Abs(number.Value) > Largest)
            return NotUnderstood();
        if (kind == ValueKind.Integer && number.Value != decimal.Truncate(number.Value))
            return body.Contains('半', StringComparison.Ordinal) ? Doubtful(Doubt.Whole) : NotUnderstood();
        if (!number.IsSure)
            return number.Other is { } other ? Doubtful(Doubt.TwoReadings, number.Value, other) : Doubtful(Doubt.TwoReadings, number.Value);
        // A point is easily typed for a comma: 3.500, 12.000.
        if (PointForComma().IsMatch(body) && (kind == ValueKind.Money || body.EndsWith('0')))
            return Doubtful(Doubt.TwoReadings, number.Value, number.Value * 1000);
        if (kind == ValueKind.Money && number.Value != decimal.Round(number.Value, 2))
            return Doubtful(Doubt.TwoReadings, decimal.Round(number.Value, 2));
        return new Reading.Understood(Stored(number.Value));
    }

    private Numeral? Exact(string text) => text.Length == 0 ? null : asked?.Id switch
    {
        "yuan" => Measures.Money(text, words),
        "mu" => Measures.Mu(text, words),
        "day" or "week" or "hour" or "month" or "year" => Measures.Duration(text, words, asked.Id),
        not null => Measures.Count(text, asked.Words),
        _ when unit is not null => Measures.Count(text, [unit]),
        _ => Measures.Count(text, words.Units.SelectMany(known => known.Words).OrderByDescending(word => word.Length))
            ?? Measures.Money(text, words) ?? Measures.Mu(text, words),
    };

    private Reading? Loss(string body) => words.Losses.FirstOrDefault(word => body.StartsWith(word, StringComparison.Ordinal)) is { } word
        && Exact(PlainText.Bare(body[word.Length..], words.LeadIn, words.Trailing)) is { } lost
        ? Doubtful(Doubt.Loss, lost.Value, -lost.Value)
        : null;

    private Reading? Sum(string body)
    {
        foreach (var (sign, adds) in ((string, bool)[])[("+", true), ("加", true), ("*", false), ("×", false), ("乘", false)])
        {
            var parts = body.Split(sign);
            if (parts.Length is < 2 or > 9 || parts.Any(part => part.Length == 0))
                continue;
            var numbers = parts.Select(part => Exact(PlainText.Bare(part, words.LeadIn, words.Trailing))).ToList();
            if (numbers.TrueForAll(number => number is { Value: < 100_000_000 and > -100_000_000 }) && (adds || numbers.Count == 2))
                return Doubtful(Doubt.Sum, numbers.Aggregate(adds ? 0m : 1m, (total, number) => adds ? total + number!.Value.Value : total * number!.Value.Value));
        }
        return null;
    }

    /// <summary>3000-4000, 3~4万, 三到五百块: the first end may borrow the unit of the second.</summary>
    private Reading? Range(string body)
    {
        foreach (Match mark in Between().Matches(body))
        {
            var (left, right) = (body[..mark.Index].TrimStart('从'), body[(mark.Index + mark.Length)..]);
            if (left.Length == 0 || Exact(right) is not { } end || !left.Any(Numerals.IsNumeral))
                continue;
            var count = right.TakeWhile(character => char.IsAsciiDigit(character) || character == '.' || Numerals.DigitOf(character) > 0).Count();
            var borrowed = string.Concat(right.Skip(count).TakeWhile(character => Numerals.UnitOf(character) > 0));
            var begin = borrowed.Length > 0 && Numerals.Read(left + borrowed) is { } whole && whole.Value < end.Value ? whole : Exact(left);
            if (begin is { } start)
                return start.Value < end.Value ? Doubtful(Doubt.Range, start.Value, end.Value) : Doubtful(Doubt.Range);
        }
        return null;
    }

    /// <summary>七八千, 三五百, 十七八: one of two neighbours, or the span between them.</summary>
    private Reading? Neighbours(string body)
    {
        for (var at = 0; at + 1 < body.Length; at++)
        {
            var (low, high) = (Numerals.DigitOf(body[at]), Numerals.DigitOf(body[at + 1]));
            if (low > 0 && (high == low + 1 || (low, high) is (3, 5))
                && Exact(body.Remove(at + 1, 1)) is { } least && Exact(body.Remove(at, 1)) is { } most)
                return Doubtful(Doubt.Range, least.Value, most.Value);
        }
        return null;
    }

    private Reading? Percent(string body)
    {
        var share = body.EndsWith('%') ? body[..^1] : body.StartsWith("百分之", StringComparison.Ordinal) ? body[3..] : "";
        return kind == ValueKind.Decimal && unit is null && Numerals.Read(share) is { } percent ? Doubtful(Doubt.TwoReadings, percent.Value, percent.Value / 100) : null;
    }

    private Reading? Guess(string body)
    {
        var rest = Without(body, words.About);
        if (rest.Length < body.Length && Exact(PlainText.Bare(rest, words.LeadIn, words.Trailing)) is { IsSure: true } guessed)
            return Doubtful(Doubt.Approximate, guessed.Value);
        return (rest.Length < body.Length || words.Beyond.Any(word => body.Contains(word, StringComparison.Ordinal))) && body.Any(Numerals.IsNumeral)
            ? Doubtful(Doubt.Approximate)
            : null;
    }

    private Reading? Period(string body)
    {
        foreach (var word in words.Periods.Where(word => body.Contains(word, StringComparison.Ordinal)))
            if (Exact(PlainText.Bare(Without(body, [word]), words.LeadIn, words.Trailing)) is { } number)
                return Doubtful(Doubt.Period, number.Value);
        return null;
    }

    private Reading? OtherUnit(string body) => words.Units.Any(other => other != asked && Measures.Count(body, other.Words) is not null)
        || Measures.Money(body, words) is not null || Measures.Mu(body, words) is not null
        || Measures.Duration(body, words, "day") is not null || Measures.Duration(body, words, "month") is not null
        ? Doubtful(Doubt.Unit)
        : null;

    private static string Without(string text, IReadOnlyList<string> cut) =>
        cut.Aggregate(text, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));

    private Reading.Doubtful Doubtful(Doubt why, params decimal[] candidates) => new(Kind, why, typed,
        [.. candidates.Where(CanBeStored).Distinct().Select(Stored)]);

    private bool CanBeStored(decimal value) => Math.Abs(value) <= Largest && kind switch
    {
        ValueKind.Integer => value == decimal.Truncate(value),
        ValueKind.Money => value == decimal.Round(value, 2),
        _ => true,
    };

    private Reading.NotUnderstood NotUnderstood() => new(Kind, typed);

    [GeneratedRegex("[0-9] [0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex Apart();

    [GeneratedRegex("^[0-9]{1,3}( [0-9]{3})+[^0-9]*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ByThousands();

    [GeneratedRegex("(?<digit>[0-9])(?<unit>[wk])(?<next>[^a-z]|$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Thousands();

    [GeneratedRegex("^[1-9][0-9]{0,2}\\.[0-9]{3}([^0-9万千亿]|$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PointForComma();

    [GeneratedRegex("-+|~+|[到至]|或者?|还是|、|/", RegexOptions.NonBacktracking)]
    private static partial Regex Between();
}
