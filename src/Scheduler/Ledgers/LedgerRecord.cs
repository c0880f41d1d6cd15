using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>One submission, one row of a fact table, or one line of the roster.</summary>
/// <param name="Id">Any stable id; it orders records handed in at the same instant.</param>
/// <param name="Form">The form in the version it was filled with: its labels are the ones the contact saw.</param>
/// <param name="SubmittedAt">The earliest there is for what was never handed in: the roster.</param>
/// <param name="Answers">Question name → stored answer; several choices separated by a space.</param>
/// <param name="Context">What is known without asking, under the names of <see cref="Ledger.RecordContext"/>.</param>
public sealed record LedgerRecord(
    string Id,
    Form Form,
    DateTimeOffset SubmittedAt,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyDictionary<string, string> Context)
{
    /// <summary>The path of the unit it belongs to; "" where that is not known.</summary>
    public string Area { get; init; } = "";

    /// <summary>The submission behind it; null for what nobody submitted.</summary>
    public long? Submission { get; init; }

    /// <summary>The id of its first version, which corrections keep; its own where it was never corrected.</summary>
    public string Root { get; init; } = Id;

    /// <summary>Why it was corrected.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whoever handed it in; "" where nobody did.</summary>
    public string Userid { get; init; } = "";

    /// <summary>Whoever moved the problem on to where it stands; "" where it stands as it was handed in.</summary>
    public string MovedBy { get; init; } = "";

    /// <summary>Whoever made this version of it.</summary>
    public string MadeBy => MovedBy.Length > 0 ? MovedBy : Userid;
}

/// <summary>The records of every input of a ledger, by the input's name.</summary>
public sealed record LedgerRecords(IReadOnlyDictionary<string, IReadOnlyList<LedgerRecord>> ByInput)
{
    public static LedgerRecords Nothing { get; } = new(new Dictionary<string, IReadOnlyList<LedgerRecord>>());

    public IReadOnlyList<LedgerRecord> Of(LedgerInput input) => ByInput.GetValueOrDefault(input.Name) ?? [];

    public bool Any => ByInput.Values.Any(records => records.Count > 0);

    /// <summary>What lies in each of some units of one level, in their order, and what lies in none.</summary>
    public (IReadOnlyList<LedgerRecords> ByUnit, LedgerRecords Outside) ByUnit(IReadOnlyList<LedgerUnit> units)
    {
        var parts = Enumerable.Range(0, units.Count + 1).Select(_ => ByInput.Keys.ToDictionary(input => input, _ => new List<LedgerRecord>())).ToList();
        var places = new Dictionary<string, int>();
        foreach (var (input, records) in ByInput)
            foreach (var record in records)
            {
                if (!places.TryGetValue(record.Area, out var place))
                {
                    place = units.Index().Where(unit => record.Area.StartsWith(unit.Item.Path, StringComparison.Ordinal)).Select(unit => unit.Index).DefaultIfEmpty(units.Count).First();
                    places.Add(record.Area, place);
                }
                parts[place][input].Add(record);
            }
        var split = parts.ConvertAll(part => new LedgerRecords(part.ToDictionary(input => input.Key, input => (IReadOnlyList<LedgerRecord>)input.Value)));
        return (split[..^1], split[^1]);
    }
}

/// <summary>What a whole ledger is about.</summary>
/// <param name="Values">Under the names of <see cref="Ledger.HeaderContext"/>, without the report date, which comes from the records.</param>
public sealed record LedgerContext(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The units the ledger may speak of, in the roster's order.</summary>
    public IReadOnlyList<LedgerUnit> Units { get; init; } = [];

    /// <summary>Other ledgers over the same scope, for checks that compare.</summary>
    public IReadOnlyDictionary<string, LedgerTable> Others { get; init; } = new Dictionary<string, LedgerTable>();

    public LedgerContext For(LedgerUnit unit) => this with
    {
        Values = new Dictionary<string, string>(Values) { ["unit"] = unit.Name, [unit.Level] = unit.Name },
        Units = [.. Units.Where(other => other.Path.StartsWith(unit.Path, StringComparison.Ordinal))],
    };
}

/// <param name="Path">The ids from the county down to this unit: <c>/county/town/</c>.</param>
public sealed record LedgerUnit(string Id, string Name, string Level, string Kinds, string Path);
