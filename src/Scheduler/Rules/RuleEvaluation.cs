using Store;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// One pass of rules over records: each is looked at once, and forgotten; what stays is what was found, what could not be checked,
/// and the counts of groups. Pure: records in, findings out. Not shared between threads.
/// </summary>
/// <param name="checks">Those to make.</param>
public sealed class RuleEvaluation(RuleBook book, IReadOnlyList<CompiledCheck> checks, DateTimeOffset now)
{
    private readonly RecordShapes shapes = new(book.Kinds, book.Named);
    private readonly List<Finding> findings = [];
    private Dictionary<string, List<CheckTally>>? byTree;

    /// <summary>Kinds that have no record at all in what is looked at: whoever reads them has not been checked.</summary>
    public IReadOnlySet<string> Empty { get; init; } = new HashSet<string>();

    /// <summary>Only records of this campaign, or of none.</summary>
    public string? Campaign { get; init; }

    /// <summary>Tables that every rule may pull from, such as working days.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();

    private Dictionary<string, List<CheckTally>> ByTree => byTree ??= checks
        .Select(check => new CheckTally(check, Place(check), Empty))
        .GroupBy(tally => book.Kinds.Find(tally.Check.Check.Over)!.Tree)
        .ToDictionary(tree => tree.Key, tree => tree.ToList(), StringComparer.Ordinal);

    /// <summary>A record that is not a row of another: a household with all that stands beside it, a unit, a problem of none.</summary>
    public void Look(SubjectRecord record)
    {
        RecordTree? tree = null;
        foreach (var tally in TalliesFor(record))
            if (tally.Check.Check.Over == record.Kind || (record.Tables.TryGetValue(tally.Check.Check.Over, out var rows) && rows.Count > 0))
            {
                Ask(tally, tree ??= shapes.Of(record));
                if (tally.Groups is { } groups)
                    findings.AddRange(groups.Within(record, now));
            }
    }

    /// <summary>What was found in all records, and what could not be checked. Ends the pass.</summary>
    public (IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked) Finish()
    {
        var tallies = ByTree.Values.SelectMany(tree => tree).ToList();
        foreach (var tally in tallies)
            if (tally.Groups is { } groups)
                findings.AddRange(groups.Findings(now));
        var notChecked = from tally in tallies
                         group tally by (tally.Check.Rule.Id, tally.Check.Campaign) into rule
                         where rule.All(tally => tally.IsUnchecked)
                         select new NotChecked(rule.First().Check.Rule, rule.Key.Campaign, string.Join("; ", rule.Select(tally => tally.Reason).Distinct()));
        findings.Sort(static (one, other) => string.CompareOrdinal(one.Rule.Id, other.Rule.Id) is not 0 and var byRule ? byRule
            : string.CompareOrdinal(one.Subject, other.Subject) is not 0 and var bySubject ? bySubject
            : string.CompareOrdinal(one.Campaign, other.Campaign) is not 0 and var byCampaign ? byCampaign
            : string.CompareOrdinal(one.Message, other.Message));
        return (findings,
            [.. notChecked.OrderBy(entry => entry.Rule.Id, StringComparer.Ordinal).ThenBy(entry => entry.Campaign, StringComparer.Ordinal)]);
    }

    // A problem or a survey of no household stands alone; its rules are those of the household's rows.
    private IEnumerable<CheckTally> TalliesFor(SubjectRecord record) => ByTree.TryGetValue(record.Kind, out var own)
        ? own
        : ByTree.GetValueOrDefault(book.Kinds.Find(record.Kind)!.Tree, []).Where(tally => tally.Check.Check.Over == record.Kind);

    private void Ask(CheckTally tally, RecordTree tree)
    {
        var (compiled, check) = (tally.Check, tally.Check.Check);
        if (compiled.Unset is not null)
            return;
        var count = check.Newest ? 1 : tree.Count(check.Over);
        for (var i = 0; i < count; i++)
        {
            var (self, record) = tree.At(check.Over, i);
            if (!IsOf(compiled, record))
                continue;
            if (tally.Lacks(tree, record) is { } reason)
                tally.Unchecked(reason);
            else if (compiled.When?.IsTrue(tally.Place, self) == false)
                continue;
            else if (check.Needs.Count > 0 && check.Needs.FirstOrDefault(need => Value(need, record, tree.Record).Length == 0) is { } need)
                tally.Unchecked($"{need} is blank");
            else if (tally.Groups is { } groups)
            {
                groups.Add(tally.Place, self, record, tree.Record);
                tally.Looked();
            }
            else
            {
                tally.Looked();
                if (compiled.If.IsTrue(tally.Place, self))
                    findings.Add(Found(compiled, record, tree.Record));
            }
        }
    }

    private static Finding Found(CompiledCheck check, SubjectRecord record, SubjectRecord top) => new(
        check.Rule, check.Campaign.Length > 0 ? check.Campaign : record["campaign"], $"{record.Kind}:{record.Key}",
        // What a ledger says of its own sums is a sentence already.
        MessageText.Fill(check.Message, name => record.Kind == "identity" ? Value(name, record, top) : MessageText.Short(Value(name, record, top))),
        record.Area == "/" ? top.Area : record.Area,
        record.Userid.Length > 0 ? record.Userid : top.Userid);

    private bool IsOf(CompiledCheck check, SubjectRecord record)
    {
        var own = record["campaign"];
        return own.Length == 0 || ((check.Campaign.Length == 0 || own == check.Campaign) && (Campaign is null || own == Campaign));
    }

    private static string Value(string name, SubjectRecord record, SubjectRecord top) => PersonalNumbers.Mask(
        name.StartsWith('/') ? top[name[(name.LastIndexOf('/') + 1)..]] : record.Fields.GetValueOrDefault(name) ?? top[name]);

    // What differs between rules are the tables of their parameters; most have none.
    private Evaluation Place(CompiledCheck check) => new(new Node(RecordKinds.Root, ValueKind.Group), now)
    {
        Data = check.Data.Count == 0 ? Data : Data.Concat(check.Data).ToDictionary(table => table.Key, table => table.Value),
    };
}
