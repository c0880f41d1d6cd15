using Bot.Conversations.HouseholdChanges;
using Bot.Conversations.Procedures;
using Bot.Forms;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>Everything answered, numbered, before it is handed in.</summary>
internal static class Review
{
    /// <summary>What the review lists and 改3 counts: every relevant question, answered or passed over.</summary>
    public static IEnumerable<FilledQuestion> Listed(FilledForm filled) =>
        filled.Asked.Where(question => question.Question.Type != QuestionType.Note);

    /// <param name="changed">The one answer that was just changed: it is read back instead of the whole list.</param>
    /// <param name="whole">The list was asked for: nothing is left out of it.</param>
    public static void Ask(Scene scene, Draft draft, string? changed = null, bool whole = false)
    {
        var filled = scene.Fill(draft);
        if (filled.Open is not null)
        {
            Questions.Go(scene, draft);
            return;
        }
        if (changed is not null && filled.Find(changed) is { } question)
            scene.Say(Texts.ReviewChanged, ("question", question.Caption), ("answer", Answer(scene, question)));
        else
            List(scene, draft, filled, whole);
        AskAgain(scene, draft);
    }

    /// <summary>The question alone, for somebody who has just read the list.</summary>
    public static void AskAgain(Scene scene, Draft draft) => scene.Ask(new Activity.Reviewing(draft), new Prompt
    {
        Title = scene.Text(draft.Replaces is null ? Texts.ReviewTitle : Texts.CorrectTitle),
        Context = scene.Form(draft).Version == scene.Pack.Form(draft.Form)?.Version ? scene.Title(draft) : $"{scene.Title(draft)}\n{scene.Text(Texts.OlderForm)}",
        Body = string.Join('\n', scene.Fill(draft).Warnings.Select(warning => warning.Message).Concat(DraftRules.Warnings(scene, draft).Select(finding => finding.Message))),
        Options = draft.Replaces is null
            ? [new Option("@submit", scene.Text(Texts.ReviewSubmit)), new Option("@back", scene.Text(Texts.ActionBack)), new Option("@cancel", scene.Text(Texts.ReviewCancel))]
            : [new Option("@submit", scene.Text(Texts.CorrectSubmit)), new Option("@cancel", scene.Text(Texts.CorrectCancel))],
        Unnumbered = true,
        Hint = scene.Text(draft.Replaces is null ? Texts.HintReview : Texts.HintCorrect),
    });

    public static void Heard(Scene scene, Draft draft, string typed)
    {
        var filled = scene.Fill(draft);
        if (draft.Replaces is not null && Corrections.Heard(scene, draft, typed.Trim()))
            return;
        var meant = Jumps.Meant(scene, filled, typed);
        if (meant.Count == 0 && AnswerReader.Position(typed.Trim()) is not null)
            meant = Jumps.Called(filled, typed.Trim());
        if (meant.Count > 0)
            Jumps.To(scene, draft, meant, changing: true);
        else
        {
            scene.Say(Texts.NotUnderstoodReview, ("typed", typed));
            AskAgain(scene, draft);
        }
    }

    /// <summary>提交 was said with questions still open: the next one is named and asked.</summary>
    public static void TooSoon(Scene scene, Draft draft)
    {
        if (scene.Fill(draft).Next is { } open)
            scene.Say(Texts.StillMissing, ("question", open.Caption));
        Ask(scene, draft);
    }

    public static void Submit(Scene scene, Draft draft)
    {
        if (scene.Fill(draft).Problems.FirstOrDefault() is { } problem)
        {
            scene.Say(problem.Message.Length > 0 ? problem.Message : scene.Text(Texts.StillMissing, ("question", problem.Question.Wording)));
            Questions.Ask(scene, draft, problem.Question.Path, changing: true);
        }
        else if (DraftRules.Refusal(scene, draft) is { } refusal)
        {
            scene.Say(refusal);
            AskAgain(scene, draft);
        }
        else if (draft.Replaces is null)
            Hand(scene, draft);
        else
            Corrections.AskWhy(scene, draft);
    }

    /// <summary>Hands the answers in, says so, and shows what is left.</summary>
    public static void Hand(Scene scene, Draft draft)
    {
        if (Practice.Is(draft))
        {
            Practice.Finish(scene, draft);
            return;
        }
        var filled = scene.Fill(draft);
        scene.Do(TurnEvent.Submitted.Of(filled, "", DraftRules.Warnings(scene, draft)));
        if (draft.Origin.Length == 0)
            scene.Unpark(draft.Form, draft.Subject, draft.Period);
        scene.Idle();
        scene.Say(draft.Unchanged ? Texts.SubmittedUnchanged : Texts.Submitted, ("what", scene.Title(draft)));
        if (scene.Speaker.SeesOnlyOwn && draft.Subject.Length > 0 && scene.Pack.Changes.Reports(draft.Form, filled.Answers.Keys))
            scene.Say(ChangeTexts.Sent);
        ProcedureRoom.Handed(scene, draft, filled.Answers);
        if (draft.Origin.Length > 0)
            Suspicions.Next(scene, draft.Subject);
        else if (Store.Month.Parse(draft.Period) is { } month)
            if (Suspicions.Raise(scene, draft))
                Suspicions.Ask(scene, draft.Subject);
            else
                scene.Look(new Lookup.MyHouseholds(month, [draft.Subject]));
    }

    // Of a household known from last month, what is new is read; the rest is as many lines as nobody reads.
    private static void List(Scene scene, Draft draft, FilledForm filled, bool whole)
    {
        var lines = Listed(filled).Select((question, index) => (question, index)).ToList();
        var before = draft.Replaces is null ? draft.Previous : draft.Handed;
        var news = before.Count > 0 && !whole
            ? lines.Where(line => line.question.Value != before.GetValueOrDefault(line.question.Path, "")).ToList()
            : lines;
        var answers = string.Join('\n', news.Select(line => scene.Text(Texts.ReviewLine,
            ("number", line.index + 1), ("question", line.question.Caption), ("answer", Answer(scene, line.question)))));
        if (news.Count == 0)
            scene.Say(Texts.ReviewNoNews, ("what", scene.Title(draft)));
        else if (news.Count == lines.Count)
            scene.Say(draft.Replaces is null ? Texts.ReviewList : Texts.CorrectList, ("what", scene.Title(draft)), ("answers", answers));
        else
            scene.Say(draft.Replaces is null ? Texts.ReviewNews : Texts.CorrectNews, ("what", scene.Title(draft)), ("answers", answers), ("rest", lines.Count - news.Count));
    }

    private static string Answer(Scene scene, FilledQuestion question) => question switch
    {
        { IsAnswered: false } => scene.Text(Texts.NoAnswer),
        { IsMedia: true } => scene.Text(Texts.PhotoThere),
        _ => question.Shown,
    };
}
