using Store.Packs;

namespace Bot.Forms;

/// <summary>What filling a form asks of a person, told to its author. Estimated from made-up fillings; the same form gives the same numbers.</summary>
/// <param name="Typical">The middle one of the made-up fillings about a household on record.</param>
/// <param name="Again">The typical filling the next time about the same household; null for forms that are not filled again.</param>
/// <param name="KnownYetAsked">What the next filling asks although the last one answered it alike.</param>
/// <param name="FromRecords">What need not be asked because the county's records fill it.</param>
public sealed record FormCost(
    PathCost Shortest,
    PathCost Typical,
    PathCost Longest,
    PathCost? Again,
    IReadOnlyList<string> KnownYetAsked,
    IReadOnlyList<string> FromRecords)
{
    /// <summary>Question evaluations; what keeps a form of 2,000 questions within seconds.</summary>
    private const int Budget = 200_000;

    /// <param name="now">In China Standard Time; dates are made up around it.</param>
    public static FormCost Of(Form form, DateTimeOffset now)
    {
        var trials = new FormTrials(form, now, Budget);
        var fills = trials.Sample();
        var typical = fills.Where(fill => fill.RecordsKnown).OrderBy(fill => fill.Asked.Count).ToList() is { Count: > 0 } known
            ? known[known.Count / 2]
            : fills[0];
        var shortest = trials.Improve(fills.MinBy(fill => fill.Asked.Count)!, fewer: true);
        var longest = trials.Improve(fills.MaxBy(fill => fill.Asked.Count)!, fewer: false);
        var again = IsFilledAgain(form) ? trials.Again(typical) : null;
        return new FormCost(
            Cost(shortest.Asked),
            Cost(typical.Asked),
            Cost(longest.Asked),
            again is null ? null : Cost(again.Asked),
            again is null ? [] : Names(again.Asked.Where(question => typical.Answers.TryGetValue(question.Path, out var last) && last == question.Value)),
            trials.FromRecords);
    }

    private static bool IsFilledAgain(Form form) =>
        form.Kind != "problem" && form.Questions.Any(question => question.PrefillPrevious || question.Preset is not null);

    private static PathCost Cost(IReadOnlyCollection<FilledQuestion> asked) => new(asked.Count, asked.Sum(question => question.Question.Minutes));

    private static List<string> Names(IEnumerable<FilledQuestion> questions) => [.. questions.Select(question => question.Question.Name).Distinct()];
}

public sealed record PathCost(int Questions, decimal Minutes);
