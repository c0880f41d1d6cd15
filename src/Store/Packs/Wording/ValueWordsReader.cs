using System.Globalization;

namespace Store.Packs;

/// <summary>Reads prompts/values.yaml and complains of words that say two things.</summary>
internal static class ValueWordsReader
{
    private const int MostUpcomingDays = 180;

    private static readonly string[] Required =
        ["nothing", "about", "beyond", "lead_in", "trailing", "periods", "losses", "yes", "no", "unsure", "negations", "lunar"];

    private static readonly string[] Known =
    [
        .. Required, "units", "days", "weeks", "months", "years", "contractions", "festivals", "lunar_festivals", "both_calendars", "upcoming_days", "parts_of_day",
    ];

    /// <summary>The units that the reader's arithmetic knows by id.</summary>
    private static readonly string[] NeededUnits = ["yuan", "jiao", "fen", "mu", "mu_tenth", "hour", "day", "week", "month", "year"];

    public static ValueWords Read(YamlEntry root)
    {
        root.OnlyKnows(Known);
        foreach (var key in Known.Where(key => root[key] is null))
            root.Complain($"'{key}' is missing");
        NotBoth(root, "yes", "no");
        NotBoth(root, "yes", "unsure");
        NotBoth(root, "no", "unsure");
        NotBoth(root, "nothing", "unsure");
        return new ValueWords
        {
            Nothing = List(root, "nothing"),
            About = List(root, "about"),
            Beyond = List(root, "beyond"),
            LeadIn = List(root, "lead_in"),
            Trailing = List(root, "trailing"),
            Periods = List(root, "periods"),
            Losses = List(root, "losses"),
            Yes = List(root, "yes"),
            No = List(root, "no"),
            Unsure = List(root, "unsure"),
            Negations = List(root, "negations"),
            Lunar = List(root, "lunar"),
            Units = Units(root),
            Days = Offsets(root, "days"),
            Weeks = Offsets(root, "weeks"),
            Months = Offsets(root, "months"),
            Years = Offsets(root, "years"),
            Contractions = Contractions(root),
            Festivals = Festivals(root, "festivals"),
            LunarFestivals = Festivals(root, "lunar_festivals"),
            BothCalendars = [.. (root["both_calendars"]?.Items ?? []).Select(Day).OfType<MonthDay>()],
            UpcomingDays = UpcomingDays(root),
            PartsOfDay = PartsOfDay(root),
        };
    }

    private static List<string> List(YamlEntry root, string key) => root[key] is { } list ? Words(list, key) : [];

    private static List<string> Words(YamlEntry list, string name)
    {
        var words = new List<string>();
        if (!list.IsList)
            list.Complain($"'{name}' needs a list of words");
        foreach (var item in list.Items)
            if (item.Text is not { Length: > 0 } written || written.Trim().Length == 0)
                item.Complain($"a word of '{name}' is blank");
            else if (words.Contains(written.Trim().ToLowerInvariant()))
                item.Complain($"'{written}' stands in '{name}' twice");
            else
                words.Add(written.Trim().ToLowerInvariant());
        return [.. words.OrderByDescending(word => word.Length)];
    }

    private static void NotBoth(YamlEntry root, string one, string other)
    {
        var words = (root[one]?.Items ?? []).Select(item => item.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var item in (root[other]?.Items ?? []).Where(item => words.Contains(item.Text)))
            item.Complain($"'{item.Text}' stands in '{one}' and in '{other}'");
    }

    private static List<UnitWords> Units(YamlEntry root)
    {
        var units = new List<UnitWords>();
        foreach (var (key, list) in root["units"]?.Pairs ?? [])
            if (Words(list, key.Text ?? "") is { Count: > 0 } words)
                units.Add(new UnitWords(key.Text ?? "", list.Items.First().Text ?? "", words));
        foreach (var needed in NeededUnits.Where(needed => units.TrueForAll(unit => unit.Id != needed)))
            (root["units"] ?? root).Complain($"the unit '{needed}' is missing");
        return units;
    }

    private static Dictionary<string, int> Offsets(YamlEntry root, string key)
    {
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, list) in root[key]?.Pairs ?? [])
            if (!int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset) || offset is < -99 or > 99)
                number.Complain($"'{number.Text}' is not a number of {key} from today, such as -1");
            else
                foreach (var word in Words(list, number.Text!))
                    if (!offsets.TryAdd(word, offset))
                        list.Complain($"'{word}' already is {offsets[word]}");
        return offsets;
    }

    private static Dictionary<string, string> Contractions(YamlEntry root)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, whole) in root["contractions"]?.Pairs ?? [])
            if (word.Text is { Length: > 0 } key && whole.Text is { Length: > 0 } value)
                pairs[key] = value;
            else
                word.Complain("a contraction is a word and what it stands for");
        return pairs;
    }

    private static Dictionary<string, MonthDay> Festivals(YamlEntry root, string key)
    {
        var festivals = new Dictionary<string, MonthDay>(StringComparer.Ordinal);
        foreach (var (word, written) in root[key]?.Pairs ?? [])
            if (Day(written) is { } day)
                festivals[word.Text ?? ""] = day;
        return festivals;
    }

    private static MonthDay? Day(YamlEntry written)
    {
        if (MonthDay.Parse(written.Text ?? "") is { } day)
            return day;
        written.Complain($"'{written.Text}' is not a month and a day such as 8-15");
        return null;
    }

    private static int UpcomingDays(YamlEntry root)
    {
        if (root["upcoming_days"] is not { } written)
            return 0;
        if (int.TryParse(written.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MostUpcomingDays)
            return days;
        written.Complain($"'{written.Text}' is not a number of days up to {MostUpcomingDays}");
        return 0;
    }

    private static Dictionary<string, PartOfDay> PartsOfDay(YamlEntry root)
    {
        var parts = new Dictionary<string, PartOfDay>(StringComparer.Ordinal);
        root["parts_of_day"]?.OnlyKnows("before_dawn", "morning", "noon", "afternoon", "evening");
        foreach (var (key, list) in root["parts_of_day"]?.Pairs ?? [])
            if (Enum.TryParse<PartOfDay>(key.Text?.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var part))
                foreach (var word in Words(list, key.Text!))
                    if (!parts.TryAdd(word, part))
                        list.Complain($"'{word}' stands in two parts of the day");
        return parts;
    }
}
