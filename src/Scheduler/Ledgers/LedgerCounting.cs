using System.Globalization;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>A record that a figure counts, and how much of the figure it is.</summary>
/// <param name="row">-1 where it is counted into the totals.</param>
internal delegate void Counted(int row, int figure, LedgerRecord record, decimal amount);

/// <summary>
/// Rows whose cells are figures over many records. Every record is looked at once: its row, then each condition at most once however
/// many columns share it.
/// </summary>
internal sealed class LedgerCounting
{
    private readonly Ledger ledger;
    private readonly LedgerColumn[] figures;
    private readonly List<CountedRow> rows;
    private readonly Dictionary<string, int> byKey;
    private readonly Dictionary<string, int[]> byArea = [];

    private LedgerCounting(Ledger ledger, LedgerRecords records, LedgerContext context)
    {
        this.ledger = ledger;
        figures = [.. ledger.Figures];
        rows = [.. Rows(records, context)];
        byKey = rows.Index().Where(row => row.Item.Printed is not null).ToDictionary(row => row.Item.Printed!.Key, row => row.Index);
    }

    public static FiguredRows Count(Ledger ledger, LedgerRecords records, LedgerContext context)
    {
        var counting = new LedgerCounting(ledger, records, context);
        var sums = new decimal[counting.rows.Count + 1, counting.figures.Length];
        counting.Go(records, (row, figure, _, amount) => sums[row + 1, figure] += amount);
        var cells = counting.rows.Index().Select(row => counting.Cells(row.Index, sums, context)).ToList();
        return new(cells, LedgerListing.Totals(ledger, cells, column => sums[0, Array.IndexOf(counting.figures, column)]),
            [.. counting.rows.Select(row => row.Printed?.Key).OfType<string>()]);
    }

    /// <summary>The records behind the figures of a row; behind all rows for -1.</summary>
    public static IEnumerable<(LedgerRecord Record, decimal Amount)> Behind(
        Ledger ledger, LedgerRecords records, LedgerContext context, int row, string figure)
    {
        var counting = new LedgerCounting(ledger, records, context);
        var recounted = row < 0 && ledger.Totals?.Recount.Contains(figure) == true;
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
    private HashSet<int> Tallied(int row, string figure, HashSet<string> seen)
    {
        var place = Array.FindIndex(figures, column => column.Id == figure);
        if (place < 0 || !seen.Add(figure))
            return [];
        return SourceOf(Math.Max(row, 0), place) switch
        {
            LedgerSource.Tally => [place],
            LedgerSource.Formula formula => [.. formula.Expression.References.SelectMany(name => Tallied(row, name, seen))],
            _ => [],
        };
    }

    private IEnumerable<CountedRow> Rows(LedgerRecords records, LedgerContext context) => ledger.Rows switch
    {
        LedgerRows.Fixed fixedRows => fixedRows.Printed.Select(printed => new CountedRow(printed, null, null)),
        LedgerRows.PerUnit per => context.Units.Where(unit => unit.Level == per.Level).Select(unit => new CountedRow(null, unit, null)),
        LedgerRows.PerDay per => Days(per, records).SelectMany(_ => context.Units.Where(unit => unit.Level == per.Level), (day, unit) => new CountedRow(null, unit, day)),
        _ => [new CountedRow(null, null, null)],
    };

    private IEnumerable<DateOnly> Days(LedgerRows.PerDay per, LedgerRecords records)
    {
        var input = ledger.Input(per.Input)!;
        var tree = new RecordTree(input.On is { } on ? [on] : []);
        return records.Of(input).Select(record => DayOf(input, tree, record)).Distinct().Order();
    }

    private static DateOnly DayOf(LedgerInput input, RecordTree tree, LedgerRecord record) =>
        (input.On is { } on ? LedgerComputation.Day(tree.AsText(record, on)) : null)
        ?? DateOnly.FromDateTime(record.SubmittedAt.ToOffset(LedgerComputation.ChinaStandardTime).DateTime);

    private void Go(LedgerRecords records, Counted counted)
    {
        foreach (var input in ledger.Inputs)
            if (records.Of(input) is { Count: > 0 } given)
                new Pass(this, input).Go(given, counted);
    }

    private LedgerSource SourceOf(int row, int figure) =>
        rows[row].Printed is { Instead.Count: > 0 } printed && printed.Instead.TryGetValue(figures[figure].Id, out var instead) ? instead : figures[figure].Source;

    private int[] RowsIn(string area)
    {
        if (byArea.TryGetValue(area, out var found))
            return found;
        return byArea[area] = [.. rows.Index().Where(row => row.Item.Unit is { } unit && area.StartsWith(unit.Path, StringComparison.Ordinal)).Select(row => row.Index)];
    }

    private LedgerCell[] Cells(int row, decimal[,] sums, LedgerContext context)
    {
        var cells = new LedgerCell?[figures.Length];
        for (var figure = 0; figure < figures.Length; figure++)
            Cell(figure, []);
        return cells!;

        // What is asked for by nobody in particular is the county's.
        string Known(string name) => context.Values.GetValueOrDefault(name) ?? (name == "unit" ? context.Values.GetValueOrDefault("county", "") : "");

        LedgerCell Cell(int figure, HashSet<int> open)
        {
            if (cells[figure] is { } done)
                return done;
            if (!open.Add(figure))
                return LedgerCell.Blank.Here;
            return cells[figure] = SourceOf(row, figure) switch
            {
                LedgerSource.RunningNumber => new LedgerCell.Number(row + 1),
                LedgerSource.Dash => LedgerCell.Dash.Here,
                LedgerSource.Words words => LedgerComputation.Typed(figures[figure].Type, words.Text),
                LedgerSource.Row text => LedgerComputation.Typed(figures[figure].Type, rows[row].Text(text.Name)),
                LedgerSource.Context known => LedgerComputation.Typed(figures[figure].Type, Known(known.Name)),
                LedgerSource.Tally => new LedgerCell.Number(sums[row + 1, figure]),
                LedgerSource.Formula formula => Computed(formula.Expression, figures[figure].Type, open),
                _ => LedgerCell.Blank.Here,
            };
        }

        LedgerCell Computed(Expression formula, LedgerColumnType type, HashSet<int> open)
        {
            var root = new Node(ledger.Id, ValueKind.Group);
            foreach (var name in formula.References)
                if (Array.FindIndex(figures, column => column.Id == name) is var place and >= 0)
                    root.Add(new Node(name, ValueKind.Decimal) { Text = Cell(place, open) is LedgerCell.Number number ? number.ToString() : "" });
            return LedgerComputation.Typed(type, formula.AsText(new Evaluation(root, DateTimeOffset.UnixEpoch)) is var text && text.Contains("Infinity", StringComparison.Ordinal) ? "" : text);
        }
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

    /// <summary>One input's way through its records.</summary>
    private sealed class Pass
    {
        private readonly LedgerCounting all;
        private readonly LedgerInput input;
        private readonly RecordTree tree;
        private readonly List<Expression> conditions = [];
        private readonly sbyte[] holds;
        private readonly Figure[][] figuresOf;
        private readonly HashSet<(int Row, int Figure, string Key)> seen = [];
        private readonly HashSet<int> recounted;

        public Pass(LedgerCounting all, LedgerInput input)
        {
            (this.all, this.input) = (all, input);
            figuresOf = [.. all.rows.Select((_, row) => FiguresOf(row))];
            holds = new sbyte[conditions.Count];
            recounted = [.. all.figures.Index().Where(figure => all.ledger.Totals?.Recount.Contains(figure.Item.Id) == true).Select(figure => figure.Index)];
            tree = new RecordTree(
            [
                .. conditions, .. new[] { input.Match, input.On }.OfType<Expression>(),
                .. all.rows.Select(row => row.Printed?.Weight).OfType<Expression>(),
                .. figuresOf.SelectMany(row => row).SelectMany(figure => new[] { figure.Tally.Of, figure.Tally.Distinct }).OfType<Expression>(),
            ]);
        }

        public void Go(IReadOnlyList<LedgerRecord> records, Counted counted)
        {
            foreach (var record in records)
            {
                Array.Clear(holds);
                if (all.ledger.Rows is LedgerRows.PerDay)
                {
                    var day = DayOf(input, tree, record);
                    foreach (var row in all.RowsIn(record.Area))
                        if (all.rows[row].Day >= day)
                            Count(record, row, counted, earlier: all.rows[row].Day > day);
                }
                else if (input.Match is { } match)
                {
                    if (all.byKey.TryGetValue(tree.AsText(record, match), out var row))
                        Count(record, row, counted);
                }
                else if (all.ledger.Rows is LedgerRows.PerUnit)
                    foreach (var row in all.RowsIn(record.Area))
                        Count(record, row, counted);
                else if (all.ledger.Rows is LedgerRows.One)
                    Count(record, 0, counted);
            }
        }

        private void Count(LedgerRecord record, int row, Counted counted, bool earlier = false)
        {
            var weight = all.rows[row].Printed?.Weight is { } weighing ? tree.AsNumber(record, weighing) : 1;
            foreach (var figure in figuresOf[row])
            {
                if (earlier && !figure.Tally.Running || !HoldsAll(record, figure.Conditions))
                    continue;
                var amount = (figure.Tally.Of is { } of ? tree.AsNumber(record, of) : 1) * weight;
                var key = figure.Tally.Distinct is { } distinct ? tree.AsText(record, distinct) : "";
                if (key.Length == 0 || seen.Add((row, figure.Place, key)))
                    counted(row, figure.Place, record, amount);
                if (recounted.Contains(figure.Place) && (key.Length == 0 || seen.Add((-1, figure.Place, key))))
                    counted(-1, figure.Place, record, amount);
            }
        }

        private bool HoldsAll(LedgerRecord record, int[] places)
        {
            foreach (var place in places)
            {
                if (holds[place] == 0)
                    holds[place] = tree.IsTrue(record, conditions[place]) ? (sbyte)1 : (sbyte)-1;
                if (holds[place] < 0)
                    return false;
            }
            return true;
        }

        private Figure[] FiguresOf(int row) =>
        [
            .. all.figures.Index().Select(figure => (figure.Index, Tally: all.SourceOf(row, figure.Index) as LedgerSource.Tally))
                .Where(figure => figure.Tally?.Input == input.Name)
                .Select(figure => new Figure(figure.Index, figure.Tally!, [.. figure.Tally!.Where.Select(Place)])),
        ];

        private int Place(Expression condition)
        {
            var place = conditions.FindIndex(known => known.Source == condition.Source);
            if (place >= 0)
                return place;
            conditions.Add(condition);
            return conditions.Count - 1;
        }

        private sealed record Figure(int Place, LedgerSource.Tally Tally, int[] Conditions);
    }
}
