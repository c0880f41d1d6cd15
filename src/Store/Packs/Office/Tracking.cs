namespace Store.Packs;

/// <summary>prompts/tracker.yaml: how problems are followed from being found to being closed.</summary>
/// <param name="BareResults">What says no more than that it is done.</param>
/// <param name="Forms">By form id.</param>
public sealed record Tracking(IReadOnlyList<string> BareResults, IReadOnlyDictionary<string, TrackedForm> Forms)
{
    /// <summary>When those whose turn it is are told, and how long before a problem's deadline; what is late is a rule's.</summary>
    public ReminderDays Reminders { get; init; } = ReminderDays.None;

    public static readonly Tracking None = new([], new Dictionary<string, TrackedForm>());

    /// <summary>Whether a result says what was done, rather than only that it is.</summary>
    public bool IsResult(string text)
    {
        var plain = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && !char.IsPunctuation(letter) && !char.IsSymbol(letter)));
        return plain.Length > 0 && !BareResults.Contains(plain);
    }

    internal static Tracking Read(YamlEntry root, IReadOnlyDictionary<string, Form> forms, IReadOnlyList<Campaign> campaigns)
    {
        root.OnlyKnows("bare_results", "reminders", "forms");
        var tracked = new Dictionary<string, TrackedForm>();
        foreach (var (key, entry) in root["forms"]?.Pairs ?? [])
            if (forms.GetValueOrDefault(key.Text ?? "") is { } form)
                tracked[form.Id] = TrackedForm.Read(entry, form, campaigns.FirstOrDefault(campaign => campaign.Id == form.Campaign));
            else
                key.Complain($"there is no form '{key.Text}'");
        return new Tracking([.. (root["bare_results"]?.Items ?? []).Select(item => item.Text ?? "")], tracked) { Reminders = root["reminders"] is { } days ? TimingReader.Days(days) : ReminderDays.None };
    }
}

/// <summary>Which question of a problem form is what.</summary>
/// <param name="Says">The question that says what the problem is.</param>
/// <param name="About">The question that names whom it is about; "" where there is none.</param>
/// <param name="Item">The question that cites an item of the checklist; "" where there is none.</param>
/// <param name="Only">What a submission answers where it is a problem at all; null = always.</param>
/// <param name="Status">The question and its choices while it is being put right and once it is closed; null where the form has none.</param>
/// <param name="Finder">Questions of which any says that the finder has signed.</param>
/// <param name="LastDay">By which everything is to be put right; later needs a reason. Null where none is set.</param>
/// <param name="Classes">The question that says how soon, and each choice's last day; null where there are no classes.</param>
public sealed record TrackedForm(
    string Says,
    string About,
    string Item,
    string Checklist,
    (string Question, string Is)? Only,
    (string Question, string Open, string Done)? Status,
    IReadOnlyList<string> Finder,
    (string Question, IReadOnlyDictionary<string, DateOnly?> Due)? Classes,
    DateOnly? LastDay)
{
    internal static TrackedForm Read(YamlEntry entry, Form form, Campaign? campaign)
    {
        entry.OnlyKnows("says", "about", "item", "checklist", "only", "status", "finder", "classes", "last_day");
        entry["only"]?.OnlyKnows("question", "is");
        entry["status"]?.OnlyKnows("question", "open", "done");
        entry["classes"]?.OnlyKnows("question", "of");
        string Question(YamlEntry? at, string key, bool required)
        {
            var name = at is null ? "" : required ? at.Required(key) : at.Optional(key) ?? "";
            if (name.Length > 0 && form.Find(name) is null)
                at![key]!.Complain($"form '{form.Id}' has no question '{name}'");
            return name;
        }
        foreach (var mark in entry["finder"]?.Items ?? [])
            if (form.Find(mark.Text ?? "") is null)
                mark.Complain($"form '{form.Id}' has no question '{mark.Text}'");
        return new TrackedForm(
            Question(entry, "says", true), Question(entry, "about", false), Question(entry, "item", false), entry.Optional("checklist") ?? "",
            entry["only"] is { } only ? (Question(only, "question", true), only.Required("is")) : null,
            entry["status"] is { } status ? (Question(status, "question", true), status.Required("open"), status.Required("done")) : null,
            [.. (entry["finder"]?.Items ?? []).Select(item => item.Text ?? "")],
            entry["classes"] is { } classes ? (Question(classes, "question", true), Due(classes["of"], campaign)) : null,
            entry["last_day"] is { } last ? Day(last, campaign) : null);
    }

    private static Dictionary<string, DateOnly?> Due(YamlEntry? entry, Campaign? campaign)
    {
        var due = new Dictionary<string, DateOnly?>();
        foreach (var (choice, name) in entry?.Pairs ?? [])
            if (campaign?.RectifyClasses.FirstOrDefault(each => each.Id == name.Text) is { } known)
                due[choice.Text ?? ""] = known.Due;
            else
                name.Complain($"the form's campaign has no rectify class '{name.Text}'");
        return due;
    }

    private static DateOnly? Day(YamlEntry entry, Campaign? campaign)
    {
        if (campaign?.Norm(entry.Text ?? "")?.Date is { } day)
            return day;
        entry.Complain($"the form's campaign has no norm '{entry.Text}' with a day");
        return null;
    }
}
