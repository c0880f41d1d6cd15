using System.Globalization;
using Store.Packs;

namespace Bot.Forms;

/// <summary>
/// A form filled one value at a time by a program, as XForms clients are tried out: places are named by their path in the
/// instance (<c>/data/group/trip[2]/stop</c>), values are as they are stored, and each set tells everything that it changed.
/// </summary>
public sealed class SteppedForm
{
    private readonly Form form;
    private readonly DateTimeOffset now;
    private Draft draft;
    private Dictionary<string, string?> told;

    /// <param name="now">In China Standard Time; stands still.</param>
    public SteppedForm(Form form, DateTimeOffset now)
    {
        this.form = form;
        this.now = now;
        draft = Opened(Filling.Start(form, Opened(new Draft { Form = form.Id, StartedAt = now }), "", now));
        told = Told(draft);
    }

    /// <summary>Every question, note and calculation in form order: its value, "" where blank, null where not relevant.</summary>
    public IReadOnlyDictionary<string, string?> Values => told;

    /// <summary>Answers one question; whatever is not <see cref="StepResult.Ok"/> has changed nothing.</summary>
    public (StepResult Result, IReadOnlyDictionary<string, string?> Changed) Set(string path, string value)
    {
        var (result, answered) = Answered(path, value);
        if (result != StepResult.Ok)
            return (result, new Dictionary<string, string?>());
        draft = Opened(OnlyOffered(answered));
        var before = told;
        told = Told(draft);
        var changed = told.Where(entry => !before.TryGetValue(entry.Key, out var was) || was != entry.Value).ToDictionary();
        foreach (var gone in before.Keys.Where(known => !told.ContainsKey(known)))
            changed[gone] = null;
        return (StepResult.Ok, changed);
    }

    private (StepResult Result, Draft Draft) Answered(string path, string value)
    {
        var (at, question) = Find(draft, path);
        if (question is null || question.Question is { Type: QuestionType.Note or QuestionType.Calculate or QuestionType.Metadata } || question.Place.Item!.IsComputed)
            return (StepResult.Unknown, draft);
        if (!question.IsRelevant)
            return (StepResult.NotRelevant, draft);
        if (value.Length == 0)
            return question.IsRequired ? (StepResult.Required, draft) : (StepResult.Ok, Filling.Answer(form, at, question.Path, "", now));
        if (StoredValue.Read(question, value) is not { } stored)
            return (StepResult.Type, draft);
        return question.Form.Check(question, stored) is null
            ? (StepResult.Ok, Filling.Answer(form, at, question.Path, stored, now))
            : (StepResult.Constraint, draft);
    }

    /// <returns>The draft with the row added that the path asks for, where it is the next free one.</returns>
    private (Draft Draft, FilledQuestion? Question) Find(Draft from, string path)
    {
        var filled = FilledForm.Of(form, from, now);
        if (At(filled, path) is { } known)
            return (from, known);
        var grown = from;
        for (var close = path.IndexOf(']', StringComparison.Ordinal); close >= 0; close = path.IndexOf(']', close + 1))
        {
            var row = path[..(close + 1)];
            filled = FilledForm.Of(form, grown, now);
            if (filled.Repeats.FirstOrDefault(repeat => repeat.IsOpen && row == NextRow(filled, repeat)) is { } next)
                grown = Opened(Filling.AddRow(form, grown, next.Path, now));
        }
        return ReferenceEquals(grown, from) ? (from, null) : (grown, At(FilledForm.Of(form, grown, now), path));
    }

    private static string NextRow(FilledForm filled, FilledRepeat repeat) => string.Create(
        CultureInfo.InvariantCulture, $"{filled.Shape.InstancePaths[repeat.Place.Parent]}/{repeat.Place.Item.Item.Name}[{repeat.Rows + 1}]");

    // The first row may be named without its number.
    private static FilledQuestion? At(FilledForm filled, string path)
    {
        var paths = filled.Shape.InstancePaths;
        var plain = path.Replace("[1]", "", StringComparison.Ordinal);
        foreach (var order in filled.Shape.Questions)
            if (paths[order] == path || paths[order].Replace("[1]", "", StringComparison.Ordinal) == plain)
                return filled.Find(filled.Shape.Places[order].Path);
        return null;
    }

    /// <summary>A repeat whose rows the person adds begins with one, as clients show it.</summary>
    private Draft Opened(Draft from)
    {
        while (FilledForm.Of(form, from, now).Repeats.Where(repeat => repeat is { IsOpen: true, Rows: 0 }).ToList() is { Count: > 0 } empty)
        {
            var next = Filling.AddRows(form, from, empty, now);
            if (ReferenceEquals(next, from))
                break;
            from = next;
        }
        return from;
    }

    // Neither a choice that is no longer offered nor the answers of a row that is gone come back when it does.
    private Draft OnlyOffered(Draft from)
    {
        from = from.Without([.. from.Answers.Keys.Where(path => FilledForm.Of(form, from, now).Find(path) is null)]);
        foreach (var question in FilledForm.Of(form, from, now).All)
            if (question is { IsRelevant: true, Question: { ChoiceFilter: not null } or { ChoicesFrom: not null } } && question.Value != question.Stored)
                from = from.With(question.Path, question.Value);
        return from;
    }

    private Dictionary<string, string?> Told(Draft from)
    {
        var filled = FilledForm.Of(form, from, now);
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var question in filled.All)
            if (question.Question.Type != QuestionType.Metadata)
                values[filled.Shape.InstancePaths[question.Place.Order]] = question.IsRelevant ? question.Value : null;
        return values;
    }
}

/// <summary>What became of a value that was set.</summary>
public enum StepResult { Ok, Required, Constraint, Type, NotRelevant, Unknown }
