using System.Globalization;
using Store.Packs;

namespace Bot.Forms;

/// <summary>Whether a text is a value that a question stores: choice names, plain numbers, ISO dates; nothing as people would say it.</summary>
internal static class StoredValue
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>The value as it is kept; null where it is none of the question's type.</summary>
    public static string? Read(FilledQuestion question, string text)
    {
        var trimmed = text.Trim();
        return question.Question.Type switch
        {
            QuestionType.SelectOne => Offers(question, trimmed) ? trimmed : null,
            QuestionType.SelectMultiple or QuestionType.Rank => Several(question, trimmed),
            QuestionType.Integer => long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Text(whole) : null,
            QuestionType.Decimal or QuestionType.Range => decimal.TryParse(trimmed, Plain, CultureInfo.InvariantCulture, out _) ? trimmed : null,
            QuestionType.Date => DateOnly.TryParseExact(trimmed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? trimmed : null,
            QuestionType.Time => IsTime(trimmed) ? trimmed : null,
            QuestionType.DateTime => IsMoment(trimmed) ? trimmed : null,
            QuestionType.Acknowledge => trimmed.Equals("OK", StringComparison.OrdinalIgnoreCase) ? "OK" : null,
            QuestionType.Geopoint => trimmed.Split(';', StringSplitOptions.RemoveEmptyEntries).All(IsPoint) ? trimmed : null,
            _ => text,
        };
    }

    private static string? Several(FilledQuestion question, string text)
    {
        var names = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return names.TrueForAll(name => Offers(question, name)) ? string.Join(' ', names) : null;
    }

    private static bool Offers(FilledQuestion question, string name) => question.Choices.Any(choice => choice.Name == name);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsTime(string text)
    {
        var zone = text.IndexOfAny(['Z', '+', '-']);
        return TimeOnly.TryParse(zone < 0 ? text : text[..zone], CultureInfo.InvariantCulture, out _);
    }

    private static bool IsMoment(string text) => text.IndexOf('T', StringComparison.Ordinal) is var t && t < 0
        ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        : DateOnly.TryParseExact(text[..t], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && IsTime(text[(t + 1)..]);

    private static bool IsPoint(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is >= 2 and <= 4
            && Array.TrueForAll(parts, part => double.TryParse(part, Plain, CultureInfo.InvariantCulture, out _))
            && Math.Abs(double.Parse(parts[0], CultureInfo.InvariantCulture)) <= 90
            && Math.Abs(double.Parse(parts[1], CultureInfo.InvariantCulture)) <= 180;
    }
}
