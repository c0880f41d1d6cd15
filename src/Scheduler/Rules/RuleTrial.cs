using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>A rule tried on the example beside it.</summary>
public static class RuleTrial
{
    /// <summary>Every example that does not show what it is there to show, at its rule's line.</summary>
    public static IEnumerable<Problem> Mistakes(Pack pack)
    {
        foreach (var rule in pack.Rules)
            foreach (var check in rule.Checks)
            {
                var (trips, unchecked_) = Of(rule, check, check.Trips, pack.RecordKinds, Days(pack, check.Trips.Today));
                if (trips.Count == 0)
                    yield return new Problem(rule.File, check.Line, $"the example that should trip {rule.Id} does not{Because(unchecked_)}");
                var (passes, _) = Of(rule, check, check.Passes, pack.RecordKinds, Days(pack, check.Passes.Today));
                if (passes.Count > 0)
                    yield return new Problem(rule.File, check.Line, $"the example that should pass {rule.Id} trips it: {passes[0].Message}");
            }

        static string Because(IReadOnlyList<NotChecked> entries) => entries.Count > 0 ? $": {string.Join("; ", entries.Select(entry => entry.Reason))}" : "";
    }

    private static Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Days(Pack pack, DateOnly today) =>
        new() { ["workday"] = ReadingScope.WorkDays(pack, today) };

    /// <summary>What the rule says of the example: its findings, and why it could not be checked.</summary>
    /// <param name="data">Tables that every rule may pull from.</param>
    public static (IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked) Of(
        Rule rule, RuleCheck check, RuleExample example, RecordKinds kinds,
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> data)
    {
        var parameters = rule.Parameters.ToDictionary();
        foreach (var (name, value) in example.Set)
            parameters[name] = new RuleParameter(value, new Dictionary<string, RuleValue>());
        var book = new RuleBook([rule with { Parameters = parameters, Checks = [check] }], [example.Campaign], kinds);
        var evaluation = new RuleEvaluation(
            book, [.. book.Checks.Where(compiled => compiled.Campaign.Length == 0 || compiled.Campaign == example.Campaign)],
            ChinaTime.At(example.Today, new TimeOnly(12, 0)))
        { Data = data };
        foreach (var record in example.Records)
            evaluation.Look(Record(check.Over, record, kinds));
        return evaluation.Finish();
    }

    // A row is shown alone, or among the rows of what it belongs to.
    private static SubjectRecord Record(string over, ExampleRecord example, RecordKinds kinds)
    {
        var kind = kinds.Find(over)!;
        var top = kinds.Find(kind.Tree)!;
        var tables = kinds.TablesOf(kind.Tree).ToDictionary(
            table => table.Name,
            table => (IReadOnlyList<SubjectRecord>)[.. example.Tables.GetValueOrDefault(table.Name, []).Select(row => new SubjectRecord(table.Name, "example", row))]);
        var isAlone = over != kind.Tree && !example.Tables.ContainsKey(over);
        if (isAlone)
            tables[over] = [new SubjectRecord(over, "example", example.Fields)];
        var fields = isAlone
            ? example.Fields.Where(field => top.Fields.ContainsKey(field.Key) && !kind.Fields.ContainsKey(field.Key)).ToDictionary()
            : example.Fields;
        return new SubjectRecord(top.Name, fields.GetValueOrDefault("id", "example"), fields) { Tables = tables };
    }
}
