namespace Store.Packs;

/// <summary>prompts/roster/changes.yaml: the form by which a change in a household is reported, and what each sort of change does to the roster.</summary>
/// <param name="Form">Its id; "" = changes are only records.</param>
/// <param name="Questions">Which question of it is what; see <see cref="Parts"/>.</param>
/// <param name="Effects">By the choice of the question that says what sort of change it is.</param>
/// <param name="Head">What the householder is called among the members.</param>
/// <param name="FormerHead">What somebody is called who was the householder and still lives there.</param>
/// <param name="Labour">What somebody new can do, by the choice of the sort of change; whoever is not in it is not known.</param>
/// <param name="Reminders">After how many days without a decision those who decide are reminded, and at what hour.</param>
/// <param name="PassUp">After how many days those further up hear of it as well; null = never.</param>
public sealed record ChangeReporting(
    string Form,
    IReadOnlyDictionary<string, string> Questions,
    IReadOnlyDictionary<string, ChangeEffect> Effects,
    string Head,
    string FormerHead,
    IReadOnlyDictionary<string, string> Labour,
    ReminderDays Reminders,
    int? PassUp)
{
    public static readonly ChangeReporting None = new(
        "", new Dictionary<string, string>(), new Dictionary<string, ChangeEffect>(), "", "", new Dictionary<string, string>(), ReminderDays.None, null);

    /// <summary>What can be asked of a change.</summary>
    private static readonly string[] Parts = ["kind", "member", "relation", "id_number", "new_head", "work", "labour", "on", "note"];

    private static readonly Dictionary<string, ChangeEffect> Known = new(StringComparer.Ordinal)
    {
        ["add"] = ChangeEffect.Add,
        ["remove"] = ChangeEffect.Remove,
        ["change"] = ChangeEffect.Change,
        ["head"] = ChangeEffect.NewHead,
        ["leave"] = ChangeEffect.Leave,
        ["note"] = ChangeEffect.Note,
    };

    /// <summary>Whether these answers, by path, report any change.</summary>
    public bool Reports(string form, IEnumerable<string> answered) =>
        form == Form && answered.Any(path => path[(path.LastIndexOf('/') + 1)..] == Questions.GetValueOrDefault("kind"));

    internal static ChangeReporting Read(YamlEntry root, IReadOnlyDictionary<string, Form> forms)
    {
        root.OnlyKnows("form", "questions", "effects", "head", "former_head", "labour", "reminders", "pass_up");
        root["questions"]?.OnlyKnows(Parts);
        var id = root.Required("form");
        var form = forms.GetValueOrDefault(id);
        if (form is null && id.Length > 0)
            root["form"]!.Complain($"there is no form '{id}'");
        var questions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (part, name) in root["questions"]?.Pairs ?? [])
            if (form is not null && form.Find(name.Text ?? "") is null)
                name.Complain($"form '{id}' has no question '{name.Text}'");
            else
                questions[part.Text ?? ""] = name.Text ?? "";
        foreach (var needed in (string[])["kind", "member"])
            if (root["questions"]?[needed] is null)
                (root["questions"] ?? root).Complain($"'{needed}' is missing: the question that says it");
        var choices = form?.Find(questions.GetValueOrDefault("kind", ""))?.Choices;
        var effects = new Dictionary<string, ChangeEffect>(StringComparer.Ordinal);
        foreach (var (choice, effect) in root["effects"]?.Pairs ?? [])
        {
            if (choices is not null && !choices.Any(known => known.Name == choice.Text))
                choice.Complain($"the question has no choice '{choice.Text}'");
            if (Known.TryGetValue(effect.Text ?? "", out var known))
                effects[choice.Text ?? ""] = known;
            else
                effect.Complain($"'{effect.Text}' is none of {string.Join(", ", Known.Keys)}");
        }
        foreach (var forgotten in (choices ?? []).Where(choice => !effects.ContainsKey(choice.Name)))
            (root["effects"] ?? root).Complain($"nothing says what '{forgotten.Name}' ({forgotten.Label}) does to the roster");
        return new ChangeReporting(
            id, questions, effects, root.Required("head"), root.Required("former_head"),
            (root["labour"]?.Pairs ?? []).ToDictionary(pair => pair.Key.Text ?? "", pair => pair.Value.Text ?? ""),
            root["reminders"] is { } days ? TimingReader.Days(days) : ReminderDays.None,
            root["pass_up"] is { } up ? TimingReader.Day(up) : null);
    }
}

/// <summary>What a reported change does to the roster once it is confirmed.</summary>
public enum ChangeEffect
{
    /// <summary>Nothing: it is kept as a record.</summary>
    Note,

    /// <summary>Somebody more lives there.</summary>
    Add,

    /// <summary>Somebody does not live there any more.</summary>
    Remove,

    /// <summary>Somebody's work or fitness for work is another.</summary>
    Change,

    /// <summary>Somebody else heads the household.</summary>
    NewHead,

    /// <summary>The whole household leaves the roster.</summary>
    Leave,
}
