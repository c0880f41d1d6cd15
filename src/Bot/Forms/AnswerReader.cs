using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Forms.Values;
using Store;
using Store.Packs;

namespace Bot.Forms;

/// <summary>Reads what a person typed (or tapped: option ids are choice names) as the answer to one question.</summary>
public static partial class AnswerReader
{
    public static Reading Read(FilledQuestion question, string text, ValueWords words, DateTimeOffset now)
    {
        var typed = text.Trim();
        if (typed.Length == 0)
            return new Reading.NotUnderstood(ExpectedOf(question.Question.Type), typed);
        var unit = question.Question.Unit is { } written && written.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        Reading As(ValueKind kind) => ValueReader.Read(kind, text, words, ChinaTime.DayOf(now), unit);
        return (question.Question.Type, question.Question.Mask) switch
        {
            (QuestionType.SelectOne, _) => One(question, typed, words),
            (QuestionType.SelectMultiple or QuestionType.Rank, _) => Several(question, typed, words),
            (QuestionType.Integer, _) => As(ValueKind.Integer),
            (QuestionType.Decimal or QuestionType.Range, _) => As(NumberKind(words, unit)),
            (QuestionType.Date, _) => As(ValueKind.Date),
            (QuestionType.Time, _) => As(ValueKind.Time),
            (QuestionType.DateTime, _) => As(ValueKind.Moment),
            (QuestionType.Acknowledge, _) => new Reading.Understood("OK"),
            (QuestionType.Image or QuestionType.Video or QuestionType.Audio or QuestionType.File, _) => new Reading.NotUnderstood(Expected.Photo, typed),
            (QuestionType.Text, "id-number") => As(ValueKind.IdNumber),
            (QuestionType.Text, "phone") => As(ValueKind.Phone),
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
        QuestionType.Time => Expected.Time,
        QuestionType.DateTime => Expected.Moment,
        QuestionType.Image or QuestionType.Video or QuestionType.Audio or QuestionType.File => Expected.Photo,
        _ => Expected.Text,
    };

    private static Reading One(FilledQuestion question, string typed, ValueWords words) =>
        Find(question.Choices, typed, words) is { } choice
            ? new Reading.Understood(choice.Name)
            : new Reading.NotUnderstood(Expected.Choice, typed);

    private static Reading Several(FilledQuestion question, string typed, ValueWords words)
    {
        var found = new List<Choice>();
        foreach (var part in Find(question.Choices, typed, words) is { } only ? [only.Label] : Separators().Split(typed).Where(part => part.Length > 0))
        {
            if (Find(question.Choices, part, words) is not { } choice)
                return new Reading.NotUnderstood(Expected.Choices, part);
            if (!found.Contains(choice))
                found.Add(choice);
        }
        return Combined([.. question.Choices.Where(found.Contains)]);
    }

    private static Reading Combined(IReadOnlyList<Choice> chosen) => chosen.Count > 1 && chosen.FirstOrDefault(choice => choice.Exclusive) is { } alone
        ? new Reading.NotUnderstood(Expected.OnlyChoice, alone.Label)
        : new Reading.Understood(string.Join(' ', chosen.Select(choice => choice.Name)));

    private static ValueKind NumberKind(ValueWords words, string? unit) => words.Unit(unit ?? "")?.Id switch
    {
        "yuan" => ValueKind.Money,
        "mu" => ValueKind.Area,
        _ => ValueKind.Decimal,
    };

    /// <summary>By printed position (1, 2, … or ①), else by label, else as a yes or no, else by a piece of exactly one label.</summary>
    private static Choice? Find(IReadOnlyList<Choice> choices, string typed, ValueWords words)
    {
        if (Position(typed) is { } position)
            return position >= 1 && position <= choices.Count ? choices[position - 1] : null;
        if (choices.FirstOrDefault(choice => choice.Label == typed) is { } exact)
            return exact;
        if (YesNoReader.Of(typed, words) is { } sure && Only(choices, choice => YesNoReader.Of(choice.Label, words) == sure) is { } meant)
            return meant;
        return Only(choices, choice => choice.Label.Contains(typed, StringComparison.Ordinal)) is { } piece && !IsDenied(piece.Label, typed, words) ? piece : null;
    }

    private static Choice? Only(IReadOnlyList<Choice> choices, Func<Choice, bool> fits) => choices.Where(fits).Take(2).ToList() is [var only] ? only : null;

    // 有 is a piece of 没有, and its opposite.
    private static bool IsDenied(string label, string piece, ValueWords words) =>
        words.Negations.Any(word => label.Contains(word + piece, StringComparison.Ordinal));

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

    [GeneratedRegex(@"[\s、,，;；/]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?<n>[0-9]{1,3})[\.、)）．]?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();
}
