namespace Store.Packs;

/// <summary>An official procedure that a household goes through in a fixed order, such as identification; one file each in prompts/procedures.</summary>
/// <param name="Form">One form for all steps: it asks what <c>pulldata('case', 'next', 'key', 'now')</c> names.</param>
/// <param name="Monitored">Whether it is for households that are monitored already, or for those that are not.</param>
/// <param name="Facts">The table of facts that a case is a row of; what the form asks by the name of a column goes there. "" = none.</param>
/// <param name="Norms">Columns of the table <c>case</c> that the form's conditions read → norms of the campaign, which has the time limits too.</param>
/// <param name="NeedsLabour">A household without anybody able to work is let in by the county alone, with a reason.</param>
/// <param name="WithoutLabour">Only for households without anybody able to work.</param>
/// <param name="Outcome">What a case that is through changes in the roster; null where nothing.</param>
/// <param name="Ends">The question whose answer ends the case early, and that answer; null where none does.</param>
public sealed record CaseFlow(
    string Id,
    string Campaign,
    string Name,
    string Form,
    string Facts,
    bool Monitored,
    bool HasGreenChannel,
    bool NeedsLabour,
    bool WithoutLabour,
    IReadOnlyList<CaseFlowStep> Steps,
    IReadOnlyDictionary<string, string> Norms,
    CaseOutcome? Outcome,
    (string Question, string Is)? Ends)
{
    /// <summary>Unique among all campaigns.</summary>
    public string Key => $"{Campaign}/{Id}";

    /// <summary>The steps in their order, without what the green channel does before them.</summary>
    public IEnumerable<CaseFlowStep> InOrder => Steps.Where(step => !step.Green);

    /// <summary>Whether the answers of a step end the case before its last step.</summary>
    public bool HasEnded(IReadOnlyDictionary<string, string> answers) => Ends is { } ends && answers.GetValueOrDefault(ends.Question, "") == ends.Is;

    internal static CaseFlow Read(YamlEntry root, CampaignParts known, IReadOnlyList<Campaign> campaigns, IReadOnlyList<FactTable> facts)
    {
        root.OnlyKnows("id", "campaign", "name", "form", "facts", "for", "green_channel", "needs_labour", "without_labour", "steps", "norms", "outcome", "ends");
        root["ends"]?.OnlyKnows("question", "is");
        var id = root.Required("form");
        var form = known.Forms.GetValueOrDefault(id);
        if (form is null && id.Length > 0)
            root["form"]!.Complain($"there is no form '{id}'");
        var steps = (root["steps"]?.Items ?? []).Select(entry => CaseFlowStep.Read(entry, form)).ToList();
        if (steps.Count == 0)
            root.Complain("'steps' is missing: a list of id, name and date");
        Check(root, steps, campaigns, facts);
        var subjects = root.Required("for");
        if (subjects is not ("" or "monitored" or "unmonitored"))
            root["for"]!.Complain($"'{subjects}' is not known; known here: monitored, unmonitored");
        return new CaseFlow(
            root.Required("id"), root.Required("campaign"), root.Required("name"), id, root.Optional("facts") ?? "", subjects == "monitored",
            root.Optional("green_channel") is not null, root.Optional("needs_labour") is not null, root.Optional("without_labour") is not null, steps,
            (root["norms"]?.Pairs ?? []).ToDictionary(pair => pair.Key.Text ?? "", pair => pair.Value.Text ?? ""),
            root["outcome"] is { } outcome ? CaseOutcome.Read(outcome, form) : null,
            root["ends"] is { } ends ? (ends.Required("question"), ends.Required("is")) : null);
    }

    // The campaign says what the steps are called, in what order, and what is measured by what.
    private static void Check(YamlEntry root, List<CaseFlowStep> steps, IReadOnlyList<Campaign> campaigns, IReadOnlyList<FactTable> facts)
    {
        var campaign = campaigns.FirstOrDefault(campaign => campaign.Id == root.Required("campaign"));
        if (campaign is null)
            (root["campaign"] ?? root).Complain($"there is no campaign '{root.Optional("campaign")}'");
        else if (campaign.Procedure(root.Required("id")) is not { } official)
            (root["id"] ?? root).Complain($"the campaign has no procedure '{root.Optional("id")}'");
        else if (!official.Steps.SequenceEqual(steps.Where(step => !step.Green).Select(step => step.Name)))
            (root["steps"] ?? root).Complain($"the campaign's steps are {string.Join(", ", official.Steps)}");
        foreach (var (_, norm) in root["norms"]?.Pairs ?? [])
            if (campaign is not null && campaign.Norm(norm.Text ?? "") is not { IsSet: true })
                norm.Complain($"the campaign has no norm '{norm.Text}' with a value");
        if (root.Optional("facts") is { } table && !facts.Any(each => each.Id == table))
            root["facts"]!.Complain($"there is no table of facts '{table}'");
    }
}

/// <summary>What the roster says of a household when a procedure is through.</summary>
/// <param name="MonitorType">The question that says what sort of monitored household it is now; "" = as before.</param>
/// <param name="IdentifiedOn">The question that says since when; "" = as before.</param>
/// <param name="RiskStatus"><c>open</c> or <c>eliminated</c>; "" = as before.</param>
/// <param name="AddsType">A word that is added to its household types; "" = none.</param>
public sealed record CaseOutcome(string MonitorType, string IdentifiedOn, string RiskStatus, string AddsType)
{
    private static readonly string[] Statuses = ["open", "eliminated"];

    internal static CaseOutcome Read(YamlEntry entry, Form? form)
    {
        entry.OnlyKnows("monitor_type", "identified_on", "risk_status", "adds_type");
        string Question(string key)
        {
            var name = entry.Optional(key) ?? "";
            if (name.Length > 0 && form is not null && form.Find(name) is null)
                entry[key]!.Complain($"form '{form.Id}' has no question '{name}'");
            return name;
        }
        return new CaseOutcome(Question("monitor_type"), Question("identified_on"), CampaignReader.OneOf(entry, "risk_status", Statuses), entry.Optional("adds_type") ?? "");
    }

    /// <summary>The household as it is from then on.</summary>
    /// <param name="answer">What a question of the form was answered with; "" for nothing.</param>
    public Household On(Household household, Func<string, string> answer) => household with
    {
        MonitorType = MonitorType.Length > 0 && answer(MonitorType) is { Length: > 0 } type ? type : household.MonitorType,
        IdentifiedOn = IdentifiedOn.Length > 0
            && DateOnly.TryParseExact(answer(IdentifiedOn), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)
            ? day : household.IdentifiedOn,
        RiskStatus = RiskStatus.Length > 0 ? RiskStatus : household.RiskStatus,
        Types = AddsType.Length == 0 || household.Types.Split(' ').Contains(AddsType) ? household.Types : $"{household.Types} {AddsType}".Trim(),
    };
}

/// <param name="Date">The question that says on which day the step was done.</param>
/// <param name="Levels">Who takes it: village, town, county; empty = anybody of village and above.</param>
/// <param name="Green">Only in the green channel, and there at any time.</param>
public sealed record CaseFlowStep(string Id, string Name, string Date, IReadOnlyList<string> Levels, bool Green)
{
    internal static CaseFlowStep Read(YamlEntry entry, Form? form)
    {
        entry.OnlyKnows("id", "name", "date", "by", "green");
        var date = entry.Required("date");
        if (date.Length > 0 && form is not null && form.Find(date) is null)
            entry["date"]!.Complain($"form '{form.Id}' has no question '{date}'");
        return new CaseFlowStep(entry.Required("id"), entry.Required("name"), date, [.. (entry["by"]?.Items ?? []).Select(item => item.Text ?? "")], entry.Optional("green") is not null);
    }
}
