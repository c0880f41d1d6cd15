using Store;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// One pass of rules over records: each is looked at once, and forgotten; what stays is what was found, what could not be checked,
/// and the counts of groups. Pure: records in, findings out.
/// </summary>
/// <param name="checks">Those to make.</param>
public sealed class RuleEvaluation(RuleBook book, IReadOnlyList<CompiledCheck> checks, DateTimeOffset now)
{
    private readonly Dictionary<string, List<CheckTally>> byTree = checks
        .Select(check => new CheckTally(check))
        .GroupBy(tally => book.Kinds.Find(tally.Check.Check.Over)!.Tree)
        .ToDictionary(tree => tree.Key, tree => tree.ToList(), StringComparer.Ordinal);

    // What differs between rules are the tables of their parameters; most have none.
    private readonly Dictionary<CompiledCheck, Evaluation> places = [];
    private readonly List<Finding> findings = [];

    /// <summary>Kinds that have no record at all in what is looked at: whoever reads them has not been checked.</summary>
    public IReadOnlySet<string> Empty { get; init; } = new HashSet<string>();

    /// <summary>Only records of this campaign, or of none.</summary>
    public string? Campaign { get; init; }

    /// <summary>Tables that every rule may pull from, such as working days.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();

    /// <summary>A record that is not a row of another: a household with all that stands beside it, a unit, a problem of none.</summary>
    public void Look(SubjectRecord record)
    {
        RecordTree? tree = null;
        foreach (var tally in TalliesFor(record))
            Ask(tally, tree ??= new RecordTree(record, book.Kinds, book.Names));
    }

    /// <summary>What was found in all records, and what could not be checked. Ends the pass.</summary>
    public (IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked) Finish()
    {
        var tallies = byTree.Values.SelectMany(tree => tree).ToList();
        foreach (var tally in tallies)
            if (tally.Groups is { } groups)
                foreach (var finding in groups.Findings(now))
                    findings.Add(finding);
        var notChecked = from tally in tallies
                         group tally by (tally.Check.Rule, tally.Check.Campaign) into rule
                         where rule.All(tally => tally.IsUnchecked(Empty))
                         select new NotChecked(rule.Key.Rule, rule.Key.Campaign, string.Join("; ", rule.Select(tally => tally.Reason(Empty)).Distinct()));
        return ([.. findings.OrderBy(finding => finding.Rule.Id, StringComparer.Ordinal).ThenBy(finding => finding.Subject, StringComparer.Ordinal)
                .ThenBy(finding => finding.Campaign, StringComparer.Ordinal)],
            [.. notChecked.OrderBy(entry => entry.Rule.Id, StringComparer.Ordinal).ThenBy(entry => entry.Campaign, StringComparer.Ordinal)]);
    }

    // A problem or a survey of no household stands alone; its rules are those of the household's rows.
    private IEnumerable<CheckTally> TalliesFor(SubjectRecord record) => byTree.TryGetValue(record.Kind, out var own)
        ? own
        : byTree.GetValueOrDefault(book.Kinds.Find(record.Kind)!.Tree, []).Where(tally => tally.Check.Check.Over == record.Kind);

    private void Ask(CheckTally tally, RecordTree tree)
    {
        var (compiled, check) = (tally.Check, tally.Check.Check);
        if (compiled.Unset is not null)
            return;
        var subjects = tree.Of(check.Over);
        for (var i = 0; i < (check.Newest ? Math.Min(1, subjects.Count) : subjects.Count); i++)
        {
            var (self, record) = subjects[i];
            if (!IsOf(compiled, record))
                continue;
            if (tally.Lacks(tree, record, Empty) is { } reason)
            {
                tally.Unchecked(reason);
                continue;
            }
            var at = Place(compiled, self);
            if (compiled.When?.IsTrue(at, self) == false)
                tally.NotConcerned();
            else if (check.Needs.FirstOrDefault(need => Value(need, record, tree.Record).Length == 0) is { } need)
                tally.Unchecked($"{need} is blank");
            else if (tally.Groups is { } groups)
            {
                groups.Add(at, self, record, tree.Record);
                tally.Looked();
            }
            else
            {
                tally.Looked();
                if (!compiled.If.IsTrue(at, self))
                    continue;
                findings.Add(new Finding(
                    compiled.Rule, compiled.Campaign, $"{record.Kind}:{record.Key}",
                    MessageText.Fill(compiled.Message, name => Value(name, record, tree.Record)),
                    record.Area == "/" ? tree.Record.Area : record.Area,
                    record.Userid.Length > 0 ? record.Userid : tree.Record.Userid));
            }
        }
    }

    private bool IsOf(CompiledCheck check, SubjectRecord record)
    {
        var own = record["campaign"];
        return own.Length == 0 || ((check.Campaign.Length == 0 || own == check.Campaign) && (Campaign is null || own == Campaign));
    }

    private static string Value(string name, SubjectRecord record, SubjectRecord top) => PersonalNumbers.Mask(
        name.StartsWith('/') ? top[name[(name.LastIndexOf('/') + 1)..]] : record.Fields.GetValueOrDefault(name) ?? top[name]);

    private Evaluation Place(CompiledCheck check, Node self)
    {
        if (!places.TryGetValue(check, out var at))
            places[check] = at = new Evaluation(self, now)
            {
                Data = check.Data.Count == 0 ? Data : Data.Concat(check.Data).ToDictionary(table => table.Key, table => table.Value),
            };
        return at;
    }
}
