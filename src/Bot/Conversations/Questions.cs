using Bot.Forms;
using Bot.Forms.Values;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>Asking a form's questions one by one, taking answers, going back, skipping.</summary>
internal static class Questions
{
    private const int PatienceWithMisunderstandings = 3;

    /// <summary>On to the next open question, or to the review when there is none.</summary>
    public static void Go(Scene scene, Draft draft)
    {
        switch (scene.Fill(draft).Open)
        {
            case NextStep.Ask next:
                Ask(scene, draft, next.Question.Path, changing: false);
                break;
            case NextStep.AnotherRow another:
                Rows.Ask(scene, draft, another.Repeat);
                break;
            default:
                Review.Ask(scene, draft);
                break;
        }
    }

    public static void Ask(Scene scene, Draft draft, string path, bool changing, ListPart? part = null)
    {
        var filled = scene.Fill(draft);
        if (filled.Find(path) is not { IsRelevant: true } question)
        {
            Go(scene, draft);
            return;
        }
        if (!changing && Together.Starting(filled, question) is { } together)
        {
            together.Ask(scene, draft);
            return;
        }
        scene.Ask(new Activity.Asking(draft, path, changing) { Part = part }, new Prompt
        {
            Context = Context(scene, question),
            Title = Title(scene, question),
            Body = string.Join('\n', Notes(filled, question).Append(question.Question.Hint ?? "").Where(line => line.Length > 0)),
            Options = LongLists.Options(question, part),
            Multiple = question.Question.Type is QuestionType.SelectMultiple or QuestionType.Rank,
            Hint = LongLists.Is(question) ? LongLists.Hint(scene, question, part) : string.Join('\n', Hints(scene, filled, question)),
            Actions = [.. Actions(scene, filled, question, changing)],
        });
    }

    public static void Answer(Scene scene, Activity.Asking asking, string typed)
    {
        var filled = scene.Fill(asking.Draft);
        // What stands on a button can be typed as it stands there: 同上月：950元.
        if (filled.Find(asking.Path) is { } shown && Actions(scene, filled, shown, asking.Changing).FirstOrDefault(action => action.Text == typed.Trim()) is { } action)
            Commands.Run(scene, action.Id[1..]);
        else if (Jumps.Meant(scene, filled, typed) is { Count: > 0 } meant)
            Jumps.To(scene, asking.Draft, meant, changing: filled.Open is null || asking.Changing);
        else if (filled.Find(asking.Path) is { } question && Shared(asking, question)?.Answer(scene, asking.Draft, typed) is not true
            && !LongLists.Narrow(scene, asking, question, typed))
            Take(scene, asking, question, AnswerReader.Read(question, typed, scene.Pack.ValueWords, scene.Now));
    }

    public static void Tapped(Scene scene, Activity.Asking asking, Input.Tapped tapped)
    {
        if (scene.Fill(asking.Draft).Find(asking.Path) is not { } question)
            return;
        if (tapped.Parts.Count > 0 && Shared(asking, question) is { } together)
            together.Tapped(scene, asking.Draft, tapped.Parts);
        else
            Take(scene, asking, question, AnswerReader.Tapped(question, tapped.Options));
    }

    private static Together? Shared(Activity.Asking asking, FilledQuestion first) =>
        asking.Changing ? null : Together.Starting(first.Form, first);

    public static void Skip(Scene scene, Activity.Asking asking)
    {
        var filled = scene.Fill(asking.Draft);
        if (filled.Find(asking.Path) is not { IsRequired: false } question)
        {
            scene.Say(Texts.CannotSkip);
            Engine.Show(scene);
            return;
        }
        Go(scene, asking.Draft.With(question.Path, "") with { Skipped = [.. asking.Draft.Skipped, question.Path] });
    }

    /// <summary>同上月: last month's answer to just this question.</summary>
    public static void SameAsBefore(Scene scene, Activity.Asking asking)
    {
        var question = scene.Fill(asking.Draft).Find(asking.Path)!;
        if (Shared(asking, question)?.Same(scene, asking.Draft) is true)
            return;
        if (asking.Draft.Previous.TryGetValue(asking.Path, out var last))
            Take(scene, asking, question, new Reading.Understood(last));
        else
            Refuse(scene, Unread(scene, new Reading.NotUnderstood(Expected.LastMonth, ""), question));
    }

    /// <summary>都没有, of amounts asked together; false where nothing of the kind is being asked.</summary>
    public static bool AllZero(Scene scene, Activity.Asking asking) =>
        scene.Fill(asking.Draft).Find(asking.Path) is { } question && Shared(asking, question)?.Zero(scene, asking.Draft) is true;

    public static void Back(Scene scene, Activity.Asking asking)
    {
        if (asking.Changing)
        {
            Review.AskAgain(scene, asking.Draft);
            return;
        }
        var before = scene.Fill(asking.Draft).Asked.TakeWhile(question => question.Path != asking.Path)
            .LastOrDefault(question => question.IsAnswered || asking.Draft.Skipped.Contains(question.Path));
        if (before is null)
        {
            scene.Say(Texts.NothingBefore);
            Engine.Show(scene);
        }
        else
            Ask(scene, asking.Draft, before.Path, changing: false);
    }

    public static void BackFromReview(Scene scene, Draft draft)
    {
        var last = scene.Fill(draft).Asked.LastOrDefault(question => question.IsAnswered || draft.Skipped.Contains(question.Path));
        if (last is not null)
            Ask(scene, draft, last.Path, changing: true);
    }

    public static void AskVoiding(Scene scene, Activity.Voiding voiding)
    {
        var lost = Filling.Voided(scene.Fill(voiding.Before), scene.Fill(voiding.After));
        scene.Ask(voiding, new Prompt
        {
            Title = scene.Text(Texts.VoidTitle, ("count", lost.Count)),
            Body = string.Join('\n', lost.Select(question => $"{question.Caption}{scene.Text(Texts.Is)}{question.Shown}")),
            Options = [new Option("@yes", scene.Text(Texts.VoidYes)), new Option("@no", scene.Text(Texts.VoidNo))],
            Hint = scene.Text(Texts.HintChoice),
        });
    }

    public static void Voiding(Scene scene, Activity.Voiding voiding, bool? sure)
    {
        switch (sure)
        {
            case true:
                var lost = Filling.Voided(scene.Fill(voiding.Before), scene.Fill(voiding.After));
                Go(scene, voiding.After.Without(lost.Select(question => question.Path)));
                break;
            case false when voiding.Changing:
                Review.AskAgain(scene, voiding.Before);
                break;
            case false:
                Go(scene, voiding.Before);
                break;
            default:
                AskVoiding(scene, voiding);
                break;
        }
    }

    /// <summary>Stores a value for a question and goes on; also the way in for a household that was looked up.</summary>
    public static void Store(Scene scene, Activity.Asking asking, FilledQuestion question, string value)
    {
        var answered = Filling.Answer(scene.Form(asking.Draft), asking.Draft, question.Path, value, scene.Now);
        var lost = Filling.Voided(scene.Fill(asking.Draft), scene.Fill(answered));
        // A first answer changes nothing that anybody has said; what it leaves behind was only carried over from last month.
        if (lost.Count > 0 && question.IsAnswered)
            AskVoiding(scene, new Activity.Voiding(asking.Draft, answered, question.Path, asking.Changing));
        else
            After(scene, answered.Without(lost.Select(voided => voided.Path)), question.Path, asking.Changing);
    }

    private static void Take(Scene scene, Activity.Asking asking, FilledQuestion question, Reading reading)
    {
        if (reading is not Reading.Understood understood)
            Refuse(scene, Unread(scene, reading, question));
        else if (question.Form.Check(question, understood.Value) is { } finding)
            Refuse(scene, Flaw(scene, finding, question, understood.Value));
        // A number answers a list that is no longer there; nobody is called 1.
        else if (question.Question.Lookup is "household" && AnswerReader.Position(understood.Value) is not null)
            Refuse(scene, scene.Text(Texts.NotAName, ("typed", understood.Value)));
        else
        {
            scene.Understood();
            if (question.Question.Lookup is "household")
                scene.Look(new Lookup.Named(understood.Value, question.Path));
            else
                Store(scene, asking, question, understood.Value);
        }
    }

    /// <summary>Why a value that was understood cannot stand: the form's own sentence, or ours where its author wrote none.</summary>
    public static string Flaw(Scene scene, FormFinding finding, FilledQuestion question, string value) =>
        finding.Message.Length > 0 ? finding.Message : scene.Text(Texts.Refused, ("typed", question.Show(value)));

    /// <summary>What was not understood, with an example of what would be.</summary>
    public static string Unread(Scene scene, Reading reading, FilledQuestion question)
    {
        var example = question.Choices.Count > 0 ? question.Choices[^1].Label : "";
        return reading switch
        {
            Reading.Doubtful doubtful => ValueTexts.Ask(scene.Pack.Messages, doubtful),
            Reading.NotUnderstood { Kind: >= Expected.ImpossibleDate } value => ValueTexts.Refuse(scene.Pack.Messages, value),
            Reading.NotUnderstood other => scene.Text(Texts.NotUnderstood(other.Kind), ("typed", other.Typed), ("count", question.Choices.Count), ("example", example)),
            _ => throw new InvalidOperationException($"{reading.GetType().Name} was understood"),
        };
    }

    /// <summary>Puts the question again; to somebody who has been misunderstood several times, with whom they can call.</summary>
    public static void PutAgain(Scene scene)
    {
        if (scene.Session.Misunderstood >= PatienceWithMisunderstandings)
            scene.Look(new Lookup.SomebodyToAsk());
        else
            Engine.Show(scene);
    }

    private static void Refuse(Scene scene, string sentence)
    {
        scene.Misunderstood();
        scene.Say(sentence);
        PutAgain(scene);
    }

    // A change made in the review returns there, unless it opened new questions.
    private static void After(Scene scene, Draft draft, string path, bool changing)
    {
        if (changing && scene.Fill(draft).Open is null)
            Review.Ask(scene, draft, changed: path);
        else
            Go(scene, draft);
    }

    /// <summary>Where we are: the form, the section, the questions' numbers of how many.</summary>
    public static string Context(Scene scene, params IReadOnlyList<FilledQuestion> questions)
    {
        var form = questions[0].Form;
        var numbers = questions.Select(question => form.Numbered(question).Number).ToList();
        var isRow = numbers.Count > 1 && numbers[^1] - numbers[0] == numbers.Count - 1;
        return scene.Text(questions[0].Section.Length > 0 ? Texts.QuestionContext : Texts.QuestionContextPlain,
            ("what", scene.Title(form.Draft)), ("section", questions[0].Section),
            ("number", isRow ? scene.Text(Texts.QuestionNumbers, ("first", numbers[0]), ("last", numbers[^1])) : string.Join(scene.Text(Texts.Comma), numbers)),
            ("count", form.Numbered(questions[0]).Count));
    }

    private static string Title(Scene scene, FilledQuestion question) => question.Question.Unit is { } unit && !question.Wording.Contains(unit, StringComparison.Ordinal)
        ? scene.Text(Texts.QuestionWithUnit, ("question", question.Wording), ("unit", unit))
        : question.Wording;

    // A question that is answered by typing leaves as plain text, where the buttons beside it have to be said.
    private static IEnumerable<string> Hints(Scene scene, FilledForm filled, FilledQuestion question)
    {
        yield return Hint(scene, question);
        if (question.Choices.Count > 0)
            yield break;
        if (question.Question.PrefillPrevious && filled.Draft.Previous.TryGetValue(question.Path, out var last))
            yield return scene.Text(Texts.HintSame, ("value", question.Show(last)));
        if (!question.IsRequired)
            yield return scene.Text(Texts.HintSkip);
    }

    private static string Hint(Scene scene, FilledQuestion question) => scene.Text(AnswerReader.ExpectedOf(question.Question.Type) switch
    {
        Expected.Choice => Texts.HintChoice,
        Expected.Choices => Texts.HintChoices,
        Expected.Number => Texts.HintNumber,
        Expected.WholeNumber => Texts.HintWholeNumber,
        Expected.Date => Texts.HintDate,
        Expected.Photo => Texts.HintPhoto,
        _ => question.Question.Lookup is "household" ? Texts.HintHouseholdName : Texts.HintText,
    });

    private static IEnumerable<Option> Actions(Scene scene, FilledForm filled, FilledQuestion question, bool changing)
    {
        if (question.Question.PrefillPrevious && filled.Draft.Previous.TryGetValue(question.Path, out var last))
            yield return new Option("@same", scene.Text(Texts.ActionSame, ("value", question.Show(last))));
        if (!question.IsRequired)
            yield return new Option("@skip", scene.Text(Texts.ActionSkip));
        if (changing || filled.Asked.First().Path != question.Path)
            yield return new Option("@back", scene.Text(Texts.ActionBack));
    }

    // Notes printed just above a question are read together with it.
    private static IEnumerable<string> Notes(FilledForm filled, FilledQuestion question) => filled.NotesAbove(question).Select(note => note.Wording);
}
