using System.Globalization;

namespace Store.Packs;

/// <summary>Reads prompts/rules: every problem of every rule is reported at once.</summary>
/// <param name="campaigns">Their ids, and their norms: id → value, null where the source gives none.</param>
internal sealed class RuleReader(
    RecordKinds kinds, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string?>> campaigns, IReadOnlySet<string> roles)
{
    private static readonly Dictionary<string, RuleSeverity> Severities = new(StringComparer.Ordinal)
    {
        ["block"] = RuleSeverity.Block,
        ["warn"] = RuleSeverity.Warn,
        ["info"] = RuleSeverity.Info,
    };

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    internal static IReadOnlyDictionary<string, string?> NormsOf(Campaign campaign) =>
        campaign.Norms.DistinctBy(norm => norm.Id).ToDictionary(norm => norm.Id, norm => norm.Written, StringComparer.Ordinal);

    /// <summary>One file: <c>params</c> for all of its rules, and <c>rules</c>.</summary>
    public IReadOnlyList<Rule> Read(YamlEntry root)
    {
        root.OnlyKnows("params", "rules");
        return [.. (root["rules"]?.Items ?? []).Select(entry => Read(entry, root["params"])).OfType<Rule>()];
    }

    private Rule? Read(YamlEntry entry, YamlEntry? shared)
    {
        entry.OnlyKnows("id", "title", "statement", "severity", "at", "scope", "source", "params", "message", "do", "escalate", "creates", "hint", "tell", "reminded",
            "checks", "over", "when", "if", "needs", "optional", "group", "newest", "example");
        var id = entry.Required("id");
        if (id.Length > 0 && !ids.Add(id))
            entry["id"]!.Complain($"a second rule has the id '{id}'");
        if (!Severities.TryGetValue(entry.Required("severity"), out var severity) && entry["severity"] is { } wrong)
            wrong.Complain($"'severity' is one of {string.Join(", ", Severities.Keys)}");
        foreach (var moment in entry["at"] is { IsList: true } several ? several.Items : new[] { entry["at"] }.OfType<YamlEntry>())
            if (!RuleMoments.All.Contains(moment.Text ?? ""))
                moment.Complain($"there is no moment '{moment.Text}'{Nearest.Suggest(moment.Text ?? "", RuleMoments.All)}; known: {string.Join(", ", RuleMoments.All)}");
        var scope = Scope(entry);
        var parameters = new Dictionary<string, RuleParameter>(StringComparer.Ordinal);
        foreach (var (name, value) in (shared?.Pairs ?? []).Concat(entry["params"]?.Pairs ?? []))
            parameters[name.Text ?? ""] = Parameter(value, scope);
        var checks = (entry["checks"] is { IsList: true } listed ? listed.Items : [entry]).Select(check => Check(check, entry)).ToList();
        var rule = new Rule(
            id, entry.Required("title"), entry.Required("statement"), severity, Texts(entry["at"]), scope, Texts(entry["source"]), parameters,
            [.. checks.OfType<RuleCheck>()], entry.Required("message"), entry.Required("do"), Flag(entry, "escalate"), entry.Optional("creates") ?? "",
            Flag(entry, "hint"), Tell(entry), Flag(entry, "reminded"), entry.File, entry.Line);
        if (rule.Sources.Count == 0)
            (entry["source"] ?? entry).Complain("'source' is missing: where does the rule come from?");
        if (rule.Creates is not ("" or "clue" or "problem"))
            entry["creates"]!.Complain("'creates' is clue or problem");
        if (checks.Contains(null) || id.Length == 0)
            return null;
        foreach (var campaign in Variants(rule))
            foreach (var check in rule.Checks)
                RuleCompiler.Compile(rule, check, campaign, kinds, entry.Complain);
        return rule;
    }

    /// <summary>Once for everybody, or once for each campaign where a value or the rule itself is a campaign's own.</summary>
    internal IReadOnlyList<string> Variants(Rule rule) => Variants(rule, campaigns.Keys);

    internal static IReadOnlyList<string> Variants(Rule rule, IEnumerable<string> campaigns) =>
        rule.Campaigns.Count > 0 ? rule.Campaigns
        : rule.Parameters.Values.Any(parameter => parameter.PerCampaign.Count > 0)
            || rule.Checks.Any(check => RuleCompiler.NamesCampaign(check))
            ? [.. campaigns.Where(campaign => rule.Parameters.Values.All(parameter => parameter.PerCampaign.Count == 0 || parameter.In(campaign) is not null))]
            : [""];

    private List<string> Tell(YamlEntry entry)
    {
        foreach (var item in entry["tell"]?.Items ?? [])
            if (!roles.Contains(item.Text ?? ""))
                item.Complain($"there is no role '{item.Text}'");
        if (entry["tell"] is { } told && !Flag(entry, "hint"))
            told.Complain("'tell' goes with a hint: what is found wrong is told whom it concerns");
        return Texts(entry["tell"]);
    }

    private List<string> Scope(YamlEntry entry)
    {
        if (entry["scope"]?.Text is "all")
            return [];
        var scope = Texts(entry["scope"]);
        if (scope.Count == 0)
            (entry["scope"] ?? entry).Complain("'scope' is all, or a list of campaigns");
        foreach (var item in entry["scope"]?.Items ?? [])
            if (!campaigns.ContainsKey(item.Text ?? ""))
                item.Complain($"there is no campaign '{item.Text}'");
        return scope;
    }

    private RuleCheck? Check(YamlEntry entry, YamlEntry rule)
    {
        if (!ReferenceEquals(entry, rule))
            entry.OnlyKnows("over", "when", "if", "needs", "optional", "group", "newest", "message", "example");
        var over = entry.Required("over");
        if (over.Length > 0 && kinds.Find(over) is null)
            entry["over"]!.Complain($"there is no kind of record '{over}'{Nearest.Suggest(over, kinds.Names)}");
        entry["group"]?.OnlyKnows("by", "distinct", "sum");
        var group = entry["group"] is { } together
            ? new RuleGroup(together.Required("by"), Named(together["distinct"]), Named(together["sum"]))
            : null;
        var condition = entry.Required("if");
        var example = entry["example"];
        if (example is null)
        {
            entry.Complain("'example' is missing: a rule shows one record that trips it and one that passes");
            return null;
        }
        example.OnlyKnows("today", "campaign", "set", "trips", "passes");
        var today = example.Optional("today") ?? "2022-08-20";
        if (!DateOnly.TryParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            example["today"]!.Complain($"'{today}' is not a day such as 2022-08-20");
        if (kinds.Find(over) is null || condition.Length == 0
            || Example(example, "trips", day) is not { } trips || Example(example, "passes", day) is not { } passes)
            return null;
        return new RuleCheck(over, entry.Optional("when"), condition, Texts(entry["needs"]), Texts(entry["optional"]), group, Flag(entry, "newest"),
            ReferenceEquals(entry, rule) ? null : entry.Optional("message"), trips, passes, (entry["if"] ?? entry).Line);
    }

    private static RuleExample? Example(YamlEntry entry, string key, DateOnly today)
    {
        if (entry[key] is not { } shown)
        {
            entry.Complain($"'{key}' is missing: a record that {(key == "trips" ? "trips the rule" : "passes it")}");
            return null;
        }
        return new RuleExample(entry.Optional("campaign") ?? "", today,
            (entry["set"]?.Pairs ?? []).ToDictionary(pair => pair.Key.Text ?? "", pair => Of(pair.Value.Text)), [.. (shown.IsList ? shown.Items : [shown]).Select(Record)]);
    }

    private static ExampleRecord Record(YamlEntry entry) => new(
        entry.Pairs.Where(pair => !pair.Value.IsList).ToDictionary(pair => pair.Key.Text ?? "", pair => pair.Value.Text ?? "", StringComparer.Ordinal),
        entry.Pairs.Where(pair => pair.Value.IsList).ToDictionary(
            pair => pair.Key.Text ?? "",
            pair => (IReadOnlyList<IReadOnlyDictionary<string, string>>)[.. pair.Value.Items.Select(Named)],
            StringComparer.Ordinal));

    private RuleParameter Parameter(YamlEntry entry, List<string> scope)
    {
        if (!entry.IsMapping)
            return new(Value(entry, ""), new Dictionary<string, RuleValue>());
        if (entry["norm"] is { } everywhere)
        {
            entry.OnlyKnows("norm");
            var known = campaigns.Where(campaign => (scope.Count == 0 || scope.Contains(campaign.Key)) && campaign.Value.ContainsKey(everywhere.Text ?? "")).ToList();
            if (known.Count == 0)
                everywhere.Complain($"no campaign of this rule has the norm '{everywhere.Text}'");
            return new(null, known.ToDictionary(campaign => campaign.Key, campaign => Of(campaign.Value[everywhere.Text!])));
        }
        var own = new Dictionary<string, RuleValue>(StringComparer.Ordinal);
        RuleValue? usual = null;
        foreach (var (campaign, value) in entry.Pairs)
            if (campaign.Text == "default")
                usual = Value(value, "");
            else if (campaigns.ContainsKey(campaign.Text ?? ""))
                own[campaign.Text!] = Value(value, campaign.Text!);
            else
                campaign.Complain($"there is no campaign '{campaign.Text}'; a value per campaign is keyed by its id, or default");
        return new(usual, own);
    }

    private RuleValue Value(YamlEntry entry, string campaign)
    {
        if (entry["norm"] is { } norm)
        {
            entry.OnlyKnows("norm");
            if (campaigns[campaign].TryGetValue(norm.Text ?? "", out var value))
                return Of(value);
            norm.Complain($"the campaign '{campaign}' has no norm '{norm.Text}'{Nearest.Suggest(norm.Text ?? "", campaigns[campaign].Keys)}");
            return new(null);
        }
        if (entry.Text?.Contains("${", StringComparison.Ordinal) == true)
            entry.Complain("a parameter is a value: it cannot be made of others; write the expression under 'if'");
        if (!entry.IsList)
            return Of(entry.Text is "" or "null" or "~" ? null : entry.Text);
        return entry.Items.Any(item => item.IsMapping)
            ? new(null, [.. entry.Items.Select(Named)])
            : Of(string.Join(' ', Texts(entry)), isText: true);
    }

    private static RuleValue Of(string? value, bool isText = false) => new(value switch
    {
        null => null,
        _ when !isText && decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => value,
        _ when !isText && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => $"date('{value}')",
        _ when value.Contains('\'') => $"\"{value}\"",
        _ => $"'{value}'",
    });

    private static Dictionary<string, string> Named(YamlEntry? entry) =>
        (entry?.Pairs ?? []).ToDictionary(pair => pair.Key.Text ?? "", pair => pair.Value.Text ?? "", StringComparer.Ordinal);

    private static bool Flag(YamlEntry entry, string key)
    {
        if (entry[key] is { Text: not ("yes" or "no" or "true" or "false") } wrong)
            wrong.Complain($"'{key}' is yes or no");
        return entry[key]?.Text is "yes" or "true";
    }

    private static List<string> Texts(YamlEntry? entry) =>
        entry is null ? [] : [.. (entry.IsList ? entry.Items.Select(item => item.Text) : [entry.Text]).OfType<string>().Where(text => text.Length > 0)];
}
