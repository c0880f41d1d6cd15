using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Which records of an input a ledger reads, in the order they were handed in.</summary>
internal static class LedgerSelection
{
    public static LedgerRecords Of(Ledger ledger, LedgerRecords records)
    {
        var selected = ledger.Inputs.ToDictionary(input => input.Name, input => Of(input, records.Of(input)));
        foreach (var input in ledger.Inputs)
            if (input.Unless is var (other, by))
            {
                var tree = new RecordTree([by]);
                var taken = selected[other].Select(record => tree.AsText(record, by)).ToHashSet();
                selected[input.Name] = [.. selected[input.Name].Where(record => !taken.Contains(tree.AsText(record, by)))];
            }
        return new(selected);
    }

    private static IReadOnlyList<LedgerRecord> Of(LedgerInput input, IReadOnlyList<LedgerRecord> records)
    {
        if (input is { Where: null, OnePer: null, Still: null, Kind: not (LedgerInputKind.Forms or LedgerInputKind.Table) })
            return records;
        var tree = new RecordTree(new[] { input.Where, input.Prefer, input.Still, input.Match }.OfType<Expression>());
        var judged = new RecordMemo<Judged>(tree, record => new(
            input.Where is null || tree.IsTrue(record, input.Where),
            input.Prefer is null || tree.IsTrue(record, input.Prefer),
            input.Still is null || tree.IsTrue(record, input.Still),
            input.Match is null ? "" : tree.AsText(record, input.Match)));
        var chosen = new List<LedgerRecord>(records.Count);
        foreach (var record in records)
            if (input.Where is null || judged.Of(record).Wanted)
                chosen.Add(record);
        if (input.Kind is LedgerInputKind.Forms or LedgerInputKind.Table)
            chosen.Sort((one, other) => one.SubmittedAt.CompareTo(other.SubmittedAt) is var order and not 0 ? order : string.CompareOrdinal(one.Id, other.Id));
        if (input.OnePer is not null)
            chosen = OnePer(input, judged, chosen);
        return input.Still is null ? chosen : [.. chosen.Where(record => judged.Of(record).Still)];
    }

    private static List<LedgerRecord> OnePer(LedgerInput input, RecordMemo<Judged> judged, List<LedgerRecord> records)
    {
        var tree = new RecordTree([input.OnePer!]);
        var kept = new Dictionary<(string Row, string Key), (int Place, bool Preferred)>(records.Count);
        var chosen = new List<LedgerRecord?>(records.Count);
        foreach (var record in records)
        {
            var key = tree.AsText(record, input.OnePer!);
            // Nothing to tell it by: it stands for itself.
            if (key.Length == 0)
            {
                chosen.Add(record);
                continue;
            }
            var (_, preferred, _, row) = judged.Of(record);
            if (!kept.TryGetValue((row, key), out var before))
            {
                kept[(row, key)] = (chosen.Count, preferred);
                chosen.Add(record);
            }
            else if (preferred || !before.Preferred)
            {
                chosen[before.Place] = null;
                kept[(row, key)] = (chosen.Count, preferred);
                chosen.Add(record);
            }
        }
        return [.. chosen.OfType<LedgerRecord>()];
    }

    private readonly record struct Judged(bool Wanted, bool Preferred, bool Still, string Row);
}
