using System.Globalization;

namespace Store.Packs;

/// <summary>Reads prompts/campaigns/*.yaml; the parts with rules of their own have readers of their own.</summary>
public static class CampaignReader
{
    private static readonly string[] SubjectKinds = ["monitored-households"];
    private static readonly string[] Levels = ["county", "town"];

    /// <param name="known">The forms, ledgers and roles it may name.</param>
    public static Campaign Read(YamlEntry root, CampaignParts known)
    {
        root.OnlyKnows(
            "id", "title", "short", "doc_no", "issuer", "issuer_inferred", "doc_date", "addressed_to", "parent_docs", "region", "level", "year", "year_basis",
            "overall", "scope", "population", "forms", "ledgers", "checklists", "phases", "deliverables", "reminders", "escalation", "cadence", "suspicions", "roles",
            "reporting_chain", "procedures", "norms", "enums", "household_types", "rectify_classes", "tasks", "rulings", "unknown", "sendings");
        var norms = Unique(root, "norms", Norm, norm => norm.Id);
        var phases = Unique(root, "phases", Phase, phase => phase.Id);
        var timing = new TimingReader(root, known);
        var (cadences, routines) = Cadences(root, known, timing);
        var campaign = new Campaign(
            root.Required("id"), root.Required("title"), root.Optional("short") ?? root.Required("title"),
            Names(root, "forms", known.Forms.ContainsKey, "form"), Names(root, "ledgers", known.Ledgers.Contains, "ledger"),
            cadences, SuspicionReader.Read(root["suspicions"], known.Forms))
        {
            DocNo = Text(root, "doc_no"),
            Issuer = Text(root, "issuer"),
            DocDate = CampaignDates.Read(root["doc_date"], last: false),
            Level = OneOf(root, "level", Levels),
            Year = Number(root["year"]),
            Region = (root["region"]?.Pairs ?? []).Where(pair => pair.Value.Text is not null).ToDictionary(pair => pair.Key.Text ?? "", pair => pair.Value.Text!),
            Population = Population(root["population"]),
            Area = Area(root["scope"]),
            Checklists = Texts(root, "checklists"),
            Overall = root["overall"] is { } overall ? Span(overall) : default,
            Phases = phases,
            Deliverables = Unique(root, "deliverables", entry => DeliverableReader.Read(entry, known, timing, phases), deliverable => deliverable.Id),
            Routines = routines,
            Roles = Names(root, "roles", known.Roles.Contains, "role"),
            ReportingChain = Chain(root["reporting_chain"], known),
            Procedures = Unique(root, "procedures", entry => Procedure(entry, norms, known), procedure => procedure.Id),
            Norms = norms,
            Enums = (root["enums"]?.Pairs ?? []).ToDictionary(pair => pair.Key.Text ?? "", pair => (IReadOnlyList<string>)[.. pair.Value.Items.Select(item => item.Text ?? "")]),
            HouseholdTypes = HouseholdTypes(root["household_types"]),
            RectifyClasses = Unique(root, "rectify_classes", RectifyClass, rectify => rectify.Id),
            Tasks = [.. (root["tasks"]?.Items ?? []).Select(Task)],
            Rulings = Texts(root, "rulings"),
            Unknown = Texts(root, "unknown"),
        };
        return campaign with { Sendings = [.. (root["sendings"]?.Items ?? []).Select(entry => LedgerSendingReader.Read(entry, known, campaign.Deliverables))] };
    }

    /// <summary>Every item of a list; complains of an id that is there twice.</summary>
    private static List<T> Unique<T>(YamlEntry root, string key, Func<YamlEntry, T> read, Func<T, string> id)
    {
        if (root[key] is { IsList: false } wrong && !CampaignDates.IsAbsent(wrong))
            wrong.Complain($"'{key}' is a list");
        var all = new List<T>();
        foreach (var entry in root[key]?.Items ?? [])
        {
            var item = read(entry);
            if (id(item).Length > 0 && all.Exists(other => id(other) == id(item)))
                entry["id"]!.Complain($"the id '{id(item)}' is used twice");
            all.Add(item);
        }
        return all;
    }

    private static Phase Phase(YamlEntry entry)
    {
        entry.OnlyKnows("id", "name", "start", "end", "text", "ref", "date_text");
        var (start, end) = Span(entry);
        return new Phase(entry.Required("id"), entry.Required("name"), start, end, Text(entry, "text"), Text(entry, "ref"));
    }

    private static (DateOnly? Start, DateOnly? End) Span(YamlEntry entry)
    {
        var (start, end) = (CampaignDates.Read(entry["start"], last: false), CampaignDates.Read(entry["end"], last: true));
        if (start > end)
            entry["end"]!.Complain($"the end, {end:yyyy-MM-dd}, lies before the start, {start:yyyy-MM-dd}");
        return (start, end);
    }

    private static Norm Norm(YamlEntry entry)
    {
        entry.OnlyKnows("id", "value", "unit", "text", "op", "trigger", "ref", "derived", "unspecified", "note", "alt_small");
        if (entry["value"] is null)
            entry.Complain("'value' is missing; where the document leaves it open, write value: null");
        var norm = new Norm(
            entry.Required("id"), CampaignDates.IsAbsent(entry["value"]) ? null : entry["value"]!.Text, Text(entry, "unit"), Text(entry, "text"),
            OneOf(entry, "op", Packs.Norm.Operators), OneOf(entry, "trigger", Packs.Norm.Operators), Text(entry, "ref"));
        if ((norm.Op.Length > 0 || norm.Trigger.Length > 0) && norm is { IsSet: true, Number: null, Date: null })
            entry["value"]!.Complain($"'{norm.Written}' is neither a number nor a date, so nothing can be compared with it");
        return norm with { Alternative = entry.Optional("alt_small") is { } small && decimal.TryParse(small, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null };
    }

    private static Procedure Procedure(YamlEntry entry, List<Norm> norms, CampaignParts known)
    {
        entry.OnlyKnows("id", "name", "steps", "since", "ref", "limits", "table");
        var steps = Texts(entry, "steps");
        if (steps.Count == 0)
            entry.Complain("'steps' is missing: what is done, in order");
        var limits = new List<TimeLimit>();
        foreach (var item in entry["limits"]?.Items ?? [])
        {
            item.OnlyKnows("id", "what", "from", "until", "norm", "remind_at", "to", "late_to");
            var norm = item.Required("norm");
            if (norm.Length > 0 && !norms.Exists(one => one.Id == norm))
                item["norm"]!.Complain($"the campaign has no norm '{norm}'{Nearest.Suggest(norm, norms.Select(one => one.Id))}");
            limits.Add(new TimeLimit(
                item.Required("id"), item.Required("what"), item.Required("from"), item.Required("until"), norm, Number(item["remind_at"]),
                Names(item, "to", known.Roles.Contains, "role"))
            {
                LateTo = Names(item, "late_to", known.Roles.Contains, "role"),
            });
        }
        return new Procedure(entry.Required("id"), entry.Required("name"), steps, CampaignDates.Read(entry["since"], last: false), Text(entry, "ref")) { Limits = limits, Table = Text(entry, "table") };
    }

    private static List<ChainStep> Chain(YamlEntry? entry, CampaignParts known)
    {
        var steps = new List<ChainStep>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in entry?.Items ?? [])
        {
            item.OnlyKnows("name", "roles");
            var step = new ChainStep(item.Required("name"), Names(item, "roles", known.Roles.Contains, "role"));
            foreach (var role in step.Roles.Where(role => !seen.TryAdd(role, step.Name)))
                item.Complain($"a cycle in the reporting chain: '{role}' already stands at '{seen[role]}', below itself");
            steps.Add(step);
        }
        return steps;
    }

    private static HouseholdTypes HouseholdTypes(YamlEntry? entry)
    {
        var words = new List<HouseholdWord>();
        foreach (var item in entry?.Items ?? [])
        {
            item.OnlyKnows("prints", "of");
            foreach (var of in item["of"]?.Items ?? [])
                if (words.Find(word => word.Of.Contains(of.Text ?? "")) is { } before)
                    of.Complain(before.Prints is { } prints ? $"'{of.Text}' already prints as '{prints}'" : $"'{of.Text}' is already said to have no word");
            words.Add(new HouseholdWord(item["prints"] is { } written && CampaignDates.IsAbsent(written) ? null : item.Required("prints"), Texts(item, "of")));
        }
        return new HouseholdTypes(words);
    }

    private static RectifyClass RectifyClass(YamlEntry entry)
    {
        entry.OnlyKnows("id", "text", "due");
        return new RectifyClass(entry.Required("id"), entry.Required("text"), CampaignDates.Read(entry["due"], last: true));
    }

    private static CampaignTask Task(YamlEntry entry)
    {
        entry.OnlyKnows("no", "name", "points", "dept");
        return new CampaignTask(entry.Required("no"), entry.Required("name"), Number(entry["points"]) ?? 0, entry.Required("dept"));
    }

    private static CampaignArea Area(YamlEntry? entry)
    {
        entry?.OnlyKnows("units");
        if (entry is not null && Texts(entry, "units").Count == 0)
            entry.Complain("'units' is missing: the names of the towns and villages that the campaign concerns; without 'scope' it concerns all");
        return entry is null ? CampaignArea.Everywhere : new CampaignArea(Texts(entry, "units"));
    }

    private static CampaignPopulation Population(YamlEntry? entry)
    {
        entry?.OnlyKnows("text", "ref", "households", "people", "villages", "household_types", "note");
        return entry is null
            ? new CampaignPopulation("", null, null, [])
            : new CampaignPopulation(Text(entry, "text"), Number(entry["households"]), Number(entry["people"]), Texts(entry, "villages"));
    }

    // What every household is asked is a cadence; what a unit does is a routine. A person who writes a pack need not know.
    private static (List<Cadence> Cadences, List<Routine> Routines) Cadences(YamlEntry root, CampaignParts known, TimingReader timing)
    {
        var (cadences, routines) = (new List<Cadence>(), new List<Routine>());
        var number = 0;
        foreach (var entry in root["cadence"]?.Items ?? [])
        {
            number++;
            if (entry["subjects"] is not null || entry["form"] is not null)
                cadences.Add(ReadCadence(entry, known));
            else
                routines.Add(timing.Routine(entry, $"routine{number}"));
        }
        return (cadences, routines);
    }

    private static Cadence ReadCadence(YamlEntry entry, CampaignParts known)
    {
        entry.OnlyKnows("id", "title", "form", "every", "subjects", "by", "remind", "late_days", "report", "what", "who", "ref");
        if (entry.Required("every") is { Length: > 0 } every && every != "month")
            entry["every"]!.Complain($"'every: {every}' is not known here; known for households: month");
        var form = entry.Required("form");
        if (form.Length > 0 && !known.Forms.ContainsKey(form))
            entry["form"]!.Complain($"there is no form '{form}'");
        var subjects = entry.Required("subjects");
        if (subjects.Length > 0 && !SubjectKinds.Contains(subjects))
            entry["subjects"]!.Complain($"'{subjects}' is not known; known here: {string.Join(", ", SubjectKinds)}");
        entry["remind"]?.OnlyKnows("days_before", "at", TimingReader.RestDays);
        entry["report"]?.OnlyKnows("at", "to");
        return new Cadence(
            entry.Required("id"), entry.Required("title"), form, subjects,
            Names(entry, "by", known.Roles.Contains, "role"),
            Days(entry["remind"]?["days_before"]), Time(entry["remind"], "at"), LateDays(entry["late_days"]), Time(entry["report"], "at"),
            entry["report"] is { } report ? Names(report, "to", known.Roles.Contains, "role") : [])
        { Avoids = entry["remind"] is { } remind ? TimingReader.Avoided(remind, known.Calendar) : null };
    }

    internal static List<string> Names(YamlEntry entry, string key, Func<string, bool> isKnown, string kind)
    {
        var names = new List<string>();
        foreach (var item in entry[key]?.Items ?? [])
            if (item.Text is { } name && isKnown(name))
                names.Add(name);
            else
                item.Complain($"there is no {kind} '{item.Text}'");
        return names;
    }

    internal static List<string> Texts(YamlEntry entry, string key) =>
        [.. (entry[key]?.Items ?? []).Select(item => item.Text ?? "").Where(text => text.Length > 0)];

    internal static string Text(YamlEntry entry, string key) => CampaignDates.IsAbsent(entry[key]) ? "" : entry[key]!.Text ?? "";

    internal static string OneOf(YamlEntry entry, string key, string[] known)
    {
        var written = Text(entry, key);
        if (written.Length == 0 || known.Contains(written))
            return written;
        entry[key]!.Complain($"'{written}' is not known; known here: {string.Join(", ", known)}");
        return "";
    }

    internal static int? Number(YamlEntry? entry)
    {
        if (CampaignDates.IsAbsent(entry))
            return null;
        if (int.TryParse(entry!.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        entry.Complain($"'{entry.Text}' is not a whole number");
        return null;
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
        if (CampaignDates.ParseTime(text) is { } time)
            return time;
        if (text.Length > 0)
            entry[key]!.Complain($"'{text}' is not a time of day; write it as 08:40, in quotes");
        return default;
    }
}

/// <summary>What a campaign can refer to.</summary>
public sealed record CampaignParts(IReadOnlyDictionary<string, Form> Forms, IReadOnlySet<string> Ledgers, IReadOnlySet<string> Roles)
{
    public WorkCalendar Calendar { get; init; } = WorkCalendar.Plain;
}
