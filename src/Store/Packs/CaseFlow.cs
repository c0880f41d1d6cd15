using System.Globalization;

namespace Store.Packs;

/// <summary>An official procedure that a household goes through in a fixed order, such as identification; one file each in prompts/procedures.</summary>
/// <param name="Form">One form for all steps: it asks what <c>pulldata('case', 'next', 'key', 'now')</c> names.</param>
/// <param name="Monitored">Whether it is for households that are monitored already, or for those that are not.</param>
/// <param name="Values">Numbers that the form's conditions read from the table <c>case</c>.</param>
/// <param name="NeedsLabour">A household without anybody able to work is let in by the county alone, with a reason; else "" and what is said.</param>
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
    IReadOnlyList<CaseFlowStep> Steps,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<CaseTimeLimit> Limits,
    (string Question, string Is)? Ends)
{
    /// <summary>Unique among all campaigns.</summary>
    public string Key => $"{Campaign}/{Id}";

    /// <summary>The steps in their order, without what the green channel does before them.</summary>
    public IEnumerable<CaseFlowStep> InOrder => Steps.Where(step => !step.Green);

    internal static CaseFlow Read(YamlEntry root, CampaignParts known)
    {
        root.OnlyKnows("id", "campaign", "name", "form", "facts", "for", "green_channel", "needs_labour", "steps", "values", "limits", "ends");
        root["ends"]?.OnlyKnows("question", "is");
        var id = root.Required("form");
        var form = known.Forms.GetValueOrDefault(id);
        if (form is null && id.Length > 0)
            root["form"]!.Complain($"there is no form '{id}'");
        var steps = (root["steps"]?.Items ?? []).Select(entry => CaseFlowStep.Read(entry, form)).ToList();
        if (steps.Count == 0)
            root.Complain("'steps' is missing: a list of id, name and date");
        var subjects = root.Required("for");
        if (subjects is not ("" or "monitored" or "unmonitored"))
            root["for"]!.Complain($"'{subjects}' is not known; known here: monitored, unmonitored");
        return new CaseFlow(
            root.Required("id"), root.Required("campaign"), root.Required("name"), id, root.Optional("facts") ?? "", subjects == "monitored",
            root.Optional("green_channel") is not null, root.Optional("needs_labour") is not null, steps,
            (root["values"]?.Pairs ?? []).ToDictionary(pair => pair.Key.Text ?? "", pair => pair.Value.Text ?? ""),
            [.. (root["limits"]?.Items ?? []).Select(entry => CaseTimeLimit.Read(entry, steps))],
            root["ends"] is { } ends ? (ends.Required("question"), ends.Required("is")) : null);
    }
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

/// <summary>So many days from one step to another.</summary>
public sealed record CaseTimeLimit(string From, string To, int Days)
{
    internal static CaseTimeLimit Read(YamlEntry entry, List<CaseFlowStep> steps)
    {
        entry.OnlyKnows("from", "to", "days");
        foreach (var key in (string[])["from", "to"])
            if (entry.Required(key) is { Length: > 0 } step && !steps.Exists(known => known.Id == step))
                entry[key]!.Complain($"there is no step '{step}'");
        if (!int.TryParse(entry.Required("days"), CultureInfo.InvariantCulture, out var days))
            entry["days"]?.Complain($"'{entry.Optional("days")}' is not a number of days");
        return new CaseTimeLimit(entry.Optional("from") ?? "", entry.Optional("to") ?? "", days);
    }
}
