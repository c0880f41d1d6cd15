using System.Globalization;
using Store.Packs;

namespace Bot.Demo;

/// <summary>Reads prompts/demo/county.yaml and checks that its table adds up.</summary>
internal static class CountyPlanFile
{
    public static CountyPlan? Read(string file, string content, List<Problem> problems)
    {
        var before = problems.Count;
        if (YamlEntry.Read(file, content, problems) is not { } root)
            return null;
        root.OnlyKnows("seed", "as_of", "units", "categories", "villages", "total", "groups", "family", "people",
            "id_region", "phone_prefix", "phone_percent", "monitored", "staff", "surnames", "given", "departments", "posts", "survey_groups");

        var categories = Sections(root, "categories").Select(ReadCategory).ToList();
        var villages = Sections(root, "villages").Select(village => ReadVillage(village, categories)).ToList();
        CheckTotal(root, villages.SelectMany(village => village.Cells));
        var units = Section(root, "units");
        var groups = Section(root, "groups");
        var plan = new CountyPlan(
            Number(root, "seed"),
            Date(root["as_of"] ?? root, root.Required("as_of")),
            ReadUnit(Section(units, "county")),
            ReadUnit(Section(units, "town")),
            categories,
            villages,
            Number(groups, "households"),
            groups.Required("name"),
            ReadFamily(Section(root, "family")),
            ReadPeople(Section(root, "people")),
            root.Required("id_region"),
            root.Required("phone_prefix"),
            Number(root, "phone_percent"),
            ReadMonitoring(Section(root, "monitored")),
            ReadStaff(Section(root, "staff")),
            ReadNames(root))
        {
            Offices = ReadOffices(root),
        };
        return problems.Count == before ? plan : null;
    }

    private static PlannedUnit ReadUnit(YamlEntry entry) => new(entry.Required("id"), entry.Required("name"));

    private static PlannedCategory ReadCategory(YamlEntry entry)
    {
        entry.OnlyKnows("id", "name", "types", "monitored", "head_ages", "disabled");
        return new PlannedCategory(
            entry.Required("id"),
            entry.Required("name"),
            [.. Sections(entry, "types").Select(type => (Words(type, "words"), Number(type, "weight")))],
            entry["monitored"] is { } monitored ? (Number(monitored, "weight"), monitored.Required("type")) : (0, ""),
            Range(entry, "head_ages"),
            ReadDisability(Section(entry, "disabled")));
    }

    private static PlannedVillage ReadVillage(YamlEntry entry, List<PlannedCategory> categories)
    {
        entry.OnlyKnows([.. categories.Select(category => category.Id), "id", "name", "kinds", "total"]);
        var cells = categories.ConvertAll(category => ReadCell(entry, category.Id));
        CheckTotal(entry, cells);
        return new PlannedVillage(entry.Required("id"), entry.Required("name"), Words(entry, "kinds"), cells);
    }

    private static PlannedCell ReadCell(YamlEntry village, string key)
    {
        var pair = Range(village, key);
        if (pair.Last < pair.First || (pair.First == 0 && pair.Last > 0))
            (village[key] ?? village).Complain($"'{key}' has {pair.First} households but {pair.Last} people");
        return new PlannedCell(pair.First, pair.Last);
    }

    /// <summary>The printed totals are a check on the typing, never a source.</summary>
    private static void CheckTotal(YamlEntry entry, IEnumerable<PlannedCell> cells)
    {
        var printed = Range(entry, "total");
        var (households, people) = cells.Aggregate((0, 0), (sum, cell) => (sum.Item1 + cell.Households, sum.Item2 + cell.People));
        if ((households, people) != (printed.First, printed.Last))
            entry.Complain($"the categories add up to {households} households and {people} people, 'total' says {printed.First} and {printed.Last}");
    }

    private static PlannedFamily ReadFamily(YamlEntry entry)
    {
        entry.OnlyKnows("most", "head_male_percent", "relations", "head");
        return new PlannedFamily(
            Number(entry, "most"),
            Number(entry, "head_male_percent"),
            entry.Required("head"),
            [.. Sections(entry, "relations").Select(relation => new PlannedRelation(
                relation.Required("name"),
                Choose<bool?>(relation, "sex", ("male", true), ("female", false), ("opposite", null)),
                Range(relation, "age"),
                Range(relation, "ages"),
                Number(relation, "most"),
                Number(relation, "weight"),
                Choose(relation, "surname", ("own", SurnameSource.Own), ("head", SurnameSource.Head), ("family", SurnameSource.Family))))]);
    }

    private static PlannedPeople ReadPeople(YamlEntry entry)
    {
        entry.OnlyKnows("disabled", "severe", "labour", "schooling", "work");
        var (severe, work) = (Section(entry, "severe"), Section(entry, "work"));
        return new PlannedPeople(
            ReadDisability(Section(entry, "disabled")),
            Words(severe, "levels"),
            severe.Required("labour"),
            [.. Sections(entry, "labour").Select(band => (Range(band, "ages"), band.Required("word")))],
            [.. Sections(entry, "schooling").Select(band => (Range(band, "ages"), Number(band, "percent"), band.Required("word")))],
            Range(work, "ages"),
            Number(work, "percent"),
            Weighted(work, "places"));
    }

    private static PlannedMonitoring ReadMonitoring(YamlEntry entry)
    {
        entry.OnlyKnows("per_contact", "eliminated_percent", "identified", "risks", "second_risk_percent", "measures_per_household", "measures");
        var identified = Words(entry, "identified");
        if (identified.Count != 2)
            entry.Complain("'identified' is a list of two dates");
        return new PlannedMonitoring(
            Number(entry, "per_contact"),
            Number(entry, "eliminated_percent"),
            Date(entry["identified"] ?? entry, identified.FirstOrDefault("")),
            Date(entry["identified"] ?? entry, identified.LastOrDefault("")),
            Weighted(entry, "risks"),
            Number(entry, "second_risk_percent"),
            Range(entry, "measures_per_household"),
            [.. Sections(entry, "measures").Select(measure => new PlannedMeasure(
                measure.Required("name"), measure.Required("kind"), measure["risks"] is null ? [] : Words(measure, "risks")))]);
    }

    private static PlannedStaff ReadStaff(YamlEntry entry)
    {
        entry.OnlyKnows("male_percent", "contacts", "village", "town", "county");
        PlannedPost Many(string key)
        {
            var post = Section(entry, key);
            return new PlannedPost(post.Required("prefix"), Number(post, "digits"), post.Required("role"), post.Required("level"));
        }
        PlannedPost One(string key)
        {
            var post = Section(entry, key);
            return new PlannedPost(post.Required("userid"), 0, post.Required("role"), post.Required("level"));
        }
        return new PlannedStaff(
            Number(Section(entry, "contacts"), "count"), Number(entry, "male_percent"), Many("contacts"), Many("village"), One("town"), One("county"));
    }

    private static PlannedOffices ReadOffices(YamlEntry root)
    {
        var (departments, groups) = (root["departments"], root["survey_groups"]);
        departments?.OnlyKnows("prefix", "digits", "role", "level", "units");
        groups?.OnlyKnows("prefix", "digits", "count", "members", "role", "level");
        var posts = new List<(PlannedPost, string)>();
        foreach (var entry in root["posts"]?.Items ?? [])
        {
            entry.OnlyKnows("userid", "role", "level", "unit");
            posts.Add((new PlannedPost(entry.Required("userid"), 0, entry.Required("role"), entry.Required("level")), entry.Required("unit")));
        }
        return new PlannedOffices(
            departments is null ? [] : [.. Words(departments, "units").Select((name, index) => new PlannedUnit($"{departments.Required("prefix").ToUpperInvariant()}{index + 1:00}", name))],
            posts,
            departments is null ? null : Post(departments),
            groups is null ? null : (Post(groups), Number(groups, "count"), Number(groups, "members")));
    }

    private static PlannedPost Post(YamlEntry entry) => new(entry.Required("prefix"), Number(entry, "digits"), entry.Required("role"), entry.Required("level"));

    private static PlannedNames ReadNames(YamlEntry root)
    {
        var given = Section(root, "given");
        return new PlannedNames(Weighted(root, "surnames"), Number(given, "two_percent"), Words(given, "male"), Words(given, "female"));
    }

    private static PlannedDisability ReadDisability(YamlEntry entry) => new(Number(entry, "percent"), Weighted(entry, "levels"));

    private static YamlEntry Section(YamlEntry parent, string key)
    {
        if (parent[key] is { } child)
            return child;
        parent.Complain($"'{key}' is missing");
        return parent;
    }

    private static IEnumerable<YamlEntry> Sections(YamlEntry parent, string key) =>
        parent[key] is { IsList: true } list ? list.Items : [Section(parent, key)];

    private static int Number(YamlEntry parent, string key) => ToNumber(parent[key] ?? parent, parent.Required(key));

    private static int ToNumber(YamlEntry place, string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        if (text.Length > 0)
            place.Complain($"'{text}' is not a whole number");
        return 0;
    }

    private static Ages Range(YamlEntry parent, string key)
    {
        var ends = parent[key]?.Items.ToList() ?? [];
        if (ends.Count == 2)
            return new Ages(ToNumber(ends[0], ends[0].Text ?? ""), ToNumber(ends[1], ends[1].Text ?? ""));
        (parent[key] ?? parent).Complain($"'{key}' is a list of two whole numbers");
        return new Ages(0, 0);
    }

    private static DateOnly Date(YamlEntry place, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        place.Complain($"'{text}' is not a date such as 2019-12-31");
        return DateOnly.MinValue;
    }

    private static List<string> Words(YamlEntry parent, string key)
    {
        var words = parent[key]?.Items.Select(item => item.Text ?? "").Where(text => text.Length > 0).ToList() ?? [];
        if (words.Count == 0)
            (parent[key] ?? parent).Complain($"'{key}' is a list of words");
        return words;
    }

    private static List<WeightedWord> Weighted(YamlEntry parent, string key)
    {
        var words = parent[key]?.Pairs.Select(pair => new WeightedWord(pair.Key.Text ?? "", ToNumber(pair.Value, pair.Value.Text ?? ""))).ToList() ?? [];
        if (words.Count == 0 || words.Any(word => word.Weight < 1))
            (parent[key] ?? parent).Complain($"'{key}' gives every word a weight of 1 or more");
        return words;
    }

    private static T? Choose<T>(YamlEntry parent, string key, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var written = parent.Required(key);
        var known = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word == written)
                return value;
            known.Add(word);
        }
        (parent[key] ?? parent).Complain($"unknown '{written}'; known: {string.Join(", ", known)}");
        return default;
    }
}
