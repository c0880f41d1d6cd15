using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Cells of rows and totals, columns first, then measures.</summary>
/// <param name="Keys">The keys of printed rows; none where rows are not printed ones.</param>
internal sealed record FiguredRows(IReadOnlyList<IReadOnlyList<LedgerCell>> Rows, IReadOnlyList<LedgerCell> Totals, IReadOnlyList<string> Keys)
{
    public IReadOnlyList<LedgerOrigin> Origins { get; init; } = [];
}

/// <summary>Rows that are records, or printed items each followed by its records.</summary>
internal static class LedgerListing
{
    public static FiguredRows List(Ledger ledger, LedgerRecords records)
    {
        var source = records.Of(ledger.Inputs[0]);
        var tree = new RecordTree(ledger.Columns.Select(column => (column.Source as LedgerSource.Formula)?.Expression).OfType<Expression>());
        var rows = new List<IReadOnlyList<LedgerCell>>(source.Count);
        var keys = new List<string>();
        var origins = new List<LedgerOrigin>(source.Count);
        if (ledger.Rows is LedgerRows.Items items)
            foreach (var (printed, record) in Laid(ledger.Inputs[0], items, source))
            {
                rows.Add(Row(ledger, tree, record, printed, rows.Count + 1));
                keys.Add(printed.Key);
                origins.Add(record is null ? new(printed.Key, "", "") : new($"{printed.Key} {record.Root}", record.MadeBy, record.Reason));
            }
        else
            foreach (var record in source)
            {
                rows.Add(Row(ledger, tree, record, null, rows.Count + 1));
                origins.Add(new(record.Root, record.MadeBy, record.Reason));
            }
        return new(rows, Totals(ledger, rows), keys) { Origins = origins };
    }

    /// <summary>Which record each row shows, in order; null for an item that nobody has answered.</summary>
    public static IEnumerable<(LedgerRow Printed, LedgerRecord? Record)> Laid(LedgerInput input, LedgerRows.Items items, IReadOnlyList<LedgerRecord> records)
    {
        var tree = new RecordTree(new[] { input.Match, items.Otherwise }.OfType<Expression>());
        var byKey = records.ToLookup(record => input.Match is null ? "" : tree.AsText(record, input.Match));
        foreach (var item in items.Printed)
        {
            var shown = byKey[item.Key].Where(record => items.Otherwise is null || !tree.IsTrue(record, items.Otherwise)).ToList();
            if (shown.Count == 0 && byKey[item.Key].FirstOrDefault() is { } otherwise)
                shown.Add(otherwise);
            if (shown.Count == 0)
                yield return (item, null);
            foreach (var record in shown)
                yield return (item, record);
        }
    }

    private static LedgerCell[] Row(Ledger ledger, RecordTree tree, LedgerRecord? record, LedgerRow? printed, int number)
    {
        var masked = record is null ? null : RecordAnswers.Masked(record);
        return [.. ledger.Columns.Select(column => Cell(column, tree, column.ShowsWhole ? record : masked, printed, number))];
    }

    private static LedgerCell Cell(LedgerColumn column, RecordTree tree, LedgerRecord? record, LedgerRow? printed, int number) => column.Source switch
    {
        LedgerSource.RunningNumber => new LedgerCell.Number(number),
        LedgerSource.Dash => LedgerCell.Dash.Here,
        LedgerSource.Words words => LedgerComputation.Typed(column.Type, words.Text),
        LedgerSource.Row row => LedgerComputation.Typed(column.Type, printed?.Texts.GetValueOrDefault(row.Name, "") ?? ""),
        LedgerSource.Answer answer => LedgerComputation.Typed(column.Type, (record is null ? "" : RecordAnswers.Shown(record, answer)) is { Length: > 0 } shown
            ? shown
            : answer.OrRow is null ? "" : printed?.Texts.GetValueOrDefault(answer.OrRow, "") ?? ""),
        LedgerSource.Context known when record is not null => LedgerComputation.Typed(column.Type, RecordAnswers.Known(record, known.Name)),
        LedgerSource.Formula formula when record is not null => LedgerComputation.Typed(column.Type, tree.AsText(record, formula.Expression)),
        _ => LedgerCell.Blank.Here,
    };

    internal static IReadOnlyList<LedgerCell> Totals(Ledger ledger, IReadOnlyList<IReadOnlyList<LedgerCell>> rows, Func<LedgerColumn, decimal>? recounted = null)
    {
        if (ledger.Totals is not { } totals || rows.Count == 0)
            return [];
        return
        [
            .. ledger.Figures.Select((column, index) => column.Id == totals.LabelColumn
                ? new LedgerCell.Text(totals.Label)
                : recounted is not null && totals.Recount.Contains(column.Id)
                    ? new LedgerCell.Number(recounted(column))
                    : totals.Sum.Contains(column.Id)
                        ? new LedgerCell.Number(rows.Sum(row => row[index] is LedgerCell.Number number ? number.Value : 0))
                        : (LedgerCell)LedgerCell.Blank.Here),
        ];
    }
}
