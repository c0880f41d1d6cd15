using Bot.Forms;
using Store;

namespace Bot.Conversations;

/// <summary>更正: what was handed in can be looked at and put right, with a reason, until its month is closed. Both versions are kept.</summary>
internal static class Corrections
{
    /// <summary>Characters; 嗯 is no reason.</summary>
    public const int ShortestReason = 2;

    /// <summary>What was handed in, to be looked at; changing it makes a correction of it.</summary>
    public static void Open(Scene scene, Draft blank, SubmittedBefore submitted)
    {
        var draft = blank with { Answers = submitted.Answers, Handed = submitted.Answers, Replaces = submitted.Id };
        draft = draft with { Skipped = [.. scene.Fill(draft).Asked.Where(question => !question.IsAnswered).Select(question => question.Path)] };
        scene.Say(Texts.AlreadyDone, ("household", draft.SubjectName), ("month", Scene.MonthNumber(draft.Period)), ("day", ChinaTime.DayOf(submitted.At).Day));
        Review.Ask(scene, draft, whole: true);
    }

    /// <summary>The buttons' words, typed; false for anything else.</summary>
    public static bool Heard(Scene scene, Draft draft, string typed)
    {
        if (typed == scene.Text(Texts.CorrectCancel))
            Leave(scene);
        else if (typed == scene.Text(Texts.CorrectSubmit))
            Review.Submit(scene, draft);
        else
            return false;
        return true;
    }

    public static void AskWhy(Scene scene, Draft draft)
    {
        if (scene.Fill(draft).Asked.All(question => question.Value == draft.Handed.GetValueOrDefault(question.Path, "")))
        {
            scene.Say(Texts.NothingCorrected);
            Review.AskAgain(scene, draft);
            return;
        }
        scene.Ask(new Activity.Reasoning(draft), new Prompt
        {
            Context = scene.Title(draft),
            Title = scene.Text(Texts.ReasonTitle),
            Hint = scene.Text(Texts.HintReason),
            Actions = [new Option("@back", scene.Text(Texts.ActionBack))],
        });
    }

    public static void Because(Scene scene, Draft draft, string reason)
    {
        reason = reason.Trim();
        if (reason.Length < ShortestReason)
        {
            AskWhy(scene, draft);
            return;
        }
        scene.Do(TurnEvent.Submitted.Of(scene.Fill(draft), reason));
        scene.Idle();
        scene.Say(Texts.Corrected, ("what", scene.Title(draft)));
    }

    public static void Leave(Scene scene)
    {
        scene.Idle();
        scene.Say(Texts.NotCorrected);
    }
}
