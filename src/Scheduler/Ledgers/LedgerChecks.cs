using System.Globalization;
using System.Text.RegularExpressions;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What a ledger must keep, tried on its rows, its totals, its records and the ledgers beside it.</summary>
internal static partial class LedgerChecks
{
    /// <summary>A check speaks of the figures in a row, never of today: a ledger made later must come out the same.</summary>
    private static readonly DateTimeOffset NoMoment = DateTimeOffset.UnixEpoch;

    /// <summary>More names than this are counted, not listed.</summary>
    private const int MostNames = 20;

    public static IReadOnlyList<CheckResult> Run(Ledger ledger, FiguredRows figured, LedgerRecords records, LedgerContext context, DateOnly? date)
    {
        var results = ledger.Checks.Select(check => Run(check, ledger, figured, records, context, date)).ToList();
        results.AddRange(LedgerStatedChecks.Run(ledger, figured));
        return results;
    }

    /// <summary>The checks that need nothing but the figures: those of a table that somebody else filled in.</summary>
    public static IEnumerable<CheckResult> OfFigures(Ledger ledger, FiguredRows figured) => ledger.Checks
        .Where(check => check is LedgerCheck.Equation or LedgerCheck.AcrossRows or LedgerCheck.AddsUp or LedgerCheck.Dashes)
        .Select(check => Run(check, ledger, figured, LedgerRecords.Nothing, new LedgerContext(new Dictionary<string, string>()), null));

    private static CheckResult Run(LedgerCheck check, Ledger ledger, FiguredRows figured, LedgerRecords records, LedgerContext context, DateOnly? date)
    {
        var broken = new List<string>();
        var (identity, count) = ("", 0);
        switch (check)
        {
            case LedgerCheck.Equation equation:
                foreach (var (index, row) in figured.Rows.Index())
                    if (!Holds(ledger, equation.That, row, date))
                        Break((index + 1).ToString(CultureInfo.InvariantCulture), row);
                if (figured.Totals.Count > 0 && equation.OnTotals && !Holds(ledger, equation.That, figured.Totals, date))
                    Break(ledger.Totals!.Label, figured.Totals);
                void Break(string name, IReadOnlyList<LedgerCell> row)
                {
                    broken.Add(name);
                    identity = identity.Length > 0 ? identity : Shown(equation.That, ledger, row);
                }
                break;
            case LedgerCheck.AcrossRows across:
                if (!Holds(across, ledger, figured))
                    broken.AddRange(across.Cells.Values.Select(cell => cell.Row).Distinct());
                break;
            case LedgerCheck.AddsUp addsUp when figured.Totals.Count > 0:
                foreach (var id in addsUp.Columns)
                    if (Column(ledger, id) is var place && figured.Totals[place] is LedgerCell.Number total
                        && figured.Rows.Sum(row => row[place] is LedgerCell.Number number ? number.Value : 0) is var sum && sum != total.Value)
                    {
                        broken.Add(Heading(ledger, id));
                        identity = identity.Length > 0 ? identity : $"{Heading(ledger, id)} {total} ≠ {sum.ToString(CultureInfo.InvariantCulture)}";
                    }
                break;
            case LedgerCheck.Dashes:
                foreach (var (index, row) in figured.Rows.Index())
                    foreach (var column in Dashed(ledger, figured, index).Where(column => row[Column(ledger, column)] is not (LedgerCell.Dash or LedgerCell.Blank)))
                        broken.Add($"{(index + 1).ToString(CultureInfo.InvariantCulture)}·{Heading(ledger, column)}");
                break;
            case LedgerCheck.NoRecord none:
                var (judging, naming) = (new RecordTree([none.Where]), new RecordTree([none.Name]));
                var judged = new RecordMemo<bool>(judging, record => judging.IsTrue(record, none.Where));
                broken.AddRange(records.Of(ledger.Input(none.Input)!).Where(judged.Of).Select(record => PersonalText(naming.AsText(record, none.Name))));
                break;
            case LedgerCheck.EveryRow every:
                var input = ledger.Input(every.Input)!;
                var keys = new RecordTree(input.Match is { } match ? [match] : []);
                var answered = records.Of(input).Select(record => input.Match is null ? "" : keys.AsText(record, input.Match)).ToHashSet();
                broken.AddRange(figured.Keys.Distinct().Where(key => !answered.Contains(key)));
                break;
            case LedgerCheck.Teams or LedgerCheck.Once or LedgerCheck.Away:
                broken.AddRange(LedgerNamedPeople.Broken(check, ledger, figured, records));
                break;
            case LedgerCheck.Agrees agrees when context.Others.TryGetValue(agrees.Other, out var other):
                broken.AddRange(Disagreeing(agrees, ledger, figured, other));
                break;
            case LedgerCheck.CountsRows counts when counts.Others.All(context.Others.ContainsKey):
                var (mine, theirs) = (figured.Rows.Sum(row => row[Column(ledger, counts.Column)] is LedgerCell.Number number ? number.Value : 0),
                    counts.Others.Sum(id => context.Others[id].Rows.Count));
                if (mine != theirs)
                    broken.Add($"{mine.ToString(CultureInfo.InvariantCulture)}≠{theirs.ToString(CultureInfo.InvariantCulture)}");
                break;
        }
        count = broken.Count;
        return new(check.Id, count == 0, check.Blocks, count == 0 ? "" : check.Message
            .Replace("{rows}", string.Join('、', broken), StringComparison.Ordinal)
            .Replace("{list}", string.Join('、', broken.Take(MostNames)) + (count > MostNames ? "……" : ""), StringComparison.Ordinal)
            .Replace("{count}", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{identity}", identity, StringComparison.Ordinal));
    }

    /// <summary>A row in which something the check needs is blank is not judged: a missing answer is not a wrong sum.</summary>
    private static bool Holds(Ledger ledger, Expression that, IReadOnlyList<LedgerCell> cells, DateOnly? date)
    {
        var root = new Node(ledger.Id, ValueKind.Group);
        foreach (var (index, column) in ledger.Figures.Index())
        {
            if (!that.References.Contains(column.Id))
                continue;
            if (cells[index] is LedgerCell.Blank or LedgerCell.Dash)
                return true;
            root.Add(new Node(column.Id, Kind(cells[index])) { Text = cells[index].ToString()! });
        }
        root.Add(new Node(Ledger.ReportDate, ValueKind.Date) { Text = date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "" });
        return that.IsTrue(new Evaluation(root, NoMoment));
    }

    private static bool Holds(LedgerCheck.AcrossRows check, Ledger ledger, FiguredRows figured)
    {
        var root = new Node(ledger.Id, ValueKind.Group);
        foreach (var (name, (row, column)) in check.Cells)
        {
            var place = figured.Keys.ToList().IndexOf(row);
            if (place < 0 || figured.Rows[place][Column(ledger, column)] is not LedgerCell.Number number)
                return true;
            root.Add(new Node(name, ValueKind.Decimal) { Text = number.ToString() });
        }
        return check.That.IsTrue(new Evaluation(root, NoMoment));
    }

    private static IEnumerable<string> Dashed(Ledger ledger, FiguredRows figured, int row)
    {
        var printed = (ledger.Rows as LedgerRows.Fixed)?.Printed.FirstOrDefault(printed => row < figured.Keys.Count && printed.Key == figured.Keys[row]);
        return ledger.Columns.Where(column => (printed?.Instead.GetValueOrDefault(column.Id) ?? column.Source) is LedgerSource.Dash).Select(column => column.Id);
    }

    private static IEnumerable<string> Disagreeing(LedgerCheck.Agrees check, Ledger ledger, FiguredRows figured, LedgerTable other)
    {
        var theirs = other.Rows.ToLookup(row => row[Column(other.Ledger, check.OtherBy)].ToString()!);
        var (by, column, otherColumn) = (Column(ledger, check.By), Column(ledger, check.Column), Column(other.Ledger, check.OtherColumn));
        foreach (var row in figured.Rows)
            if (theirs[row[by].ToString()!].FirstOrDefault() is { } match && match[otherColumn].ToString() != row[column].ToString())
                yield return $"{row[by]} {row[column]}≠{match[otherColumn]}";
    }

    /// <summary>The equation as people write it: 合计5 = 市级干部1 + 县级干部3.</summary>
    private static string Shown(Expression that, Ledger ledger, IReadOnlyList<LedgerCell> cells) => InBraces().Replace(Broken(that, ledger, cells), found =>
    {
        var place = Column(ledger, found.Groups["name"].Value);
        return place < 0 ? found.Value : $"{Heading(ledger, found.Groups["name"].Value)}{cells[place]}";
    });

    // Of several equations in one, only those that do not hold are worth reading.
    private static string Broken(Expression that, Ledger ledger, IReadOnlyList<LedgerCell> cells)
    {
        if (that.Source.Contains('(', StringComparison.Ordinal))
            return that.Source;
        var parts = that.Source.Split(" and ").Where(part => !Holds(ledger, Expression.Parse(part), cells, null)).ToList();
        return parts.Count > 0 ? string.Join('，', parts) : that.Source;
    }

    internal static string Heading(Ledger ledger, string id) => Column(ledger, id) is var place and >= 0 ? string.Join('/', ledger.Figures.ElementAt(place).Path) : id;

    internal static int Column(Ledger ledger, string id)
    {
        foreach (var (index, column) in ledger.Figures.Index())
            if (column.Id == id)
                return index;
        return -1;
    }

    private static string PersonalText(string text) => Store.PersonalNumbers.Mask(text);

    private static ValueKind Kind(LedgerCell cell) => cell switch
    {
        LedgerCell.Number => ValueKind.Decimal,
        LedgerCell.Date => ValueKind.Date,
        _ => ValueKind.Text,
    };

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InBraces();
}
