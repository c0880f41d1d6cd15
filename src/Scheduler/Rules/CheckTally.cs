using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>How one check fared over all records: what it looked at, what it could not.</summary>
internal sealed class CheckTally
{
    public const string NothingConcerned = "there is nothing that it speaks of";

    private readonly Dictionary<string, int> reasons = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> empty;
    private readonly string? lacking;
    private readonly string[] tables;
    private IReadOnlySet<string>? carried;
    private string? uncarried;
    private bool looked;

    /// <param name="empty">Kinds of which there is nothing at all; <c>kind@campaign</c> where there is nothing of one campaign.</param>
    public CheckTally(CompiledCheck check, Evaluation place, IReadOnlySet<string> empty)
    {
        (Check, Place, this.empty) = (check, place, empty);
        tables = [.. check.Tables.Where(table => !check.Check.Optional.Contains(table))];
        lacking = Array.Find(tables, table => empty.Contains(table) || empty.Contains($"{table}@{check.Campaign}")) is { } missing ? $"there is no {missing}" : null;
        Groups = check.Check.Group is null ? null : new GroupTally(check);
    }

    public CompiledCheck Check { get; }

    /// <summary>What every record is evaluated with; the place itself is given with each.</summary>
    public Evaluation Place { get; }

    public GroupTally? Groups { get; }

    public void Looked() => looked = true;

    public void Unchecked(string reason) => reasons[reason] = reasons.GetValueOrDefault(reason) + 1;

    /// <summary>What the record would have to have for the check to be made; null where it has everything.</summary>
    public string? Lacks(RecordTree tree, SubjectRecord record)
    {
        if (lacking is not null)
            return lacking;
        foreach (var table in tables)
            if (!tree.Has(table))
                return $"there is no {table}";
        if (record.Carries is not { } fields)
            return null;
        if (!ReferenceEquals(fields, carried))
        {
            carried = fields;
            uncarried = Check.Fields.FirstOrDefault(field => !fields.Contains(field) && !RecordKinds.Filled.ContainsKey(field)) is { } field ? $"its form has no {field}" : null;
        }
        return uncarried;
    }

    /// <summary>Never made: a parameter is not set, there is nothing that it speaks of in its campaign, or every record lacked something.</summary>
    public bool IsUnchecked => Check.Unset is not null || !looked;

    public string Reason =>
        Check.Unset is { } unset ? $"the parameter '{unset}' is not set"
        : reasons.Count > 0 ? string.Join(", ", reasons.OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Key} ({reason.Value} times)"))
        : empty.Contains(Check.Check.Over) ? $"there is no {Check.Check.Over}" : NothingConcerned;
}
