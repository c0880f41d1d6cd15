using System.Globalization;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>The equations of a ledger, tried on every row and on the totals.</summary>
internal static class LedgerChecks
{
    /// <summary>A check speaks of the figures in a row, never of today: a ledger made later must come out the same.</summary>
    private static readonly DateTimeOffset NoMoment = DateTimeOffset.UnixEpoch;

    public static IReadOnlyList<CheckResult> Run(
        Ledger ledger, IReadOnlyList<IReadOnlyList<LedgerCell>> rows, IReadOnlyList<LedgerCell> totals)
    {
        var results = new List<CheckResult>(ledger.Checks.Count);
        foreach (var check in ledger.Checks)
        {
            var broken = rows.Index().Where(row => !Holds(ledger, check, row.Item))
                .Select(row => (row.Index + 1).ToString(CultureInfo.InvariantCulture)).ToList();
            if (totals.Count > 0 && !Holds(ledger, check, totals))
                broken.Add(ledger.Totals!.Label);
            var message = check.Message.Replace("{rows}", string.Join('、', broken), StringComparison.Ordinal);
            results.Add(new(check.Id, broken.Count == 0, check.Blocks, broken.Count == 0 ? "" : message));
        }
        return results;
    }

    /// <summary>A row in which something the check needs is blank is not judged: a missing answer is not a wrong sum.</summary>
    private static bool Holds(Ledger ledger, LedgerCheck check, IReadOnlyList<LedgerCell> cells)
    {
        var root = new Node(ledger.Id, ValueKind.Group);
        foreach (var (index, column) in ledger.Columns.Index())
        {
            if (cells[index] is LedgerCell.Blank or LedgerCell.Dash && check.That.References.Contains(column.Id))
                return true;
            root.Add(new Node(column.Id, Kind(cells[index])) { Text = cells[index].ToString() });
        }
        return check.That.IsTrue(new Evaluation(root, NoMoment));
    }

    private static ValueKind Kind(LedgerCell cell) => cell switch
    {
        LedgerCell.Number => ValueKind.Decimal,
        LedgerCell.Date => ValueKind.Date,
        _ => ValueKind.Text,
    };
}
