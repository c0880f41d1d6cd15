using Bot.Conversations.Errands;

namespace Bot.Conversations;

/// <summary>The words that mean something at any moment (prompts/messages/words.yaml), whatever is being asked.</summary>
internal static class Commands
{
    /// <summary>Carries out a word; false where it means nothing here and should be taken as an answer.</summary>
    public static bool Run(Scene scene, string word)
    {
        var activity = scene.Session.Activity;
        switch (word)
        {
            case "rounds":
                scene.Park();
                Rounds.Start(scene);
                return true;
            case "last_month":
                scene.Park();
                Rounds.StartLast(scene);
                return true;
            case "practice":
                scene.Park();
                Practice.Start(scene);
                return true;
            case "practice_problem":
                scene.Park();
                Practice.StartProblem(scene);
                return true;
            case "problem":
                Problems.Start(scene);
                return true;
            case "forms":
                scene.Park();
                OtherForms.Start(scene);
                return true;
            case "progress":
                Overview.Start(scene);
                return true;
            case "ledger":
                LedgerOrders.Start(scene);
                return true;
            case "help":
                scene.Say(scene.Speaker.SeesOnlyOwn
                    ? $"{scene.Text(Texts.Help, ("name", scene.Speaker.Name))}\n{scene.Text(ErrandTexts.HelpOwn)}"
                    : scene.Text(ErrandTexts.HelpOffice));
                Engine.Show(scene);
                return true;
            case "text_version":
                Habits.ReadText(scene);
                return true;
            case "card_version":
                Habits.ReadCards(scene);
                return true;
            case "undelivered":
                Undelivered.Start(scene);
                return true;
            case "suspect_report" or "suspect_dismiss" or "suspect_later" when activity is Activity.Suspecting suspecting:
                Suspicions.Run(scene, suspecting, word);
                return true;
            case "later" when activity is Activity.Suspecting suspecting:
                Suspicions.Run(scene, suspecting, "suspect_later");
                return true;
            case "later" when activity is Activity.OnErrand:
                scene.Idle();
                scene.Say(ErrandTexts.Fine);
                return true;
            case "later":
                if (Scene.Drafting(activity) is not { } draft)
                    return false;
                scene.Park();
                if (!Practice.Is(draft) && !Scene.IsWorthKeeping(activity))
                    scene.Say(Texts.PutOff, ("what", scene.Title(draft)));
                return true;
            case "cancel":
                Cancel(scene);
                return true;
            case "yes" or "no" when activity is Activity.Voiding voiding:
                Questions.Voiding(scene, voiding, word == "yes");
                return true;
            case "yes" or "no" when activity is Activity.AddingRow adding:
                Rows.Answered(scene, adding, word == "yes");
                return true;
            case "all_zero" when activity is Activity.AddingRow adding:
                Rows.Answered(scene, adding, false);
                return true;
            case "yes" or "no" when activity is Activity.Confirming confirming:
                Several.Confirmed(scene, confirming, word == "yes");
                return true;
            case "yes" when activity is Activity.Naming naming:
                Naming.Yes(scene, naming);
                return true;
            case "no" or "none" when activity is Activity.Naming naming:
                Naming.None(scene, naming);
                return true;
            case "yes" or "no" when activity is Activity.Cancelling cancelling:
                Cancelled(scene, cancelling, word == "yes");
                return true;
            case "unchanged" when activity is Activity.Offering offering:
                Rounds.Unchanged(scene, offering.Draft);
                return true;
            case "changed" when activity is Activity.Offering offering:
                Rounds.Changed(scene, offering.Draft);
                return true;
            case "back":
                return Back(scene, activity);
            case "skip" when activity is Activity.Asking asking:
                Questions.Skip(scene, asking);
                return true;
            case "same" when activity is Activity.Asking asking:
                Questions.SameAsBefore(scene, asking);
                return true;
            case "all_zero" when activity is Activity.Asking asking:
                return Questions.AllZero(scene, asking);
            case "review" when activity is Activity.Asking asking:
                Review.Ask(scene, asking.Draft, whole: true);
                return true;
            case "review" when activity is Activity.Reviewing reviewing:
                Review.Ask(scene, reviewing.Draft, whole: true);
                return true;
            case "submit" when activity is Activity.Asking asking:
                Review.TooSoon(scene, asking.Draft);
                return true;
            case "submit" when activity is Activity.Reviewing reviewing:
                Review.Submit(scene, reviewing.Draft);
                return true;
            case "next_page" or "previous_page" when activity is Activity.Asking asking:
                return LongLists.Turn(scene, asking, forward: word == "next_page");
            case "none" when activity is Activity.Matching matching:
                Subjects.KeepTyped(scene, matching);
                return true;
            default:
                return ErrandRooms.Begin(scene, word);
        }
    }

    public static void AskCancelling(Scene scene, Activity was)
    {
        var title = Scene.Drafting(was) is { } draft ? scene.Title(draft) : "";
        scene.Ask(new Activity.Cancelling(was), new Prompt
        {
            Title = scene.Text(Texts.CancelTitle, ("what", title)),
            Options = [new Option("@yes", scene.Text(Texts.CancelYes)), new Option("@no", scene.Text(Texts.CancelNo))],
            Hint = scene.Text(Texts.HintChoice),
        });
    }

    public static void Cancelled(Scene scene, Activity.Cancelling cancelling, bool? sure)
    {
        if (sure == true)
        {
            scene.Idle();
            scene.Say(Texts.Cancelled);
            return;
        }
        scene.Session = scene.Session with { Activity = cancelling.Was };
        Engine.Show(scene);
    }

    private static void Cancel(Scene scene)
    {
        switch (scene.Session.Activity)
        {
            case Activity.Cancelling:
                Engine.Show(scene);
                break;
            case { } activity when Scene.Drafting(activity) is { Replaces: not null }:
                Corrections.Leave(scene);
                break;
            case { } activity when Scene.Drafting(activity) is { Answers.Count: > 0 }:
                AskCancelling(scene, activity);
                break;
            default:
                scene.Idle();
                scene.Say(Texts.Cancelled);
                break;
        }
    }

    private static bool Back(Scene scene, Activity? activity)
    {
        switch (activity)
        {
            case Activity.Asking asking:
                Questions.Back(scene, asking);
                return true;
            case Activity.Voiding voiding:
                Questions.Ask(scene, voiding.Before, voiding.Path, voiding.Changing);
                return true;
            case Activity.Reviewing reviewing:
                Questions.BackFromReview(scene, reviewing.Draft);
                return true;
            case Activity.Matching matching:
                Questions.Ask(scene, matching.Draft, matching.Path, matching.Changing);
                return true;
            case Activity.Offering:
                Rounds.Start(scene);
                return true;
            case Activity.Differing differing:
                Rounds.Offer(scene, differing.Draft with { Unchanged = false, Skipped = [] });
                return true;
            case Activity.Aiming aiming:
                Jumps.Back(scene, aiming);
                return true;
            case Activity.Reasoning reasoning:
                Review.AskAgain(scene, reasoning.Draft);
                return true;
            case Activity.AddingRow adding:
                Rows.Back(scene, adding);
                return true;
            case Activity.Dismissing dismissing:
                Suspicions.Ask(scene, dismissing.Household);
                return true;
            case Activity.OnErrand on:
                return ErrandRooms.Back(scene, on.Errand);
            default:
                return false;
        }
    }
}
