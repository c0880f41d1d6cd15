using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Store;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// The records of one check by their key: counts and sums alone are kept, and the first few of each group to look at. A county
/// has as many groups as it has different texts, so a group of one record is a few words, and those within one household are
/// settled when it has been looked at.
/// </summary>
internal sealed class GroupTally
{
    private readonly CompiledCheck check;
    private readonly Dictionary<UInt128, GroupCount> groups = [];
    private readonly Dictionary<string, GroupCount> ofHousehold = new(StringComparer.Ordinal);
    private readonly string[] fields;
    private readonly bool showsKey;
    private readonly string[] names;
    private readonly Node[] counts;

    public GroupTally(CompiledCheck check)
    {
        this.check = check;
        names = ["key", "rows", "names", .. check.Distinct.Keys, .. check.Sum.Keys];
        var places = MessageText.Places(check.Message).Where(place => !names.Contains(place)).Distinct();
        fields = [.. places];
        showsKey = MessageText.Places(check.Message).Contains("key") || check.If.References.Contains("key");
        counts = new Layout([new(RecordKinds.Root, ValueKind.Group, -1),
            .. names.Select(name => new LaidNode(name, name is "key" or "names" ? ValueKind.Text : ValueKind.Decimal, 0))]).Lay();
    }

    public void Add(Evaluation at, Node self, SubjectRecord record, SubjectRecord top)
    {
        var key = check.By!.AsText(at, self);
        if (key.Length == 0)
            return;
        var group = GroupOf(key, record, top);
        group.Rows++;
        var place = 0;
        foreach (var expression in check.Distinct.Values)
            group.Distinct[place++].Add(expression.AsText(at, self));
        place = 0;
        foreach (var expression in check.Sum.Values)
            if (expression.AsNumber(at, self) is var number && !double.IsNaN(number))
                group.Sum[place++] += number;
            else
                place++;
        group.Name(top["name"] is { Length: > 0 } above ? above : record["name"]);
    }

    /// <summary>What the groups within one household come to, once all of it has been looked at.</summary>
    public IEnumerable<Finding> Within(SubjectRecord household, DateTimeOffset now)
    {
        if (ofHousehold.Count == 0)
            return [];
        var found = ofHousehold.Where(group => Trips(group.Value, group.Key, now))
            .Select(group => Found(group.Value, group.Key, $"{household.Kind}:{group.Key}")).ToList();
        ofHousehold.Clear();
        return found;
    }

    public IEnumerable<Finding> Findings(DateTimeOffset now)
    {
        foreach (var (key, group) in groups)
            if (Trips(group, group.Key, now))
                yield return Found(group, group.Key, $"{check.Check.Over}s:{key.ToString("x32", CultureInfo.InvariantCulture)[..12]}");
    }

    // A group within one household is that household's affair; any other is named by its key, which may be a whole paragraph.
    private GroupCount GroupOf(string key, SubjectRecord record, SubjectRecord top)
    {
        GroupCount? group;
        if (top.Kind == RecordKinds.Household && key.StartsWith(top.Key, StringComparison.Ordinal) && (key.Length == top.Key.Length || key[top.Key.Length] == '|'))
            return ofHousehold.TryGetValue(key, out group) ? group : ofHousehold[key] = New(key);
        var digest = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return groups.TryGetValue(digest, out group) ? group : groups[digest] = New(showsKey ? key : "");

        GroupCount New(string kept) => new(kept, top.Area, record.Userid, [.. fields.Select(field => Value(field, record, top))], check.Distinct.Count, check.Sum.Count);
    }

    private bool Trips(GroupCount group, string key, DateTimeOffset now)
    {
        for (var i = 0; i < names.Length; i++)
            counts[i + 1].Text = Count(group, key, i);
        return check.If.IsTrue(new Evaluation(counts[0], now) { Data = check.Data });
    }

    private Finding Found(GroupCount group, string key, string subject) => new(
        check.Rule, check.Campaign, subject,
        MessageText.Fill(check.Message, name => Array.IndexOf(names, name) is >= 0 and var at ? MessageText.Short(Count(group, key, at)) : group.Fields[Array.IndexOf(fields, name)]),
        group.Area, group.Userid);

    private static string Count(GroupCount group, string key, int at) => at switch
    {
        0 => PersonalNumbers.Mask(key),
        1 => group.Rows.ToString(CultureInfo.InvariantCulture),
        2 => string.Join('、', group.Names),
        _ when at - 3 < group.Distinct.Length => group.Distinct[at - 3].Count.ToString(CultureInfo.InvariantCulture),
        _ => group.Sum[at - 3 - group.Distinct.Length].ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static string Value(string name, SubjectRecord record, SubjectRecord top) =>
        MessageText.Short(PersonalNumbers.Mask(name.StartsWith('/') ? top[name[(name.LastIndexOf('/') + 1)..]] : record[name]));
}
