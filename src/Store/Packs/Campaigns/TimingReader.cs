using System.Globalization;

namespace Store.Packs;

/// <summary>Reads reminder days, escalation steps and hours; a deliverable without its own has those of the campaign.</summary>
internal sealed class TimingReader
{
    private const int MostDays = 366;
    internal const string RestDays = "rest_days";

    private static readonly Dictionary<string, Recurrence> Recurrences = new(StringComparer.Ordinal)
    {
        ["day"] = Recurrence.Day,
        ["week"] = Recurrence.Week,
        ["month"] = Recurrence.Month,
        ["quarter"] = Recurrence.Quarter,
        ["half-year"] = Recurrence.HalfYear,
    };

    private readonly CampaignParts known;
    private readonly ReminderDays reminders;
    private readonly IReadOnlyList<EscalationStep> escalation;

    public TimingReader(YamlEntry campaign, CampaignParts known)
    {
        this.known = known;
        reminders = campaign["reminders"] is { } days ? Days(days, known.Calendar) : ReminderDays.None;
        escalation = campaign["escalation"] is { } steps ? Steps(steps) : [];
    }

    public ReminderDays Reminders(YamlEntry entry) => entry["reminders"] is { } days ? Days(days, known.Calendar) : reminders;

    public IReadOnlyList<EscalationStep> Escalation(YamlEntry entry) => entry["escalation"] is { } steps ? Steps(steps) : escalation;

    /// <summary>The hour of a deadline: a clock, one of the calendar's words for it, or the calendar's usual hour.</summary>
    public TimeOnly Hour(YamlEntry entry, bool needed)
    {
        if (entry["time"] is not { } written)
        {
            if (needed && known.Calendar.DueAt is null)
                entry.Complain("nothing says at what hour this is due: give it a 'time', or due_at in prompts/calendars");
            return known.Calendar.DueAt ?? default;
        }
        if (CampaignDates.ParseTime(written.Text ?? "") is { } time)
            return time;
        if (known.Calendar.ClockWords.TryGetValue(written.Text ?? "", out var meant))
            return meant;
        written.Complain($"'{written.Text}' is not a time of day such as 18:00, in quotes, nor one of clock_words in prompts/calendars: {string.Join(", ", known.Calendar.ClockWords.Keys)}");
        return default;
    }

    public Routine Routine(YamlEntry entry, string id)
    {
        entry.OnlyKnows("id", "what", "short", "who", "by", "every", "time", "reminders", "escalation", "ref", "note");
        Recurrence? every = null;
        if (CampaignReader.Text(entry, "every") is { Length: > 0 } written)
            if (Recurrences.TryGetValue(written, out var recurrence))
                every = recurrence;
            else
                entry["every"]!.Complain($"'every: {written}' is not known; known here: {string.Join(", ", Recurrences.Keys)}");
        var by = CampaignReader.Names(entry, "by", known.Roles.Contains, "role");
        if (by.Count > 0 && every is null)
            entry.Complain("somebody is to do this ('by'), but 'every' does not say how often");
        var what = entry.Required("what");
        return new Routine(entry.Optional("id") ?? id, what, CampaignReader.Text(entry, "who"), by, every, CampaignReader.Text(entry, "ref"))
        {
            Short = entry.Optional("short") ?? what,
            At = Hour(entry, by.Count > 0),
            Reminders = Reminders(entry),
            Escalation = Escalation(entry),
        };
    }

    /// <param name="calendar">Null where no day is avoided.</param>
    public static ReminderDays Days(YamlEntry entry, WorkCalendar? calendar = null)
    {
        entry.OnlyKnows(calendar is null ? ["before", "after", "at"] : ["before", "after", "at", RestDays]);
        return new ReminderDays(Numbers(entry["before"]), Numbers(entry["after"]), CampaignReader.Time(entry, "at")) { Avoids = calendar is null ? null : Avoided(entry, calendar) };
    }

    /// <summary>Whether a reminder in advance keeps off rest days; null where it does not.</summary>
    public static WorkCalendar? Avoided(YamlEntry entry, WorkCalendar calendar)
    {
        if (entry[RestDays] is { Text: not ("earlier" or "stay") } written)
            written.Complain($"'{RestDays}' is earlier (the working day before) or stay, not '{written.Text}'");
        return entry[RestDays]?.Text == "earlier" ? calendar : null;
    }

    private List<EscalationStep> Steps(YamlEntry entry)
    {
        var steps = new List<EscalationStep>();
        foreach (var item in entry.Items)
        {
            item.OnlyKnows("after", "to", "at");
            item.Required("after");
            var to = CampaignReader.Names(item, "to", known.Roles.Contains, "role");
            if (to.Count == 0)
                item.Complain("'to' is missing: the roles that hear of it");
            var step = new EscalationStep(Day(item["after"]), to, CampaignReader.Time(item, "at"));
            if (steps.Count > 0 && step.After <= steps[^1].After)
                item.Complain($"every step comes later than the one before it, which is after {steps[^1].After} days");
            foreach (var role in to.Where(role => steps.Exists(before => before.To.Contains(role))))
                item.Complain($"a cycle in the escalation: '{role}' has heard of it already");
            steps.Add(step);
        }
        return steps;
    }

    private static List<int> Numbers(YamlEntry? entry) => [.. (entry?.Items ?? []).Select(Day).Distinct()];

    internal static int Day(YamlEntry? item)
    {
        if (item is null)
            return 0;
        if (int.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day <= MostDays)
            return day;
        item.Complain($"'{item.Text}' is not a number of days between 0 and {MostDays}");
        return 0;
    }
}
