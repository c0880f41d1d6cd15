using System.Globalization;
using Bot.Forms.Plans;
using Store.Packs;

namespace Bot.Forms;

/// <summary>The steps that turn one draft into the next: starting, answering, carrying last month over.</summary>
public static class Filling
{
    /// <summary>Gives a new draft its defaults and what the program itself knows.</summary>
    /// <param name="userid">Who fills it, for username.</param>
    public static Draft Start(Form form, Draft draft, string userid, DateTimeOffset now)
    {
        foreach (var question in form.Questions)
            if (Known(question, draft, userid, now) is { Length: > 0 } value)
                draft = draft.With(question.Name, value);
        // One after the other: a default may follow from the one before.
        foreach (var question in FilledForm.Of(form, draft, now).All)
            if (question.Question.Default is { } initial && FilledForm.Of(form, draft, now).Find(question.Path) is { IsAnswered: false } open)
                draft = draft.With(question.Path, initial.AsText(open.Form.At(open.Node)));
        return draft;
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

    /// <summary>Stores an answer and runs the calculations it triggers. What it makes irrelevant stays, see <see cref="Voided"/>.</summary>
    public static Draft Answer(Form form, Draft draft, string path, string value, DateTimeOffset now)
    {
        draft = draft.With(path, value);
        if (draft.Skipped.Contains(path))
            draft = draft with { Skipped = [.. draft.Skipped.Where(skipped => skipped != path)] };
        if (!FormPlan.Of(form).HasTriggers)
            return draft;
        var name = path[(path.LastIndexOf('/') + 1)..];
        foreach (var triggered in form.Questions.Where(question => question.Triggers.Contains(name)))
        {
            var filled = FilledForm.Of(form, draft, now);
            foreach (var question in filled.All.Where(question => question.Question == triggered))
                draft = draft.With(question.Path, triggered.Calculation?.AsText(filled.At(question.Node)) ?? "");
        }
        return draft;
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
