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
    public static void Ask(Scene scene, Draft draft, string? changed = null)
    {
        var filled = scene.Fill(draft);
        if (filled.Next is { } open)
        {
            Questions.Ask(scene, draft, open.Path, changing: false);
            return;
        }
        if (changed is not null && filled.Find(changed) is { } question)
            scene.Say(Texts.ReviewChanged, ("question", question.Caption), ("answer", Answer(scene, question)));
        else
            List(scene, draft, filled);
        AskAgain(scene, draft);
    }

    /// <summary>The question alone, for somebody who has just read the list.</summary>
    public static void AskAgain(Scene scene, Draft draft)
    {
        var filled = scene.Fill(draft);
        scene.Ask(new Activity.Reviewing(draft), new Prompt
        {
            Title = scene.Text(Texts.ReviewTitle),
            Context = scene.Title(draft),
            Body = string.Join('\n', filled.Warnings.Select(warning => warning.Message)),
            Options = [new Option("@submit", scene.Text(Texts.ReviewSubmit)), new Option("@back", scene.Text(Texts.ActionBack)), new Option("@cancel", scene.Text(Texts.ReviewCancel))],
            Unnumbered = true,
            Hint = scene.Text(Texts.HintReview),
        });
    }

    private static void List(Scene scene, Draft draft, FilledForm filled) =>
        scene.Say(Texts.ReviewList, ("what", scene.Title(draft)), ("answers", string.Join('\n', Listed(filled).Select((question, index) =>
            scene.Text(Texts.ReviewLine, ("number", index + 1), ("question", question.Caption), ("answer", Answer(scene, question)))))));

    private static string Answer(Scene scene, FilledQuestion question) => question switch
    {
        { IsAnswered: false } => scene.Text(Texts.NoAnswer),
        { IsMedia: true } => scene.Text(Texts.PhotoThere),
        _ => question.Shown,
    };

    public static void Heard(Scene scene, Draft draft, string typed)
    {
        var filled = scene.Fill(draft);
        if (Questions.Jump(scene, filled, typed) is { } jump)
            Questions.Ask(scene, draft, jump.Path, changing: true);
        else if (AnswerReader.Position(typed.Trim()) is { } && Questions.Numbered(filled, typed.Trim()) is { } numbered)
            Questions.Ask(scene, draft, numbered.Path, changing: true);
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
            return;
        }
        Hand(scene, draft);
    }

    /// <summary>Hands the answers in, says so, and shows what is left.</summary>
    public static void Hand(Scene scene, Draft draft)
    {
        scene.Do(new TurnEvent.Submitted(draft, scene.Fill(draft).Answers, ""));
        scene.Unpark(draft.Form, draft.Subject, draft.Period);
        scene.Idle();
        scene.Say(draft.Unchanged ? Texts.SubmittedUnchanged : Texts.Submitted, ("what", scene.Title(draft)));
        if (draft.Period.Length > 0)
            scene.Look(new Lookup.MyHouseholds(scene.Month, JustDone: draft.Subject));
    }
}
