using System.Globalization;

namespace Store.Packs;

/// <summary>Reads prompts/campaigns/*.yaml.</summary>
public static class CampaignReader
{
    private static readonly string[] SubjectKinds = ["monitored-households"];

    /// <param name="known">The forms, ledgers and roles it may name.</param>
    public static Campaign Read(YamlEntry root, CampaignParts known)
    {
        root.OnlyKnows("id", "title", "short", "forms", "ledgers", "cadence", "suspicions");
        return new Campaign(
            root.Required("id"), root.Required("title"), root.Optional("short") ?? root.Required("title"),
            Names(root, "forms", known.Forms.ContainsKey, "form"), Names(root, "ledgers", known.Ledgers.Contains, "ledger"),
            [.. (root["cadence"]?.Items ?? []).Select(entry => ReadCadence(entry, known))],
            SuspicionReader.Read(root["suspicions"], known.Forms));
    }

    private static Cadence ReadCadence(YamlEntry entry, CampaignParts known)
    {
        entry.OnlyKnows("id", "title", "form", "every", "subjects", "by", "remind", "late_days", "report");
        if (entry.Required("every") is { Length: > 0 } every && every != "month")
            entry["every"]!.Complain($"'every: {every}' is not known; known here: month");
        var form = entry.Required("form");
        if (form.Length > 0 && !known.Forms.ContainsKey(form))
            entry["form"]!.Complain($"there is no form '{form}'");
        var subjects = entry.Required("subjects");
        if (subjects.Length > 0 && !SubjectKinds.Contains(subjects))
            entry["subjects"]!.Complain($"'{subjects}' is not known; known here: {string.Join(", ", SubjectKinds)}");
        entry["remind"]?.OnlyKnows("days_before", "at");
        entry["report"]?.OnlyKnows("at", "to");
        return new Cadence(
            entry.Required("id"), entry.Required("title"), form, subjects,
            Names(entry, "by", known.Roles.Contains, "role"),
            Days(entry["remind"]?["days_before"]), Time(entry["remind"], "at"), LateDays(entry["late_days"]), Time(entry["report"], "at"),
            entry["report"] is { } report ? Names(report, "to", known.Roles.Contains, "role") : []);
    }

    private static List<string> Names(YamlEntry entry, string key, Func<string, bool> isKnown, string kind)
    {
        var names = new List<string>();
        foreach (var item in entry[key]?.Items ?? [])
            if (item.Text is { } name && isKnown(name))
                names.Add(name);
            else
                item.Complain($"there is no {kind} '{item.Text}'");
        return names;
    }

    private static List<int> Days(YamlEntry? entry)
    {
        var days = new List<int>();
        foreach (var item in entry?.Items ?? [])
            if (int.TryParse(item.Text, CultureInfo.InvariantCulture, out var day) && day is >= 0 and <= 27)
                days.Add(day);
            else
                item.Complain($"'{item.Text}' is not a number of days between 0 and 27");
        return days;
    }

    private static int LateDays(YamlEntry? entry)
    {
        if (entry is null)
            return 0;
        if (int.TryParse(entry.Text, CultureInfo.InvariantCulture, out var days) && days is >= 0 and <= 27)
            return days;
        entry.Complain($"'{entry.Text}' is not a number of days between 0 and 27");
        return 0;
    }

    internal static TimeOnly Time(YamlEntry? entry, string key)
    {
        if (entry is null)
            return default;
        var text = entry.Required(key);
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        if (text.Length > 0)
            entry[key]!.Complain($"'{text}' is not a time of day; write it as 08:40, in quotes");
        return default;
    }
}

/// <summary>What a campaign can refer to.</summary>
public sealed record CampaignParts(IReadOnlyDictionary<string, Form> Forms, IReadOnlySet<string> Ledgers, IReadOnlySet<string> Roles);
