using Bot.Conversations.Errands;

namespace Bot.Conversations.Coverage;

/// <summary>交接: town or county passes households from one contact to another, some or all; both are told.</summary>
internal sealed class HandoverRoom : IErrandRoom
{
    private const string All = "all";
    private const string Yes = "yes";
    private static readonly char[] Between = ['、', '，', ',', ' '];

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "handover")
            return false;
        if (scene.Speaker.SeesOnlyOwn || scene.Speaker.Level == "village")
            return ErrandRooms.Refuse(scene, ErrandTexts.NotForYou);
        scene.Park();
        scene.Look(new Lookup.ForErrand(new ContactsLookup()));
        return true;
    }

    public bool Owns(Errand errand) => errand is HandoverErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not ContactsFound { Contacts: var contacts })
            return false;
        if (contacts.Count < 2)
            scene.Say(CoverageTexts.NoContacts);
        else
            ErrandRooms.Ask(scene, new HandoverErrand(contacts, "", [], ""));
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (HandoverErrand)errand;
        var from = Contact(at, at.From);
        return at switch
        {
            { From: "" } => Pick(scene, scene.Text(CoverageTexts.From), at.Contacts.Where(contact => contact.Households.Count > 0)),
            { Households.Count: 0 } => new Prompt
            {
                Title = scene.Text(CoverageTexts.Which, ("name", from!.Name), ("count", from.Households.Count)),
                Body = string.Join(scene.Text(Texts.Comma), from.Households.Select(household => Called(scene, from, household))),
                Options = [new Option(All, scene.Text(CoverageTexts.Whole, ("count", from.Households.Count)))],
                Hint = scene.Text(CoverageTexts.HintWhich),
            },
            { To: "" } => Pick(scene, scene.Text(CoverageTexts.To, ("names", Names(scene, at))), at.Contacts.Where(contact => contact.Userid != at.From)),
            _ => new Prompt
            {
                Title = scene.Text(CoverageTexts.Confirm, ("names", Names(scene, at)), ("count", at.Households.Count), ("from", from!.Name), ("to", Contact(at, at.To)!.Name)),
                Options = [new Option(Yes, scene.Text(CoverageTexts.ConfirmYes)), new Option("no", scene.Text(CoverageTexts.ConfirmNo))],
                Hint = scene.Text(ErrandTexts.HintPick),
            },
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (HandoverErrand)errand;
        if (at.From.Length == 0)
            ErrandRooms.Ask(scene, at with { From = Contact(at, option)?.Userid ?? "" });
        else if (at.Households.Count == 0)
            ErrandRooms.Ask(scene, at with { Households = [.. Contact(at, at.From)!.Households.Select(household => household.Id)] });
        else if (at.To.Length == 0)
            ErrandRooms.Ask(scene, at with { To = Contact(at, option)?.Userid ?? "" });
        else
        {
            if (option == Yes)
            {
                scene.Do(new TurnEvent.Ran(new HandedOver(at.From, at.To, at.Households)));
                scene.Say(CoverageTexts.Done, ("count", at.Households.Count), ("to", Contact(at, at.To)!.Name));
            }
            else
                scene.Say(Texts.Cancelled);
            scene.Idle();
        }
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (HandoverErrand)errand;
        if (at.From.Length == 0 || at.Households.Count > 0)
        {
            ErrandRooms.NotUnderstood(scene, at, text);
            return;
        }
        var named = new List<string>();
        foreach (var name in text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var meant = Contact(at, at.From)!.Households.Where(household => household.Name == name || household.Id == name).ToList();
            if (meant.Count == 0)
                scene.Say(CoverageTexts.NoneOf, ("typed", name));
            named.AddRange(meant.Select(household => household.Id));
        }
        ErrandRooms.Ask(scene, at with { Households = named });
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (HandoverErrand)errand;
        ErrandRooms.Ask(scene, at.To.Length > 0 ? at with { To = "" } : at.Households.Count > 0 ? at with { Households = [] } : at with { From = "" });
        return true;
    }

    private static Prompt Pick(Scene scene, string title, IEnumerable<ContactLine> contacts) => new()
    {
        Title = title,
        Options = [.. contacts.Select(contact => new Option(contact.Userid, scene.Text(CoverageTexts.Contact,
            ("name", contact.Name), ("unit", contact.Unit), ("count", contact.Households.Count))))],
        Hint = scene.Text(ErrandTexts.HintPick),
    };

    private static ContactLine? Contact(HandoverErrand at, string userid) => at.Contacts.FirstOrDefault(contact => contact.Userid == userid);

    private static string Names(Scene scene, HandoverErrand at) =>
        string.Join(scene.Text(Texts.Comma), Contact(at, at.From)!.Households.Where(household => at.Households.Contains(household.Id))
            .Select(household => Called(scene, Contact(at, at.From)!, household)));

    // Two of the same name are told apart.
    private static string Called(Scene scene, ContactLine contact, HouseholdLine household) => contact.Households.Count(other => other.Name == household.Name) == 1
        ? household.Name
        : scene.Text(CoverageTexts.Namesake, ("household", household.Name), ("group", household.GroupNo));
}
