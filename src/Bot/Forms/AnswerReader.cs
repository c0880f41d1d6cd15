using System.Globalization;
using System.Text.RegularExpressions;
using Store;
using Store.Packs;

namespace Bot.Forms;

/// <summary>Reads what a person typed (or tapped: option ids are choice names) as the answer to one question.</summary>
public static partial class AnswerReader
{
    public static Reading Read(FilledQuestion question, string text, DateTimeOffset now)
    {
        var typed = text.Trim();
        if (typed.Length == 0)
            return new Reading.NotUnderstood(ExpectedOf(question.Question.Type), typed);
        return question.Question.Type switch
        {
            QuestionType.SelectOne => One(question, typed),
            QuestionType.SelectMultiple or QuestionType.Rank => Several(question, typed),
            QuestionType.Integer => Number(typed, whole: true),
            QuestionType.Decimal or QuestionType.Range => Number(typed, whole: false),
            QuestionType.Date => Day(typed, now) is { } day
                ? new Reading.Understood(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                : new Reading.NotUnderstood(Expected.Date, typed),
            QuestionType.Acknowledge => new Reading.Understood("OK"),
            QuestionType.Image or QuestionType.Video or QuestionType.Audio or QuestionType.File => new Reading.NotUnderstood(Expected.Photo, typed),
            _ => typed.Length <= Limits.AnswerLength ? new Reading.Understood(typed) : new Reading.NotUnderstood(Expected.Text, typed),
        };
    }

    /// <summary>A tap carries the names of the choices, so nothing has to be guessed.</summary>
    public static Reading Tapped(FilledQuestion question, IReadOnlyList<string> names)
    {
        var known = question.Choices.Where(choice => names.Contains(choice.Name)).ToList();
        if (known.Count == 0 || known.Count != names.Count)
            return new Reading.NotUnderstood(ExpectedOf(question.Question.Type), string.Join(' ', names));
        return question.Question.Type == QuestionType.SelectOne && known.Count > 1
            ? new Reading.NotUnderstood(Expected.Choice, string.Join(' ', names))
            : Combined(known);
    }

    public static Expected ExpectedOf(QuestionType type) => type switch
    {
        QuestionType.SelectOne => Expected.Choice,
        QuestionType.SelectMultiple or QuestionType.Rank => Expected.Choices,
        QuestionType.Integer => Expected.WholeNumber,
        QuestionType.Decimal or QuestionType.Range => Expected.Number,
        QuestionType.Date => Expected.Date,
        QuestionType.Image or QuestionType.Video or QuestionType.Audio or QuestionType.File => Expected.Photo,
        _ => Expected.Text,
    };

    private static Reading One(FilledQuestion question, string typed) =>
        Find(question.Choices, typed) is { } choice
            ? new Reading.Understood(choice.Name)
            : new Reading.NotUnderstood(Expected.Choice, typed);

    private static Reading Several(FilledQuestion question, string typed)
    {
        var found = new List<Choice>();
        foreach (var part in Find(question.Choices, typed) is { } only ? [only.Label] : Separators().Split(typed).Where(part => part.Length > 0))
        {
            if (Find(question.Choices, part) is not { } choice)
                return new Reading.NotUnderstood(Expected.Choices, part);
            if (!found.Contains(choice))
                found.Add(choice);
        }
        return Combined([.. question.Choices.Where(found.Contains)]);
    }

    private static Reading Combined(IReadOnlyList<Choice> chosen) => chosen.Count > 1 && chosen.FirstOrDefault(choice => choice.Exclusive) is { } alone
        ? new Reading.NotUnderstood(Expected.OnlyChoice, alone.Label)
        : new Reading.Understood(string.Join(' ', chosen.Select(choice => choice.Name)));

    /// <summary>By printed position (1, 2, … or ①), else by label, else by a piece of exactly one label.</summary>
    private static Choice? Find(IReadOnlyList<Choice> choices, string typed)
    {
        if (Position(typed) is { } position)
            return position >= 1 && position <= choices.Count ? choices[position - 1] : null;
        if (choices.FirstOrDefault(choice => choice.Label == typed) is { } exact)
            return exact;
        var partial = choices.Where(choice => choice.Label.Contains(typed, StringComparison.Ordinal)).Take(2).ToList();
        return partial.Count == 1 ? partial[0] : null;
    }

    /// <summary>1, １, 1. , 1）, ①: the number in front of a printed option.</summary>
    public static int? Position(string typed)
    {
        if (typed.Length == 1 && typed[0] is >= '①' and <= '⑳')
            return typed[0] - '①' + 1;
        var match = Numbered().Match(Narrow(typed));
        return match.Success ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) : null;
    }

    private static string Narrow(string typed) =>
        string.Concat(typed.Select(character => character is >= '０' and <= '９' ? (char)(character - 0xFEE0) : character));

    private static Reading Number(string typed, bool whole) => Amount.Read(typed) is { } value && (!whole || value == decimal.Truncate(value))
        ? new Reading.Understood((value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture))
        : new Reading.NotUnderstood(whole ? Expected.WholeNumber : Expected.Number, typed);

    private static DateOnly? Day(string typed, DateTimeOffset now)
    {
        var match = Date().Match(typed);
        if (!match.Success)
            return null;
        var year = match.Groups["y"].Success ? int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture) : ChinaTime.DayOf(now).Year;
        return DateOnly.TryParseExact(
            $"{year:0000}-{match.Groups["m"].Value.PadLeft(2, '0')}-{match.Groups["d"].Value.PadLeft(2, '0')}",
            "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    [GeneratedRegex(@"[\s、,，;；/]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?<n>[0-9]{1,3})[\.、)）．]?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^((?<y>[0-9]{4})[-/.年])?(?<m>[0-9]{1,2})[-/.月](?<d>[0-9]{1,2})[日号]?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Date();
}
