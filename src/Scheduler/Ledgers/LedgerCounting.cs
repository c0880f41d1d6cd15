using System.Globalization;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>A record that a figure counts, and how much of the figure it is.</summary>
/// <param name="row">-1 where it is counted into the totals.</param>
internal delegate void Counted(int row, int figure, LedgerRecord record, decimal amount);

/// <summary>Rows whose cells are figures over many records. Every record is looked at once, and belongs to its row.</summary>
internal sealed class LedgerCounting
{
    private readonly CountingPlan plan;
    private readonly Ledger ledger;
    private readonly List<CountedRow> rows;
    private readonly Dictionary<string, int[]> byArea = [];
    private readonly HashSet<(int Row, int Figure, string Key)> seen = [];

    private LedgerCounting(CountingPlan plan, LedgerRecords records, LedgerContext context)
    {
        (this.plan, ledger) = (plan, plan.Ledger);
        rows = [.. Rows(records, context)];
    }

    public static FiguredRows Count(CountingPlan plan, LedgerRecords records, LedgerContext context)
    {
        var counting = new LedgerCounting(plan, records, context);
        var sums = new decimal[counting.rows.Count + 1, plan.Figures.Length];
        var used = new bool[counting.rows.Count + 1];
        counting.Go(records, (row, figure, _, amount) =>
        {
            sums[row + 1, figure] += amount;
            used[row + 1] = true;
        });
        var cells = counting.rows.Index().Select(row => counting.Cells(row.Index, sums, context, row.Item.Printed?.IsSpare == true && !used[row.Index + 1])).ToList();
        return new(cells, LedgerListing.Totals(plan.Ledger, cells, column => sums[0, plan.ByName[column.Id]]),
            [.. counting.rows.Select(row => row.Printed?.Key).OfType<string>()]);
    }

    /// <summary>The records behind the figures of a row; behind all rows for -1.</summary>
    public static IEnumerable<(LedgerRecord Record, decimal Amount)> Behind(
        CountingPlan plan, LedgerRecords records, LedgerContext context, int row, string figure)
    {
        var counting = new LedgerCounting(plan, records, context);
        var recounted = row < 0 && plan.Ledger.Totals?.Recount.Contains(figure) == true;
        var wanted = counting.Tallied(row, figure, []);
        var found = new List<(LedgerRecord, decimal)>();
        counting.Go(records, (at, column, record, amount) =>
        {
            if (wanted.Contains(column) && (row < 0 ? recounted == at < 0 : at == row))
                found.Add((record, amount));
        });
        return found;
    }

    /// <summary>The counted figures that a figure comes from: itself, or those its formula reads.</summary>
    private HashSet<int> Tallied(int row, string figure, HashSet<string> seenBefore)
    {
        if (!plan.ByName.TryGetValue(figure, out var place) || !seenBefore.Add(figure))
            return [];
        return plan.SourcesOf(Math.Max(row, 0))[place] switch
        {
            LedgerSource.Tally => [place],
            LedgerSource.Formula formula => [.. formula.Expression.References.SelectMany(name => Tallied(row, name, seenBefore))],
            _ => [],
        };
    }

    private IEnumerable<CountedRow> Rows(LedgerRecords records, LedgerContext context) => ledger.Rows switch
    {
        LedgerRows.Fixed => plan.Printed.Select(printed => new CountedRow(printed, null, null)),
        LedgerRows.PerUnit per => context.Units.Where(unit => unit.Level == per.Level).Select(unit => new CountedRow(null, unit, null)),
        LedgerRows.PerDay per => Days(per, records).SelectMany(_ => context.Units.Where(unit => unit.Level == per.Level), (day, unit) => new CountedRow(null, unit, day)),
        _ => [new CountedRow(null, null, null)],
    };

    private IEnumerable<DateOnly> Days(LedgerRows.PerDay per, LedgerRecords records)
    {
        var input = plan.Inputs.Single(each => each.Input.Name == per.Input);
        return records.Of(input.Input).Select(input.DayOf).Distinct().Order();
    }

    private void Go(LedgerRecords records, Counted counted)
    {
        foreach (var input in plan.Inputs)
        {
            seen.Clear();
            foreach (var record in records.Of(input.Input))
                Go(input, record, counted);
        }
    }

    private void Go(CountedInput input, LedgerRecord record, Counted counted)
    {
        var hits = input.Of(record);
        if (ledger.Rows is LedgerRows.PerDay)
        {
            var day = input.DayOf(record);
            foreach (var row in RowsIn(record.Area))
                if (rows[row].Day >= day)
                    Count(input, record, row, hits, counted, earlier: rows[row].Day > day);
        }
        else if (ledger.Rows is LedgerRows.PerUnit)
            foreach (var row in RowsIn(record.Area))
                Count(input, record, row, hits, counted, earlier: false);
        else if (hits.Row >= 0)
            Count(input, record, hits.Row, hits, counted, earlier: false);
    }

    private void Count(CountedInput input, LedgerRecord record, int row, Hits hits, Counted counted, bool earlier)
    {
        foreach (var hit in hits.Figures)
        {
            if (earlier && !hit.Running)
                continue;
            var key = input.Told(record, hit);
            if (key.Length == 0 || seen.Add((row, hit.Place, key)))
                counted(row, hit.Place, record, hit.Amount);
            if (plan.Recounted.Contains(hit.Place) && (key.Length == 0 || seen.Add((-1, hit.Place, key))))
                counted(-1, hit.Place, record, hit.Amount);
        }
    }

    private int[] RowsIn(string area)
    {
        if (byArea.TryGetValue(area, out var found))
            return found;
        return byArea[area] = [.. rows.Index().Where(row => row.Item.Unit is { } unit && area.StartsWith(unit.Path, StringComparison.Ordinal)).Select(row => row.Index)];
    }

    private LedgerCell[] Cells(int row, decimal[,] sums, LedgerContext context, bool empty)
    {
        var cells = new LedgerCell?[plan.Figures.Length];
        var sources = plan.SourcesOf(row);
        for (var figure = 0; figure < cells.Length; figure++)
            Cell(figure);
        return cells!;

        // What is asked for by nobody in particular is the county's.
        string Known(string name) => context.Values.GetValueOrDefault(name) ?? (name == "unit" ? context.Values.GetValueOrDefault("county", "") : "");

        LedgerCell Cell(int figure)
        {
            if (cells[figure] is { } done)
                return done;
            // A formula that comes back to itself has no value; the reader of layouts complains of it.
            cells[figure] = LedgerCell.Blank.Here;
            var type = plan.Figures[figure].Type;
            return cells[figure] = sources[figure] switch
            {
                LedgerSource.RunningNumber => new LedgerCell.Number(row + 1),
                LedgerSource.Dash => LedgerCell.Dash.Here,
                LedgerSource.Words words => LedgerComputation.Typed(type, words.Text),
                LedgerSource.Row text => LedgerComputation.Typed(type, rows[row].Text(text.Name)),
                LedgerSource.Context known => LedgerComputation.Typed(type, Known(known.Name)),
                LedgerSource.Tally or LedgerSource.Formula when empty => LedgerCell.Blank.Here,
                LedgerSource.Tally => new LedgerCell.Number(sums[row + 1, figure]),
                LedgerSource.Formula formula => Computed(formula.Expression, type),
                _ => LedgerCell.Blank.Here,
            };
        }

        LedgerCell Computed(Expression formula, LedgerColumnType type) =>
            LedgerComputation.Typed(type, plan.Value(formula, Cell) is var text && text.Contains("Infinity", StringComparison.Ordinal) ? "" : text);
    }

    private sealed record CountedRow(LedgerRow? Printed, LedgerUnit? Unit, DateOnly? Day)
    {
        public string Text(string name) => name switch
        {
            _ when Printed is not null => Printed.Texts.GetValueOrDefault(name, ""),
            "date" => Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            "unit" => Unit?.Name ?? "",
            "kinds" => Unit?.Kinds ?? "",
            _ => "",
        };
    }
}
