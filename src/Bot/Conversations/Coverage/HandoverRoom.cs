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
        {
            scene.Say(ErrandTexts.ForTownAndCounty);
            Engine.Show(scene);
            return true;
        }
        scene.Park();
        scene.Look(new Lookup.ForErrand(new ContactsLookup(null, rest)));
        return true;
    }

    public bool Owns(Errand errand) => errand is HandoverErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if ((lookup, found) is not (ContactsLookup asked, ContactsFound { Contacts: var contacts, Total: var total }))
            return false;
        var at = asked.At ?? new HandoverErrand([], null, [], null);
        if (total < 2)
            scene.Say(CoverageTexts.NoContacts);
        else if (asked.Typed.Length > 0 && contacts is [var one])
            Take(scene, at, one);
        else
        {
            if (asked.Typed.Length > 0 && contacts.Count == 0)
                scene.Say(CoverageTexts.NoContact, ("typed", asked.Typed));
            ErrandRooms.Ask(scene, at with { Offered = asked.Typed.Length > 0 && contacts.Count == 0 ? at.Offered : contacts });
        }
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (HandoverErrand)errand;
        return at switch
        {
            { From: null } => Pick(scene, scene.Text(CoverageTexts.From), at.Offered.Where(contact => contact.Households.Count > 0)),
            { Households.Count: 0, From: { } from } => new Prompt
            {
                Title = scene.Text(CoverageTexts.Which, ("name", from.Name), ("count", from.Households.Count)),
                Body = string.Join(scene.Text(Texts.Comma), from.Households.Select(household => Called(scene, from, household))),
                Options = [new Option(All, scene.Text(CoverageTexts.Whole, ("count", from.Households.Count)))],
                Hint = scene.Text(CoverageTexts.HintWhich),
            },
            { To: null } => Pick(scene, scene.Text(CoverageTexts.To, ("names", Names(scene, at))), at.Offered),
            _ => new Prompt
            {
                Title = scene.Text(CoverageTexts.Confirm, ("names", Names(scene, at)), ("count", at.Households.Count), ("from", at.From!.Name), ("to", at.To!.Name)),
                Options = [new Option(Yes, scene.Text(CoverageTexts.ConfirmYes)), new Option("no", scene.Text(CoverageTexts.ConfirmNo))],
                Hint = scene.Text(ErrandTexts.HintPick),
            },
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (HandoverErrand)errand;
        if (at.From is not null && at.Households.Count == 0)
            Chosen(scene, at, [.. at.From.Households.Select(household => household.Id)]);
        else if (at.From is null || at.To is null)
        {
            if (at.Offered.FirstOrDefault(contact => contact.Userid == option) is { } contact)
                Take(scene, at, contact);
            else
                ErrandRooms.Ask(scene, at);
        }
        else
        {
            if (option == Yes)
            {
                scene.Do(new TurnEvent.Ran(new HandedOver(at.From.Userid, at.To.Userid, at.Households)));
                scene.Say(CoverageTexts.Done, ("count", at.Households.Count), ("to", at.To.Name));
            }
            else
                scene.Say(Texts.Cancelled);
            scene.Idle();
        }
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (HandoverErrand)errand;
        if (at.From is null || at.Households.Count > 0 && at.To is null)
        {
            scene.Look(new Lookup.ForErrand(new ContactsLookup(at, text.Trim())));
            return;
        }
        if (at.To is not null)
        {
            ErrandRooms.NotUnderstood(scene, at, text);
            return;
        }
        var named = new List<string>();
        foreach (var name in text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var meant = at.From.Households.Where(household => household.Name == name || household.Id == name).ToList();
            if (meant.Count == 0)
                scene.Say(CoverageTexts.NoneOf, ("typed", name));
            named.AddRange(meant.Select(household => household.Id));
        }
        if (named.Count == 0)
            ErrandRooms.Ask(scene, at);
        else
            Chosen(scene, at, named);
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (HandoverErrand)errand;
        ErrandRooms.Ask(scene, at.To is not null ? at with { To = null } : at.Households.Count > 0 ? at with { Households = [] } : at with { Offered = [], From = null });
        return true;
    }

    private static void Take(Scene scene, HandoverErrand at, ContactLine contact)
    {
        if (at.From is not null)
            ErrandRooms.Ask(scene, at with { To = contact });
        else if (contact.Households.Count > 0)
            ErrandRooms.Ask(scene, at with { From = contact });
        else
        {
            scene.Say(CoverageTexts.HasNone, ("name", contact.Name));
            ErrandRooms.Ask(scene, at);
        }
    }

    // Whoever takes them is most often a neighbour.
    private static void Chosen(Scene scene, HandoverErrand at, IReadOnlyList<string> households) =>
        scene.Look(new Lookup.ForErrand(new ContactsLookup(at with { Households = households }, "")));

    private static Prompt Pick(Scene scene, string title, IEnumerable<ContactLine> contacts) => new()
    {
        Title = title,
        Options = [.. contacts.Select(contact => new Option(contact.Userid, scene.Text(CoverageTexts.Contact,
            ("name", contact.Name), ("unit", contact.Unit), ("count", contact.Households.Count))))],
        Hint = scene.Text(contacts.Any() ? CoverageTexts.HintContact : CoverageTexts.HintContactName),
        Unnumbered = !contacts.Any(),
    };

    private static string Names(Scene scene, HandoverErrand at) =>
        string.Join(scene.Text(Texts.Comma), at.From!.Households.Where(household => at.Households.Contains(household.Id))
            .Select(household => Called(scene, at.From, household)));

    // Two of the same name are told apart.
    private static string Called(Scene scene, ContactLine contact, HouseholdLine household) => contact.Households.Count(other => other.Name == household.Name) == 1
        ? household.Name
        : scene.Text(CoverageTexts.Namesake, ("household", household.Name), ("group", household.GroupNo));
}
