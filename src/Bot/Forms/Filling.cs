using System.Globalization;
using Bot.Forms.Plans;
using Store.Packs;

namespace Bot.Forms;

/// <summary>The steps that turn one draft into the next: starting, answering, carrying last month over.</summary>
public static partial class Filling
{
    /// <summary>Gives a new draft its defaults and what the program itself knows.</summary>
    /// <param name="userid">Who fills it, for username.</param>
    public static Draft Start(Form form, Draft draft, string userid, DateTimeOffset now)
    {
        foreach (var question in form.Questions)
            if (Known(question, draft, userid, now) is { Length: > 0 } value)
                draft = draft.With(question.Name, value);
        draft = WithDefaults(form, draft, FilledForm.Of(form, draft, now).All, now);
        return Remember(form, draft, now);
    }

    // One question after the other: a default may follow from the one before.
    private static Draft WithDefaults(Form form, Draft draft, IEnumerable<FilledQuestion> questions, DateTimeOffset now)
    {
        foreach (var places in questions.Where(question => question.Question.Default is not null).GroupBy(question => question.Place.Item!))
        {
            var filled = FilledForm.Of(form, draft, now);
            draft = draft.With(places.Select(place => filled.Find(place.Path)).OfType<FilledQuestion>()
                .Where(open => open is { IsAnswered: false, Stored: "" })
                .Select(open => (open.Path, places.Key.Question!.Default!.AsText(filled.At(open.Node)))));
        }
        return draft;
    }

    // once() finds its own first value there.
    private static Draft Remember(Form form, Draft draft, DateTimeOffset now)
    {
        if (FormPlan.Of(form).Remembered.Count == 0)
            return draft;
        return draft.With(FilledForm.Of(form, draft, now).All
            .Where(question => question is { Stored: "", IsAnswered: true } && FormPlan.Of(form).Remembered.Contains(question.Place.Item!))
            .Select(question => (question.Path, question.Value)));
    }

    private static string? Known(Question question, Draft draft, string userid, DateTimeOffset now) => question switch
    {
        { Preset: "subject" } => draft.Subject,
        { Preset: "period" } => draft.Period,
        { Type: QuestionType.Metadata, Appearance: "username" } => userid,
        { Type: QuestionType.Metadata, Appearance: "today" } => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Type: QuestionType.Metadata, Appearance: "start" } => now.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>
    /// Stores an answer, runs the calculations it triggers and gives rows that it makes appear their defaults.
    /// What it makes irrelevant stays, see <see cref="Voided"/>.
    /// </summary>
    public static Draft Answer(Form form, Draft draft, string path, string value, DateTimeOffset now)
    {
        var before = draft;
        var plan = FormPlan.Of(form);
        draft = draft.With(path, value);
        if (draft.Skipped.Contains(path))
            draft = draft with { Skipped = [.. draft.Skipped.Where(skipped => skipped != path)] };
        if (plan.HasTriggers)
            draft = Trigger(form, draft, path, now, [path]);
        if (plan.HasRowDefaults)
            draft = WithDefaults(form, draft, Appeared(FilledForm.Of(form, before, now), FilledForm.Of(form, draft, now)), now);
        return Remember(form, draft, now);
    }

    private static IEnumerable<FilledQuestion> Appeared(FilledForm before, FilledForm after) =>
        ReferenceEquals(before.Shape, after.Shape) ? [] : after.All.Where(question => before.Find(question.Path) is null);

    /// <param name="fired">Paths that have triggered already, so that two questions that set each other stop.</param>
    private static Draft Trigger(Form form, Draft draft, string path, DateTimeOffset now, HashSet<string> fired)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        foreach (var triggered in form.Questions.Where(question => question.Triggers.Contains(name)))
            foreach (var question in InReach(FilledForm.Of(form, draft, now), triggered, path))
            {
                var value = triggered.Calculation?.AsText(question.Form.At(question.Node)) ?? "";
                draft = draft.With(question.Path, value);
                if (fired.Add(question.Path))
                    draft = Trigger(form, draft, question.Path, now, fired);
            }
        return draft;
    }

    // In the row of the question that triggers; where it stands in no row with it, in every row.
    private static List<FilledQuestion> InReach(FilledForm filled, Question triggered, string from)
    {
        var all = filled.All.Where(question => ReferenceEquals(question.Question, triggered)).ToList();
        for (var end = from.LastIndexOf("]/", StringComparison.Ordinal); end >= 0; end = end == 0 ? -1 : from.LastIndexOf("]/", end - 1, StringComparison.Ordinal))
            if (all.FindAll(question => question.Path.StartsWith(from[..(end + 2)], StringComparison.Ordinal)) is { Count: > 0 } here)
                return here;
        return all;
    }

    /// <summary>The answered questions that <paramref name="after"/> no longer asks: named to the person before they are dropped.</summary>
    public static IReadOnlyList<FilledQuestion> Voided(FilledForm before, FilledForm after) => before.LostIn(after);

    /// <summary>Last month's answers, where they may stand until changed.</summary>
    public static Draft CarryOver(Form form, Draft draft, DateTimeOffset now)
    {
        var filled = FilledForm.Of(form, draft, now);
        var before = FilledForm.Of(form, draft with { Answers = draft.Previous }, now);
        foreach (var question in filled.All.Where(question => question.Question.PrefillPrevious && !question.IsAnswered && MayStand(before, question.Path)))
            if (draft.Previous.TryGetValue(PreviousPath(filled, question), out var last))
                draft = draft.With(question.Path, last);
        return draft;
    }

    // What the form asks anew even when nothing has changed (a household that could not be reached, a one-off expense) does not stand.
    private static bool MayStand(FilledForm before, string path) => before.Find(path) is not { Question.Unchanged: { } unchanged } last
        || unchanged.AsText(before.At(last.Node)).Length > 0;

    // A repeat's rows are people or measures: last month's second row may be this month's first. What the form computes in a row
    // (the person's name) tells which is which; a row that was not there last month carries nothing over.
    private static string PreviousPath(FilledForm filled, FilledQuestion question)
    {
        var end = question.Path.LastIndexOf("]/", StringComparison.Ordinal);
        if (end < 0)
            return question.Path;
        var prefix = question.Path[..(end + 2)];
        var repeat = prefix[..prefix.LastIndexOf('[')];
        var marks = filled.All
            .Where(other => other.Path.StartsWith(prefix, StringComparison.Ordinal) && other.Question is { Calculation: not null, Triggers.Count: 0 })
            .ToList();
        if (marks.Count == 0)
            return question.Path;
        for (var row = 1; row <= Limits.RepeatRows; row++)
        {
            var then = $"{repeat}[{row}]/";
            if (marks.TrueForAll(mark => filled.Draft.Previous.GetValueOrDefault(then + mark.Path[prefix.Length..]) == mark.Value))
                return then + question.Path[prefix.Length..];
        }
        return "";
    }

    /// <summary>
    /// What the one tap 无变化 states: last month's answers where they may stand, and the form's own `unchanged` values.
    /// A question that this leaves open still has to be asked.
    /// </summary>
    public static Draft StateUnchanged(Form form, Draft draft, DateTimeOffset now)
    {
        var last = FilledForm.Of(form, draft with { Answers = draft.Previous }, now);
        draft = CarryOver(form, draft, now) with { Unchanged = true };
        foreach (var question in form.Questions)
            if (question.Unchanged is { } unchanged && last.Find(question.Name) is { } before)
                draft = draft.With(question.Name, unchanged.AsText(last.At(before.Node)));
        var filled = FilledForm.Of(form, draft, now);
        return draft with { Skipped = [.. filled.Asked.Where(question => !question.IsAnswered && !question.IsRequired).Select(question => question.Path)] };
    }
}
