using Bot.Conversations.Errands;
using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>
/// The conversation engine: a function from session, speaker and input to the new session and what happened.
/// No clock but the <c>now</c> handed in, no store, no channel: whatever it needs it asks for with a <see cref="Lookup"/>.
/// </summary>
public sealed class Engine(Pack pack)
{
    /// <param name="written">When the person wrote it, which weak signal may make long before <paramref name="now"/>.</param>
    public Turn Advance(Session session, Speaker speaker, Input input, DateTimeOffset now, DateTimeOffset? written = null)
    {
        var scene = new Scene(pack, speaker, Habits.Learn(session, input), now, MonthMeant(speaker, written ?? now, now));
        Close(scene);
        switch (input)
        {
            case Input.Said said when pack.Words.Match(said.Text) is { } word && Commands.Run(scene, word):
                break;
            case Input.Said said when pack.Words.After("fill", said.Text) is { Length: > 0 } which && OtherForms.Begin(scene, which):
                break;
            case Input.Said said when OtherForms.Named(scene, said.Text.Trim()):
                break;
            case Input.Said said when LedgerOrders.Named(scene, said.Text.Trim()):
                break;
            case Input.Said said when ErrandRooms.BeginWith(scene, said.Text):
                break;
            case Input.Said said when LedgerQuestions.Begin(scene, said.Text):
                break;
            case Input.Said said when pack.Words.After("ledger", said.Text) is { Length: > 0 } asked && LedgerOrders.Begin(scene, said.Text, asked):
                break;
            case Input.Said said:
                Heard(scene, said.Text);
                break;
            case Input.Commanded { About.Length: > 0 } tapped:
                if (tapped.Word != "fill" || !OtherForms.Begin(scene, tapped.About))
                    ErrandRooms.Begin(scene, tapped.Word, tapped.About);
                break;
            case Input.Commanded commanded:
                Commands.Run(scene, commanded.Word);
                break;
            case Input.Tapped { Options: [['@', .. var word], ..] } tapped when tapped.Step == session.Step:
                Commands.Run(scene, word);
                break;
            case Input.Tapped tapped when tapped.Step != session.Step || session.Activity is null:
                scene.Say(session.Activity is null ? Texts.StaleIdle : Texts.Stale);
                Show(scene);
                break;
            case Input.Tapped tapped:
                Tapped(scene, tapped);
                break;
            case Input.Sent sent:
                if (session.Activity is not Activity.OnErrand errand || !ErrandRooms.Sent(scene, errand.Errand, sent))
                    Photos.Received(scene, sent);
                break;
            case Input.Joined:
                scene.Say(Texts.Welcome, ("name", speaker.Name));
                break;
            case Input.LookedUp found:
                Found(scene, found.Lookup, found.Found);
                break;
            case Input.Entered:
                break;
        }
        return scene.End();
    }

    /// <summary>Puts the current prompt again: after a stale card, a question in between, an answer that was not understood.</summary>
    internal static void Show(Scene scene)
    {
        switch (scene.Session.Activity)
        {
            case Activity.Choosing choosing:
                Rounds.Show(scene, choosing);
                break;
            case Activity.Offering offering:
                Rounds.Offer(scene, offering.Draft);
                break;
            case Activity.Asking asking:
                Questions.Ask(scene, asking.Draft, asking.Path, asking.Changing, asking.Part);
                break;
            case Activity.Reviewing reviewing:
                Review.AskAgain(scene, reviewing.Draft);
                break;
            case Activity.Voiding voiding:
                Questions.AskVoiding(scene, voiding);
                break;
            case Activity.Matching matching:
                Subjects.AskMatching(scene, matching);
                break;
            case Activity.Differing differing:
                Differences.Ask(scene, differing);
                break;
            case Activity.Aiming aiming:
                Jumps.AskWhich(scene, aiming);
                break;
            case Activity.Reasoning reasoning:
                Corrections.AskWhy(scene, reasoning.Draft);
                break;
            case Activity.AddingRow adding:
                Rows.AskAgain(scene, adding);
                break;
            case Activity.Naming naming:
                Naming.Ask(scene, naming);
                break;
            case Activity.Confirming confirming:
                Several.Ask(scene, confirming);
                break;
            case Activity.PickingForm:
                OtherForms.Start(scene);
                break;
            case Activity.Suspecting suspecting:
                Suspicions.Ask(scene, suspecting.Household);
                break;
            case Activity.Dismissing dismissing:
                Suspicions.AskWhy(scene, dismissing);
                break;
            case Activity.Cancelling cancelling:
                Commands.AskCancelling(scene, cancelling.Was);
                break;
            case Activity.OnErrand on:
                ErrandRooms.Ask(scene, on.Errand);
                break;
        }
    }

    private static void Heard(Scene scene, string text)
    {
        switch (scene.Session.Activity)
        {
            case Activity.Choosing choosing:
                Rounds.Pick(scene, choosing, text);
                break;
            case Activity.Offering offering:
                Rounds.Offered(scene, offering.Draft, text);
                break;
            case Activity.Asking asking:
                Questions.Answer(scene, asking, text);
                break;
            case Activity.Reviewing reviewing:
                Review.Heard(scene, reviewing.Draft, text);
                break;
            case Activity.Voiding voiding:
                Questions.Voiding(scene, voiding, YesNo.Read(scene, text, Texts.VoidYes, Texts.VoidNo));
                break;
            case Activity.Matching matching:
                Subjects.Matched(scene, matching, text);
                break;
            case Activity.Differing differing:
                Differences.Heard(scene, differing, text);
                break;
            case Activity.Aiming aiming:
                Jumps.Aimed(scene, aiming, text);
                break;
            case Activity.Reasoning reasoning:
                Corrections.Because(scene, reasoning.Draft, text);
                break;
            case Activity.AddingRow adding:
                Rows.Answered(scene, adding, YesNo.Read(scene, text, Texts.RowYes, Texts.RowNo));
                break;
            case Activity.Naming naming:
                Naming.Heard(scene, naming, text);
                break;
            case Activity.Confirming confirming:
                Several.Confirmed(scene, confirming, YesNo.Read(scene, text, Texts.SeveralYes, Texts.SeveralNo));
                break;
            case Activity.PickingForm:
                OtherForms.Heard(scene, text);
                break;
            case Activity.Suspecting suspecting:
                Suspicions.Heard(scene, suspecting, text);
                break;
            case Activity.Dismissing dismissing:
                Suspicions.Because(scene, dismissing, text);
                break;
            case Activity.Cancelling cancelling:
                if (YesNo.Read(scene, text, Texts.CancelYes, Texts.CancelNo) is { } sure)
                    Commands.Cancelled(scene, cancelling, sure);
                else
                    Show(scene);
                break;
            case Activity.OnErrand on:
                ErrandRooms.Heard(scene, on.Errand, text);
                break;
            default:
                Rounds.Mentioned(scene, text);
                break;
        }
    }

    private static void Tapped(Scene scene, Input.Tapped tapped)
    {
        switch (scene.Session.Activity)
        {
            case Activity.Choosing choosing:
                Rounds.Picked(scene, choosing, tapped.Options[0]);
                break;
            case Activity.Asking asking:
                Questions.Tapped(scene, asking, tapped);
                break;
            case Activity.Matching matching:
                Subjects.Picked(scene, matching, tapped.Options[0]);
                break;
            case Activity.Differing differing:
                Differences.Picked(scene, differing, tapped.Options);
                break;
            case Activity.Aiming aiming:
                Jumps.Picked(scene, aiming, tapped.Options[0]);
                break;
            case Activity.Naming naming:
                Rounds.Picked(scene, naming.From, tapped.Options[0]);
                break;
            case Activity.PickingForm:
                OtherForms.Begin(scene, tapped.Options[0]);
                break;
            case Activity.OnErrand on:
                ErrandRooms.Picked(scene, on.Errand, tapped.Options[0]);
                break;
            default:
                Show(scene);
                break;
        }
    }

    private static void Found(Scene scene, Lookup lookup, Found found)
    {
        switch (lookup, found)
        {
            case (Lookup.MyHouseholds mine, Found.Households households):
                Rounds.Listed(scene, mine, households.Lines);
                break;
            case (Lookup.ForCheckIn wanted, Found.Household household):
                Rounds.Open(scene, wanted, household);
                break;
            case (Lookup.ForSeveral several, Found.Several households):
                Several.Read(scene, several, households.Each);
                break;
            case (Lookup.Named named, Found.Households households):
                Subjects.Named(scene, named, households.Lines);
                break;
            case (Lookup.ForQuestion wanted, Found.Household household):
                Subjects.Bind(scene, wanted.Path, household);
                break;
            case (Lookup.ForForm wanted, Found.Records records):
                OtherForms.Begin(scene, wanted, records);
                break;
            case (Lookup.Progress progress, Found.Progress villages):
                Overview.Tell(scene, progress.Month, villages.Villages);
                break;
            case (Lookup.NotReached, Found.NotReached notReached):
                Undelivered.Tell(scene, notReached);
                break;
            case (Lookup.ForErrand wanted, Found.ForErrand answer):
                ErrandRooms.Found(scene, wanted.Wanted, answer.Answer);
                break;
            case (Lookup.SomebodyToAsk, Found.Somebody somebody):
                scene.Say(somebody.Phone.Length > 0 ? Texts.AskSomebody : Texts.AskSomebodyNear,
                    ("name", somebody.Name), ("unit", somebody.Unit), ("phone", somebody.Phone));
                Show(scene);
                break;
            case (Lookup.SomebodyToAsk, _):
                scene.Say(Texts.AskAPerson);
                Show(scene);
                break;
            case (Lookup.ForCheckIn wanted, _):
                scene.Do(new TurnEvent.Refused(wanted.Household));
                scene.Say(Texts.NotYours);
                break;
            default:
                scene.Say(Texts.NotYours);
                break;
        }
    }

    // What was written before midnight on the last day and came in later counts for the month it was written in, until that is closed.
    private Month MonthMeant(Speaker speaker, DateTimeOffset written, DateTimeOffset now)
    {
        var (then, today) = (Month.Of(written), ChinaTime.DayOf(now));
        return pack.CheckIn(speaker.Role) is var (_, cadence) && cadence.IsOpen(then, today) ? then : Month.Of(today);
    }

    // A month that is closed takes its drafts with it: what they were for can no longer be handed in.
    private static void Close(Scene scene)
    {
        var session = scene.Session;
        if (session.Drafts.Any(IsClosed))
            session = session with { Drafts = [.. session.Drafts.Where(draft => !IsClosed(draft))] };
        if (session.Activity is Activity.Choosing { Period: var period, Late: var late } && period != scene.Month.ToString() && !(late && IsOpen(period))
            || Scene.Drafting(session.Activity) is { } current && IsClosed(current))
            session = session with { Activity = null };
        scene.Session = session;

        bool IsClosed(Forms.Draft draft) => scene.Pack.Form(draft.Form, draft.Version) is null || draft.Period.Length > 0 && !IsOpen(draft.Period);

        bool IsOpen(string period) => Month.Parse(period) is { } month
            && (month >= scene.Month || Rounds.CheckIn(scene) is var (_, cadence) && cadence.IsOpen(month, ChinaTime.DayOf(scene.Now)));
    }
}
