using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>One advance while it runs: what is known, and what has happened so far.</summary>
internal sealed class Scene(Pack pack, Speaker speaker, Session session, DateTimeOffset now, Month month)
{
    private readonly List<TurnEvent> events = [];
    private Lookup? lookup;

    public Pack Pack => pack;

    public Speaker Speaker => speaker;

    public DateTimeOffset Now { get; } = ChinaTime.Of(now);

    /// <summary>The month that what is said counts for.</summary>
    public Month Month { get; } = month;

    public Session Session { get; set; } = session;

    public string Text(MessageKey key, params (string Name, object? Value)[] values) => pack.Messages.Say(key, values);

    public void Say(MessageKey key, params (string Name, object? Value)[] values) => events.Add(new TurnEvent.Said(Text(key, values)));

    /// <summary>Answers a tap on a card that belongs to no step.</summary>
    public void Stamp(MessageKey key) => events.Add(new TurnEvent.Stamped(Text(key)));

    public void Say(string text) => events.Add(new TurnEvent.Said(text));

    /// <summary>Shows a prompt and waits in <paramref name="activity"/> for what it asks.</summary>
    public void Ask(Activity activity, Prompt prompt)
    {
        Session = Session with { Activity = activity, Step = Session.Step + 1, Tappable = prompt.HasChoices };
        events.Add(new TurnEvent.Asked(prompt with { Step = Session.Step }));
    }

    public void Do(TurnEvent happened) => events.Add(happened);

    public void Look(Lookup next) => lookup = next;

    public void Understood() => Session = Session with { Misunderstood = 0 };

    public void Misunderstood() => Session = Session with { Misunderstood = Session.Misunderstood + 1 };

    public void Idle() => Session = Session with { Activity = null, Misunderstood = 0 };

    public Form Form(Draft draft) => pack.Form(draft.Form, draft.Version)!;

    public FilledForm Fill(Draft draft) => FilledForm.Of(Form(draft), draft, Now);

    /// <summary>Sets the unfinished draft aside, so that starting something else loses nothing.</summary>
    public void Park()
    {
        if (Session.Activity is Activity.Confirming confirming)
        {
            ParkAll([.. confirming.Ready, .. confirming.Open]);
            return;
        }
        if (Drafting(Session.Activity) is not { } draft)
            return;
        if (Practice.Is(draft))
        {
            Idle();
            Say(PracticeTexts.Dropped, ("what", Title(draft)));
            return;
        }
        if (!IsWorthKeeping(Session.Activity))
        {
            Idle();
            return;
        }
        Session = Session with { Activity = null, Drafts = [.. Others(draft), draft] };
        Say(Texts.Parked, ("what", Title(draft)));
    }

    // What was said of several households and read back is not lost with the reading back.
    private void ParkAll(IReadOnlyList<Draft> drafts)
    {
        foreach (var draft in drafts)
            Session = Session with { Drafts = [.. Others(draft), draft] };
        Idle();
        Say(Texts.Parked, ("what", string.Join(Text(Texts.Comma), drafts.Select(Title))));
    }

    /// <summary>The parked draft for this form and subject, taken out of the session.</summary>
    public Draft? Unpark(string form, string subject, string period)
    {
        var parked = Session.Drafts.FirstOrDefault(draft =>
            draft.Form == form && draft.Subject == subject && draft.Period == period && draft.Origin.Length == 0);
        if (parked is not null)
            Session = Session with { Drafts = [.. Others(parked)] };
        return parked;
    }

    public string Title(Draft draft) => Practice.Is(draft) ? Text(PracticeTexts.Title, ("what", Named(draft))) : Named(draft);

    private string Named(Draft draft) => draft.Period.Length > 0
        ? Text(Texts.DraftOfMonth, ("household", draft.SubjectName), ("month", MonthNumber(draft.Period)), ("form", Called(draft)))
        : draft.SubjectName.Length > 0 ? Text(Texts.DraftAbout, ("household", PersonalNumbers.Mask(draft.SubjectName)), ("form", Called(draft))) : Called(draft);

    private string Called(Draft draft) => Form(draft).PlainTitle ?? Form(draft).Title;

    public static int MonthNumber(string period) => Month.Parse(period)?.Number ?? 0;

    public Turn End() => new(Session, events, lookup);

    /// <summary>False while last month's card is all there is: it will come again, and nothing has been said yet.</summary>
    public static bool IsWorthKeeping(Activity? activity) => activity switch
    {
        Activity.Offering or Activity.Differing => false,
        Activity.Cancelling cancelling => IsWorthKeeping(cancelling.Was),
        _ => true,
    };

    public static Draft? Drafting(Activity? activity) => activity switch
    {
        Activity.Offering offering => offering.Draft,
        Activity.Asking asking => asking.Draft,
        Activity.Reviewing reviewing => reviewing.Draft,
        Activity.Voiding voiding => voiding.Before,
        Activity.Matching matching => matching.Draft,
        Activity.Differing differing => differing.Draft,
        Activity.Aiming aiming => aiming.Draft,
        Activity.Reasoning reasoning => reasoning.Draft,
        Activity.AddingRow adding => adding.Draft,
        Activity.Cancelling cancelling => Drafting(cancelling.Was),
        _ => null,
    };

    private IEnumerable<Draft> Others(Draft draft) =>
        Session.Drafts.Where(other => (other.Form, other.Subject, other.Period, other.Origin) != (draft.Form, draft.Subject, draft.Period, draft.Origin));
}
