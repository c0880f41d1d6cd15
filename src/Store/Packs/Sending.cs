using System.Globalization;

namespace Store.Packs;

/// <summary>So many in a window of time, as the platform documents it and as we use it.</summary>
/// <param name="Documented">What the platform allows; null where it depends on the account.</param>
/// <param name="Use">What we take of it: the rest is a reserve, because what exceeds it is dropped without a word.</param>
/// <param name="Source">Where the platform says so.</param>
public sealed record SendLimit(string Of, TimeSpan Window, int? Documented, int Use, string Source);

/// <summary>prompts/sending.yaml: when messages that nobody waits for are sent, and every limit that the platform sets.</summary>
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

    /// <summary>The windows of one kind, shortest first.</summary>
    public IReadOnlyList<SendLimit> Of(string kind) => [.. Limits.Where(limit => limit.Of == kind).OrderBy(limit => limit.Window)];

    internal static Sending Read(YamlEntry root)
    {
        root.OnlyKnows("quiet", "off_the_hour", "limits");
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
            root["off_the_hour"] is null ? 0 : Number(root, "off_the_hour"), limits);
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
