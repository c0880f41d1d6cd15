using Store.Packs;

namespace Bot.Conversations;

/// <summary>
/// The conversation engine: a function from session, speaker and input to the new session and what happened.
/// No clock but the <c>now</c> handed in, no store, no channel: whatever it needs it asks for with a <see cref="Lookup"/>.
/// </summary>
public sealed class Engine(Pack pack)
{
    public Turn Advance(Session session, Speaker speaker, Input input, DateTimeOffset now)
    {
        var scene = new Scene(pack, speaker, Closing(session, now), now);
        switch (input)
        {
            case Input.Said said when pack.Words.Match(said.Text) is { } word && Commands.Run(scene, word):
                break;
            case Input.Said said:
                Heard(scene, said.Text);
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
                Tapped(scene, tapped.Options);
                break;
            case Input.Sent sent:
                Questions.Received(scene, sent);
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
                Rounds.Show(scene, choosing.Households);
                break;
            case Activity.Offering offering:
                Rounds.Offer(scene, offering.Draft);
                break;
            case Activity.Asking asking:
                Questions.Ask(scene, asking.Draft, asking.Path, asking.Changing);
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
            case Activity.Cancelling cancelling:
                Commands.AskCancelling(scene, cancelling.Was);
                break;
        }
    }

    private static void Heard(Scene scene, string text)
    {
        switch (scene.Session.Activity)
        {
            case Activity.Choosing choosing:
                Rounds.Pick(scene, choosing.Households, text);
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
            case Activity.Cancelling cancelling:
                if (YesNo.Read(scene, text, Texts.CancelYes, Texts.CancelNo) is { } sure)
                    Commands.Cancelled(scene, cancelling, sure);
                else
                    Show(scene);
                break;
            default:
                scene.Say(Texts.Menu, ("name", scene.Speaker.Name));
                break;
        }
    }

    private static void Tapped(Scene scene, IReadOnlyList<string> options)
    {
        switch (scene.Session.Activity)
        {
            case Activity.Choosing:
                Rounds.Picked(scene, options[0]);
                break;
            case Activity.Asking asking:
                Questions.Tapped(scene, asking, options);
                break;
            case Activity.Matching matching:
                Subjects.Picked(scene, matching, options[0]);
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
            case (Lookup.Named named, Found.Households households):
                Subjects.Named(scene, named, households.Lines);
                break;
            case (Lookup.ForQuestion wanted, Found.Household household):
                Subjects.Bind(scene, wanted.Path, household);
                break;
            case (Lookup.Progress progress, Found.Progress villages):
                Overview.Tell(scene, progress.Month, villages.Villages);
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

    // A month that has ended takes its drafts with it: what they were for can no longer be handed in.
    private static Session Closing(Session session, DateTimeOffset now)
    {
        var month = Store.Month.Of(now).ToString();
        bool Closed(Forms.Draft draft) => draft.Period.Length > 0 && string.CompareOrdinal(draft.Period, month) < 0;
        if (session.Drafts.Any(Closed))
            session = session with { Drafts = [.. session.Drafts.Where(draft => !Closed(draft))] };
        return Scene.Drafting(session.Activity) is { } current && Closed(current) ? session with { Activity = null } : session;
    }
}
