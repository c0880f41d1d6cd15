using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What is different from the issue before: added, removed, changed; by whom, and why. Pure.</summary>
public sealed record LedgerChanges(int Added, int Removed, int Changed, IReadOnlyList<LedgerChange> Details)
{
    public bool Any => Details.Count > 0;

    public static LedgerChanges Between(LedgerSnapshot before, LedgerSnapshot after, Ledger ledger)
    {
        var was = Keyed(before);
        var now = Keyed(after);
        var details = new List<LedgerChange>();
        var numbers = ledger.Columns.Where(column => column.Source is LedgerSource.RunningNumber).Select(column => column.Id).ToHashSet();
        // A number that moved up because a row before it went is no change of the row.
        var places = after.Columns.Select((column, index) => (Column: column, Now: index, Was: before.Columns.ToList().IndexOf(column)))
            .Where(place => place.Was >= 0 && !numbers.Contains(place.Column)).ToList();
        var changed = 0;
        foreach (var (key, row) in now)
            if (!was.TryGetValue(key, out var old))
                details.Add(new(LedgerChangeKind.Added, Label(after, row, ledger), "", "", "", row.Userid, row.Reason));
            else if (Different(places, old, row) is { Count: > 0 } cells)
            {
                changed++;
                details.AddRange(cells.Select(cell => new LedgerChange(
                    LedgerChangeKind.Changed, Label(after, row, ledger), LedgerChecks.Heading(ledger, cell.Column), cell.Was, cell.Now, row.Userid, row.Reason)));
            }
        var removed = was.Where(row => !now.ContainsKey(row.Key)).ToList();
        details.AddRange(removed.Select(row => new LedgerChange(LedgerChangeKind.Removed, Label(before, row.Value, ledger), "", "", "", row.Value.Userid, "")));
        return new(now.Keys.Count(key => !was.ContainsKey(key)), removed.Count, changed, details);
    }

    private static Dictionary<string, SnapshotRow> Keyed(LedgerSnapshot snapshot)
    {
        var rows = new Dictionary<string, SnapshotRow>();
        foreach (var row in snapshot.Rows)
            for (var number = 1; !rows.TryAdd(number == 1 ? row.Key : $"{row.Key}#{number}", row);)
                number++;
        return rows;
    }

    private static List<(string Column, string Was, string Now)> Different(
        List<(string Column, int Now, int Was)> places, SnapshotRow old, SnapshotRow row)
    {
        var cells = new List<(string, string, string)>();
        foreach (var (column, now, was) in places)
            if (old.Cells[was] != row.Cells[now])
                cells.Add((column, old.Cells[was], row.Cells[now]));
        return cells;
    }

    private static string Label(LedgerSnapshot snapshot, SnapshotRow row, Ledger ledger) => string.Join(' ', snapshot.Columns.Zip(row.Cells)
        .Where(cell => ledger.Columns.FirstOrDefault(column => column.Id == cell.First) is { IsNumeric: false, Type: not LedgerColumnType.IdCard })
        .Select(cell => cell.Second).Where(text => text.Length is > 0 and < 20).Take(3));
}

public enum LedgerChangeKind { Added, Removed, Changed }

/// <param name="Row">What tells the row apart to a reader.</param>
public sealed record LedgerChange(LedgerChangeKind Kind, string Row, string Column, string Was, string Now, string Userid, string Reason);
