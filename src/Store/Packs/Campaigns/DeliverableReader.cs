namespace Store.Packs;

/// <summary>Reads one of a campaign's <c>deliverables</c>.</summary>
internal static class DeliverableReader
{
    private const string Daily = "daily";

    public static Deliverable Read(YamlEntry entry, CampaignParts known, TimingReader timing, List<Phase> phases)
    {
        entry.OnlyKnows(
            "id", "what", "short", "from", "from_text", "to", "to_text", "due", "due_text", "time", "phase", "ref", "bundle", "form", "unit_question", "enough", "ledger", "report",
            "signature", "handed_up_by", "contents", "unit_kinds", "reminders", "escalation", "note");
        var isDaily = entry["due"]?.Text == Daily;
        var due = isDaily ? null : CampaignDates.Read(entry["due"], last: true);
        var from = CampaignReader.Names(entry, "from", known.Roles.Contains, "role");
        if (from.Count == 0)
            entry.Complain("'from' is missing: the roles that hand it in");
        var what = entry.Required("what");
        return new Deliverable(
            entry.Required("id"), what, from, CampaignReader.Names(entry, "to", known.Roles.Contains, "role"),
            due, timing.Hour(entry, needed: isDaily || due is not null), isDaily ? Span(entry, phases) : null)
        {
            Short = entry.Optional("short") ?? what,
            DueText = CampaignReader.Text(entry, "due_text"),
            Ref = CampaignReader.Text(entry, "ref"),
            Bundle = CampaignReader.Text(entry, "bundle"),
            Form = Known(entry, "form", known.Forms.ContainsKey),
            UnitQuestion = Question(entry, "unit_question", known),
            EnoughQuestion = Question(entry, "enough", known),
            Ledger = Known(entry, "ledger", known.Ledgers.Contains),
            Report = CampaignReader.Text(entry, "report"),
            Signature = CampaignReader.Texts(entry, "signature"),
            HandedUpBy = HandedUpBy(entry, known),
            Contents = CampaignReader.Texts(entry, "contents"),
            UnitKinds = CampaignReader.Texts(entry, "unit_kinds"),
            Reminders = timing.Reminders(entry),
            Escalation = timing.Escalation(entry),
        };
    }

    private static (DateOnly Start, DateOnly End)? Span(YamlEntry entry, List<Phase> phases)
    {
        var id = CampaignReader.Text(entry, "phase");
        if (phases.Find(phase => phase.Id == id) is { Start: { } start, End: { } end })
            return (start, end);
        (entry["phase"] ?? entry["due"])!.Complain(id.Length > 0 && phases.Exists(phase => phase.Id == id)
            ? $"the phase '{id}' has no start or no end; what is due daily needs both"
            : $"what is due daily needs a 'phase' on whose days it is due{(id.Length > 0 ? $"; there is none '{id}'" : "")}");
        return null;
    }

    private static string Question(YamlEntry entry, string key, CampaignParts known)
    {
        var name = CampaignReader.Text(entry, key);
        if (name.Length > 0 && known.Forms.GetValueOrDefault(CampaignReader.Text(entry, "form")) is { } form && form.Find(name) is null)
            entry[key]!.Complain($"the form '{form.Id}' has no question '{name}'{Nearest.Suggest(name, form.Questions.Select(question => question.Name))}");
        return name;
    }

    private static List<string> HandedUpBy(YamlEntry entry, CampaignParts known)
    {
        if (entry["handed_up_by"] is { } roles && entry["ledger"] is null)
            roles.Complain("what is handed up is a ledger, and 'ledger' is missing");
        return CampaignReader.Names(entry, "handed_up_by", known.Roles.Contains, "role");
    }

    private static string Known(YamlEntry entry, string key, Func<string, bool> isKnown)
    {
        var id = CampaignReader.Text(entry, key);
        if (id.Length > 0 && !isKnown(id))
            entry[key]!.Complain($"there is no {key} '{id}'");
        return id;
    }
}
