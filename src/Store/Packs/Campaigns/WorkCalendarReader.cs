using System.Globalization;

namespace Store.Packs;

/// <summary>Reads prompts/calendars/*.yaml.</summary>
internal static class WorkCalendarReader
{
    public static WorkCalendar Read(YamlEntry root)
    {
        root.OnlyKnows("due_at", "clock_words", "quiet", "years");
        root["quiet"]?.OnlyKnows("from", "until");
        var words = new Dictionary<string, TimeOnly>(StringComparer.Ordinal);
        foreach (var (word, time) in root["clock_words"]?.Pairs ?? [])
            words[word.Text ?? ""] = Time(time);
        var years = new Dictionary<int, CalendarYear>();
        foreach (var (key, entry) in root["years"]?.Pairs ?? [])
            if (!int.TryParse(key.Text, CultureInfo.InvariantCulture, out var year) || year is < 1949 or > 2199)
                key.Complain($"'{key.Text}' is not a year");
            else
                years[year] = Year(year, entry);
        return new WorkCalendar(
            years, root["due_at"] is { } due ? Time(due) : null, words,
            root["quiet"] is { } quiet ? CampaignReader.Time(quiet, "from") : default,
            root["quiet"] is { } until ? CampaignReader.Time(until, "until") : default);
    }

    private static CalendarYear Year(int year, YamlEntry entry)
    {
        entry.OnlyKnows("source", "official", "holidays", "make_up");
        var names = new Dictionary<DateOnly, string>();
        foreach (var (name, days) in entry["holidays"]?.Pairs ?? [])
            foreach (var item in days.IsList ? days.Items : [days])
                foreach (var day in Days(year, item))
                    if (!names.TryAdd(day, name.Text ?? ""))
                        item.Complain($"{day:MM-dd} is in the list twice");
        var worked = new HashSet<DateOnly>();
        foreach (var item in entry["make_up"]?.Items ?? [])
            foreach (var day in Days(year, item))
                if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                    item.Complain($"{day:MM-dd} is no weekend day; only those are made up for");
                else if (names.ContainsKey(day) || !worked.Add(day))
                    item.Complain($"{day:MM-dd} is in the lists twice");
        return new CalendarYear(year, entry.Required("source"), YesNo(entry), names.Keys.ToHashSet(), worked, names);
    }

    /// <summary>A day, 01-01, or some in a row, 01-24..01-30.</summary>
    private static IEnumerable<DateOnly> Days(int year, YamlEntry item)
    {
        var ends = (item.Text ?? "").Split("..");
        var days = ends.Select(end => DateOnly.TryParseExact($"{year}-{end.Trim()}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).ToList();
        if (days.Count > 2 || days.Contains(null) || days[^1] < days[0])
        {
            item.Complain($"'{item.Text}' is not a day of {year} such as 01-01, nor some in a row such as 01-24..01-30");
            yield break;
        }
        for (var day = days[0]!.Value; day <= days[^1]!.Value; day = day.AddDays(1))
            yield return day;
    }

    private static bool YesNo(YamlEntry entry)
    {
        var written = entry.Required("official");
        if (written is not ("yes" or "no" or ""))
            entry["official"]!.Complain($"'official' is yes or no, not '{written}'");
        return written == "yes";
    }

    private static TimeOnly Time(YamlEntry entry)
    {
        if (CampaignDates.ParseTime(entry.Text ?? "") is { } time)
            return time;
        entry.Complain($"'{entry.Text}' is not a time of day; write it as 08:40, in quotes");
        return default;
    }
}
