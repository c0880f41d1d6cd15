using System.Text.RegularExpressions;
using Store.Expressions;

namespace Store.Packs;

/// <summary>A check with its parameters put in, for one campaign or for all. Immutable, shared between threads.</summary>
/// <param name="Campaign">"" = whatever the campaign.</param>
/// <param name="Unset">The parameter that has no value, so that the check cannot be made; null where all have one.</param>
/// <param name="Data">Tables of the rule's parameters, for pulldata().</param>
/// <param name="Fields">The fields of the record itself that it reads.</param>
/// <param name="Tables">The kinds whose rows it reads.</param>
/// <param name="Message">What was found and what to do, with the values of parameters; <c>${name}</c> left for the record's.</param>
public sealed record CompiledCheck(
    Rule Rule,
    RuleCheck Check,
    string Campaign,
    string? Unset,
    Expression? When,
    Expression If,
    Expression? By,
    IReadOnlyDictionary<string, Expression> Distinct,
    IReadOnlyDictionary<string, Expression> Sum,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data,
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> Tables,
    string Message)
{
    /// <summary>Every name in its expressions, whatever it turns out to be.</summary>
    public IEnumerable<string> Names => Expressions.SelectMany(expression => expression.References);

    internal IEnumerable<Expression> Expressions =>
        [.. new[] { When, By, Check.Group is null ? If : null }.OfType<Expression>(), .. Distinct.Values, .. Sum.Values];
}

/// <summary>Puts the parameters of a rule into its expressions, compiles them and holds them against the kinds of records.</summary>
public static partial class RuleCompiler
{
    /// <summary>What a group's condition can read beside its own counts.</summary>
    private static readonly string[] OfGroups = ["rows", "key", "names"];

    private static readonly Dictionary<string, Expression> None = [];

    /// <summary>Every check of the rules, for every campaign that they have values for.</summary>
    public static IReadOnlyList<CompiledCheck> All(IEnumerable<Rule> rules, IReadOnlyList<string> campaigns, RecordKinds kinds) =>
    [
        .. from rule in rules
           from campaign in RuleReader.Variants(rule, campaigns)
           from check in rule.Checks
           select Compile(rule, check, campaign, kinds, static (_, _) => { })!,
    ];

    /// <summary>Null (with complaints at lines) where it cannot be compiled.</summary>
    public static CompiledCheck? Compile(Rule rule, RuleCheck check, string campaign, RecordKinds kinds, Action<int, string> complain)
    {
        string? unset = null;
        var whole = true;
        var kind = kinds.Find(check.Over)!;
        var when = check.When is { } condition ? Parse(condition) : null;
        var by = check.Group is { } group ? Parse(group.By) : null;
        var distinct = check.Group?.Distinct.ToDictionary(named => named.Key, named => Parse(named.Value)!) ?? None;
        var sum = check.Group?.Sum.ToDictionary(named => named.Key, named => Parse(named.Value)!) ?? None;
        var wrong = Parse(check.If);
        if (!whole || wrong is null)
            return null;
        var data = rule.Parameters.Where(parameter => parameter.Value.In(campaign)?.Rows is not null)
            .ToDictionary(parameter => parameter.Key, parameter => parameter.Value.In(campaign)!.Rows!, StringComparer.Ordinal);
        var message = Parameters().Replace((check.Message ?? rule.Message) + rule.ToDo, match => Literal(match.Groups["name"].Value)?.Trim('\'', '"') ?? "");
        var compiled = new CompiledCheck(rule, check, campaign, unset, when, wrong, by, distinct, sum, data, [], [], message);
        var names = new RuleNames(kinds, kind);
        foreach (var expression in compiled.Expressions)
            foreach (var complaint in names.Check(expression))
                complain(check.Line, complaint);
        if (check.Group is not null)
            foreach (var name in wrong.References.Where(name => !OfGroups.Contains(name) && !distinct.ContainsKey(name) && !sum.ContainsKey(name)))
                complain(check.Line, $"'{name}' is nothing that is counted in the group; known: {string.Join(", ", (string[])[.. OfGroups, .. distinct.Keys, .. sum.Keys])}");
        foreach (var table in compiled.Expressions.Append(wrong).SelectMany(expression => expression.Tables).Where(table => !data.ContainsKey(table) && table != "workday"))
            complain(check.Line, $"there is no table '{table}' among the parameters");
        foreach (var need in check.Needs.Where(need => !names.Knows(need)))
            complain(check.Line, $"needs: '{need}' is no field of {check.Over}{Nearest.Suggest(need, kind.Fields.Keys)}");
        foreach (var name in Places().Matches(message).Select(place => place.Groups["name"].Value))
            if (!names.Shows(name) && (check.Group is null || !(OfGroups.Contains(name) || distinct.ContainsKey(name) || sum.ContainsKey(name))))
                complain(check.Line, $"message: '{name}' is no field of {check.Over}");
        foreach (var example in (RuleExample[])[check.Trips, check.Passes])
            foreach (var complaint in example.Records.SelectMany(record => names.Check(record)))
                complain(check.Line, $"example: {complaint}");
        return compiled with { Fields = [.. compiled.Names.Where(names.IsOwn).Distinct()], Tables = [.. compiled.Names.Where(names.IsTable).Distinct()] };

        string? Literal(string name)
        {
            if (name == "campaign")
                return $"'{campaign}'";
            if (!rule.Parameters.TryGetValue(name, out var parameter))
            {
                complain(check.Line, $"there is no parameter '{name}'{Nearest.Suggest(name, rule.Parameters.Keys)}");
                return "''";
            }
            return parameter.In(campaign)?.Literal;
        }

        Expression? Parse(string source)
        {
            var text = Parameters().Replace(source, match =>
            {
                var name = match.Groups["name"].Value;
                if (Literal(name) is { } literal)
                    return literal;
                unset ??= name;
                return "''";
            });
            try
            {
                return Expression.Parse(text);
            }
            catch (ExpressionException broken)
            {
                complain(check.Line, $"not an expression: {broken.Message}");
                whole = false;
                return null;
            }
        }
    }

    /// <summary>It asks which campaign it is.</summary>
    internal static bool NamesCampaign(RuleCheck check) => Contains(check.If) || Contains(check.When) || Contains(check.Group?.By);

    private static bool Contains(string? text) => text?.Contains("${params.campaign}", StringComparison.Ordinal) == true;

    /// <summary>Names in a message: <c>${name}</c>, or <c>${/record/household/name}</c> of the record that a row belongs to.</summary>
    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    public static partial Regex Places();

    [GeneratedRegex(@"\$\{params\.(?<name>[A-Za-z0-9_]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameters();
}
