using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>The records of one check by their key: counts and sums alone are kept, and the first few of each group to look at.</summary>
internal sealed class GroupTally(CompiledCheck check)
{
    /// <summary>A sample is looked at, not a list worked off.</summary>
    private const int Shown = 10;

    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);

    public void Add(Evaluation at, Node self, SubjectRecord record, SubjectRecord top)
    {
        var key = check.By!.AsText(at, self);
        if (key.Length == 0)
            return;
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = new Group(record, top);
        group.Rows++;
        foreach (var (name, expression) in check.Distinct)
        {
            if (!group.Distinct.TryGetValue(name, out var values))
                group.Distinct[name] = values = new(StringComparer.Ordinal);
            if (expression.AsText(at, self) is { Length: > 0 } value)
                values.Add(value);
        }
        foreach (var (name, expression) in check.Sum)
            if (expression.AsNumber(at, self) is var number && !double.IsNaN(number))
                group.Sum[name] = group.Sum.GetValueOrDefault(name) + number;
        var shown = top["name"] is { Length: > 0 } above ? above : record["name"];
        if (shown.Length > 0 && group.Names.Count < Shown && !group.Names.Contains(shown))
            group.Names.Add(shown);
    }

    public IEnumerable<Finding> Findings(DateTimeOffset now)
    {
        foreach (var (key, group) in groups)
        {
            var values = Values(key, group);
            var counts = new Node(RecordKinds.Root, ValueKind.Group);
            foreach (var (name, value) in values)
                counts.Add(new Node(name, name is "key" or "names" ? ValueKind.Text : ValueKind.Decimal) { Text = value });
            if (check.If.IsTrue(new Evaluation(counts, now) { Data = check.Data }))
                yield return new Finding(
                    check.Rule, check.Campaign, Subject(key, group),
                    MessageText.Fill(check.Message, name => values.GetValueOrDefault(name) ?? Store.PersonalNumbers.Mask(
                        name.StartsWith('/') ? group.Top[name[(name.LastIndexOf('/') + 1)..]] : group.First[name])),
                    group.Top.Area, group.First.Userid);
        }
    }

    private static Dictionary<string, string> Values(string key, Group group)
    {
        var values = new Dictionary<string, string>
        {
            ["key"] = Store.PersonalNumbers.Mask(key),
            ["rows"] = group.Rows.ToString(CultureInfo.InvariantCulture),
            ["names"] = string.Join('、', group.Names),
        };
        foreach (var (name, distinct) in group.Distinct)
            values[name] = distinct.Count.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, sum) in group.Sum)
            values[name] = sum.ToString("0.##", CultureInfo.InvariantCulture);
        return values;
    }

    // A group within one household is that household's affair; any other is named by its key, which may be a whole paragraph.
    private string Subject(string key, Group group) => group.Top.Kind == RecordKinds.Household && key.Split('|')[0] == group.Top.Key
        ? $"{RecordKinds.Household}:{key}"
        : $"{check.Check.Over}s:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12]}";

    private sealed class Group(SubjectRecord first, SubjectRecord top)
    {
        public SubjectRecord First => first;
        public SubjectRecord Top => top;
        public int Rows { get; set; }
        public Dictionary<string, HashSet<string>> Distinct { get; } = [];
        public Dictionary<string, double> Sum { get; } = [];
        public List<string> Names { get; } = [];
    }
}
