using System.Globalization;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Figures as somebody states them beside those that are counted: each differing column once, nothing altered.</summary>
public static class LedgerStatedChecks
{
    /// <summary>The stated figures that the ledger carries; nothing where they speak of other rows than these.</summary>
    internal static IEnumerable<CheckResult> Run(Ledger ledger, FiguredRows figured) =>
        ledger.Stated is { Rows.Count: > 0 } stated && Matches(ledger, stated, figured) ? Compare(ledger, stated, figured) : [];

    /// <summary>Figures handed in for a ledger, e.g. a town's own table: its equations, its totals, and what is counted instead.</summary>
    public static IReadOnlyList<CheckResult> Compare(LedgerTable table, IReadOnlyList<IReadOnlyDictionary<string, string>> rows, LedgerStated wording)
    {
        var figured = new FiguredRows(table.Rows, table.Totals, table.Keys);
        var stated = wording with { Rows = rows };
        var (cells, totals) = Cells(table.Ledger, stated);
        return
        [
            .. LedgerChecks.OfFigures(table.Ledger, new FiguredRows(cells, totals, table.Keys.Count == cells.Count ? table.Keys : [])),
            .. Compare(table.Ledger, stated, figured).Where(result => !result.Id.StartsWith("stated/identity/", StringComparison.Ordinal)),
        ];
    }

    private static List<CheckResult> Compare(Ledger ledger, LedgerStated stated, FiguredRows figured)
    {
        var results = new List<CheckResult>();
        var (rows, totals) = Cells(ledger, stated);
        var by = LedgerChecks.Column(ledger, stated.By);
        foreach (var (place, column) in ledger.Columns.Index().Where(column => column.Item.IsNumeric && column.Item.Source is not LedgerSource.RunningNumber))
        {
            var said = new List<string>();
            var sum = rows.Sum(row => row[place] is LedgerCell.Number number ? number.Value : 0);
            if (totals.Count > 0 && totals[place] is LedgerCell.Number total && total.Value != sum)
                said.Add(Say(stated.AddsUp, "", column, total, new LedgerCell.Number(sum)));
            foreach (var row in rows)
                if (figured.Rows.FirstOrDefault(computed => computed[by].ToString() == row[by].ToString()) is { } counted
                    && row[place] is not LedgerCell.Blank && row[place].ToString() != counted[place].ToString())
                    said.Add(Say(stated.Differs, row[by].ToString()!, column, row[place], counted[place]));
            results.Add(new($"stated/{column.Id}", said.Count == 0, Blocks: false, string.Join('；', said)));
        }
        results.AddRange(LedgerChecks.OfFigures(ledger, new FiguredRows(rows, totals, []))
            .Select(result => result with { Id = $"stated/identity/{result.Id}", Blocks = false }));
        return results;
    }

    private static string Say(string message, string row, LedgerColumn column, LedgerCell stated, LedgerCell computed) => message
        .Replace("{row}", row, StringComparison.Ordinal)
        .Replace("{column}", string.Join('/', column.Path), StringComparison.Ordinal)
        .Replace("{stated}", stated.ToString(), StringComparison.Ordinal)
        .Replace("{computed}", computed.ToString(), StringComparison.Ordinal)
        .Replace("{difference}", stated is LedgerCell.Number one && computed is LedgerCell.Number other
            ? Math.Abs(one.Value - other.Value).ToString(CultureInfo.InvariantCulture)
            : "", StringComparison.Ordinal);

    // Somebody else's county: the printed figures say nothing of it.
    private static bool Matches(Ledger ledger, LedgerStated stated, FiguredRows figured)
    {
        var (by, known) = (LedgerChecks.Column(ledger, stated.By), new HashSet<string>());
        foreach (var row in Cells(ledger, stated).Rows)
            known.Add(row[by].ToString()!);
        return known.Count > 0 && figured.Rows.Count == known.Count && figured.Rows.All(row => known.Contains(row[by].ToString()!));
    }

    private static (List<IReadOnlyList<LedgerCell>> Rows, IReadOnlyList<LedgerCell> Totals) Cells(Ledger ledger, LedgerStated stated)
    {
        var rows = new List<IReadOnlyList<LedgerCell>>();
        IReadOnlyList<LedgerCell> totals = [];
        foreach (var row in stated.Rows)
        {
            IReadOnlyList<LedgerCell> cells = [.. ledger.Figures.Select(column => row.GetValueOrDefault(column.Id, "") is var text && text == "—"
                ? LedgerCell.Dash.Here
                : LedgerComputation.Typed(column.Type, text))];
            if (ledger.Totals is { } expected && row.GetValueOrDefault(expected.LabelColumn) == expected.Label)
                totals = cells;
            else
                rows.Add(cells);
        }
        return (rows, totals);
    }
}
