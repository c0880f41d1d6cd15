using System.Globalization;

namespace Store.Packs;

/// <summary>So many in a window of time, as the platform documents it and as we use it.</summary>
/// <param name="Documented">What the platform allows; null where it depends on the account.</param>
/// <param name="Use">What we take of it: the rest is a reserve, because what exceeds it is dropped without a word.</param>
/// <param name="Source">Where the platform says so.</param>
public sealed record SendLimit(string Of, TimeSpan Window, int? Documented, int Use, string Source);

/// <summary>What is kept of what people send.</summary>
/// <param name="MostBytes">By kind: image, voice, video, file. A kind that is not named is not kept.</param>
/// <param name="AfterSubmitting">For so long what is sent without a form being open goes with what was just handed in.</param>
public sealed record EvidenceKeeping(IReadOnlyDictionary<string, long> MostBytes, TimeSpan AfterSubmitting)
{
    internal static readonly string[] Kinds = ["image", "voice", "video", "file"];
}

/// <summary>What may also go to the town's group, where everybody reads it.</summary>
/// <param name="Notices">Whoever writes a notice may send it there too, as long as it names nobody.</param>
/// <param name="DaysBefore">How many days before a campaign's deadline it is recalled there, 0 for the day itself; empty = never.</param>
public sealed record GroupPosts(bool Notices, IReadOnlyList<int> DaysBefore)
{
    public static readonly GroupPosts None = new(false, []);
}

/// <summary>
/// prompts/sending.yaml: when messages that nobody waits for are sent, every limit that the platform sets, what goes to the town's
/// group, and what is kept of what people send.
/// </summary>
/// <param name="QuietFrom">From then on nothing goes out that nobody waits for; null = at any hour.</param>
/// <param name="OffTheHour">Minutes around :00 and :30 that are left to others.</param>
public sealed record Sending(TimeOnly? QuietFrom, TimeOnly? QuietUntil, int OffTheHour, IReadOnlyList<SendLimit> Limits)
{
    public const string Member = "member";
    public const string App = "app";
    public const string Call = "call";
    public const string Ticket = "ticket";
    public const string Robot = "robot";

    public static readonly Sending None = new(null, null, 0, []);

    public EvidenceKeeping Evidence { get; init; } = new(new Dictionary<string, long>(), TimeSpan.Zero);

    public GroupPosts Group { get; init; } = GroupPosts.None;

    /// <summary>The windows of one kind, shortest first.</summary>
    public IReadOnlyList<SendLimit> Of(string kind) => [.. Limits.Where(limit => limit.Of == kind).OrderBy(limit => limit.Window)];

    internal static Sending Read(YamlEntry root)
    {
        root.OnlyKnows("quiet", "off_the_hour", "limits", "evidence", "group");
        root["quiet"]?.OnlyKnows("from", "until");
        var limits = new List<SendLimit>();
        foreach (var entry in root["limits"]?.Items ?? [])
        {
            entry.OnlyKnows("of", "window", "documented", "use", "source");
            var of = entry.Required("of");
            if (of is not (Member or App or Call or Ticket or Robot))
                entry["of"]?.Complain($"'{of}' is none of {Member}, {App}, {Call}, {Ticket}, {Robot}");
            var (window, use) = (Window(entry), Number(entry, "use"));
            var documented = entry["documented"] is null ? (int?)null : Number(entry, "documented");
            if (use > documented)
                entry.Complain($"'use' is {use}, more than the {documented} that are documented");
            limits.Add(new SendLimit(of, window, documented, use, entry.Required("source")));
        }
        return new Sending(
            root["quiet"] is { } quiet ? Time(quiet, "from") : null, root["quiet"] is { } until ? Time(until, "until") : null,
            root["off_the_hour"] is null ? 0 : Number(root, "off_the_hour"), limits)
        {
            Evidence = root["evidence"] is { } evidence ? Kept(evidence) : new EvidenceKeeping(new Dictionary<string, long>(), TimeSpan.Zero),
            Group = root["group"] is { } group ? Posts(group) : GroupPosts.None,
        };
    }

    private static EvidenceKeeping Kept(YamlEntry entry)
    {
        const long Megabyte = 1024 * 1024;
        entry.OnlyKnows("most_megabytes", "after_submitting_minutes");
        entry["most_megabytes"]?.OnlyKnows(EvidenceKeeping.Kinds);
        return new EvidenceKeeping(
            entry["most_megabytes"] is { } most ? EvidenceKeeping.Kinds.Where(kind => most[kind] is not null).ToDictionary(kind => kind, kind => Number(most, kind) * Megabyte) : [],
            TimeSpan.FromMinutes(entry["after_submitting_minutes"] is null ? 0 : Number(entry, "after_submitting_minutes")));
    }

    private static GroupPosts Posts(YamlEntry entry)
    {
        entry.OnlyKnows("notices", "days_before");
        if (entry.Optional("notices") is not (null or "true" or "false"))
            entry["notices"]?.Complain("'notices' is true or false");
        var days = new List<int>();
        foreach (var day in entry["days_before"]?.Items ?? [])
            if (int.TryParse(day.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var before))
                days.Add(before);
            else
                day.Complain($"'{day.Text}' is not a number of days");
        return new GroupPosts(entry.Optional("notices") == "true", days);
    }

    private static TimeSpan Window(YamlEntry entry)
    {
        switch (entry.Required("window"))
        {
            case "minute":
                return TimeSpan.FromMinutes(1);
            case "hour":
                return TimeSpan.FromHours(1);
            case "day":
                return TimeSpan.FromDays(1);
            case var other:
                entry["window"]?.Complain($"'{other}' is none of minute, hour, day");
                return TimeSpan.FromMinutes(1);
        }
    }

    private static int Number(YamlEntry entry, string key)
    {
        if (int.TryParse(entry.Required(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        entry[key]?.Complain($"'{key}' is not a whole number");
        return 0;
    }

    private static TimeOnly? Time(YamlEntry entry, string key)
    {
        if (TimeOnly.TryParseExact(entry.Required(key), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        entry[key]?.Complain($"'{key}' is no time of day; write it as \"22:00\"");
        return null;
    }
}
