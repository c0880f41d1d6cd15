using Store.Packs;

namespace Scheduler.Rules;

/// <summary>How one check fared over all records: what it looked at, what it could not.</summary>
internal sealed class CheckTally(CompiledCheck check)
{
    public const string NothingConcerned = "there is nothing that it speaks of";

    private readonly Dictionary<string, int> reasons = new(StringComparer.Ordinal);
    private int looked;
    private int unconcerned;

    public CompiledCheck Check => check;

    public GroupTally? Groups { get; } = check.Check.Group is null ? null : new GroupTally(check);

    public void Looked() => looked++;

    public void NotConcerned() => unconcerned++;

    public void Unchecked(string reason) => reasons[reason] = reasons.GetValueOrDefault(reason) + 1;

    /// <summary>What the record would have to have for the check to be made; null where it has everything.</summary>
    public string? Lacks(RecordTree tree, SubjectRecord record, IReadOnlySet<string> empty)
    {
        foreach (var table in check.Tables)
            if (!check.Check.Optional.Contains(table) && (empty.Contains(table) || empty.Contains($"{table}@{check.Campaign}") || !tree.Has(table)))
                return $"there is no {table}";
        if (record.Carries is { } carried)
            foreach (var field in check.Fields)
                if (!carried.Contains(field) && !RecordKinds.Filled.ContainsKey(field))
                    return $"its form has no {field}";
        return null;
    }

    /// <summary>Never made: a parameter is not set, there is nothing to look at, or every record lacked something.</summary>
    public bool IsUnchecked(IReadOnlySet<string> empty) =>
        check.Unset is not null || (looked == 0 && (reasons.Count > 0 || unconcerned > 0 || empty.Contains(check.Check.Over)));

    public string Reason(IReadOnlySet<string> empty) =>
        check.Unset is { } unset ? $"the parameter '{unset}' is not set"
        : reasons.Count > 0 ? string.Join(", ", reasons.OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Key} ({reason.Value} times)"))
        : empty.Contains(check.Check.Over) ? $"there is no {check.Check.Over}" : NothingConcerned;
}
