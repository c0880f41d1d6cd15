using System.Globalization;

namespace Store.Packs;

/// <summary>When rules are run over what is stored, and who is told of what they find.</summary>
/// <param name="RunAt">The hour of the daily run. China Standard Time; it may be at night, for nobody is told then.</param>
/// <param name="TellAt">The hour when what was found joins the day's message.</param>
/// <param name="MostLines">So many rules at most in one person's message; the rest are counted.</param>
/// <param name="MostHints">So many hints at most in one supervisor's sample.</param>
/// <param name="Nobody">Who is told in the unit where a finding names nobody.</param>
/// <param name="Steps">Who hears of a finding that has stood for so many days, of the rules that escalate.</param>
public sealed record RuleDay(
    TimeOnly RunAt, TimeOnly TellAt, int MostLines, int MostHints, IReadOnlyList<string> Nobody, IReadOnlyList<RuleStep> Steps)
{
    public static RuleDay None { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue, 0, 0, [], []);

    internal static RuleDay Read(YamlEntry root, IReadOnlySet<string> roles)
    {
        root.OnlyKnows("run_at", "tell_at", "most_lines", "most_hints", "nobody", "escalate");
        var steps = new List<RuleStep>();
        foreach (var entry in root["escalate"]?.Items ?? [])
        {
            entry.OnlyKnows("after", "to");
            var step = new RuleStep(Number(entry, "after"), Roles(entry["to"], roles));
            if (steps.Count > 0 && step.After <= steps[^1].After)
                entry.Complain($"every step comes later than the one before it, which is after {steps[^1].After} days");
            steps.Add(step);
        }
        return new RuleDay(
            CampaignReader.Time(root, "run_at"), CampaignReader.Time(root, "tell_at"), Number(root, "most_lines"), Number(root, "most_hints"),
            Roles(root["nobody"], roles), steps);
    }

    private static List<string> Roles(YamlEntry? entry, IReadOnlySet<string> known)
    {
        foreach (var item in entry?.Items ?? [])
            if (!known.Contains(item.Text ?? ""))
                item.Complain($"there is no role '{item.Text}'");
        return [.. (entry?.Items ?? []).Select(item => item.Text ?? "")];
    }

    private static int Number(YamlEntry entry, string key)
    {
        if (int.TryParse(entry.Required(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        entry[key]?.Complain($"'{entry[key]!.Text}' is not a whole number");
        return 0;
    }
}

/// <param name="After">Days that the finding has stood.</param>
/// <param name="To">Roles of its unit and of those above.</param>
public sealed record RuleStep(int After, IReadOnlyList<string> To);
