using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>A cell opened: the records it comes from, and how much of a figure each one is.</summary>
/// <param name="Row">As printed: the row's key, its number, or the label of the totals.</param>
public sealed record LedgerExplanation(
    Ledger Ledger, string Row, LedgerColumn Column, LedgerCell Value, IReadOnlyList<(LedgerRecord Record, decimal Amount)> Records)
{
    /// <param name="row">A printed row's key, a row's number, a text in the row, or the label of the totals.</param>
    /// <exception cref="ArgumentException">There is no such row or column.</exception>
    public static LedgerExplanation Of(Ledger ledger, LedgerRecords records, LedgerContext context, string row, string column)
    {
        var place = ledger.Columns.ToList().FindIndex(each => each.Id == column);
        if (place < 0)
            throw new ArgumentException($"there is no column '{column}'; known: {string.Join(", ", ledger.Columns.Select(each => each.Id))}", nameof(column));
        var table = LedgerComputation.Compute(ledger, records, context);
        var selected = LedgerSelection.Of(ledger, records);
        if (ledger.Totals is { } totals && (row == totals.Label || row == "totals") && table.Totals.Count > 0)
            return new(ledger, totals.Label, ledger.Columns[place], table.Totals[place], ledger.Rows.AreCounted
                ? [.. LedgerCounting.Behind(new CountingPlan(ledger), selected, context, -1, column)]
                : [.. selected.Of(ledger.Inputs[0]).Select(record => (record, 1m))]);
        var at = RowAt(table, row);
        if (at < 0)
            throw new ArgumentException($"there is no row '{row}'; the ledger has {table.Rows.Count} rows", nameof(row));
        return new(ledger, table.Keys.Count > at ? table.Keys[at] : $"{at + 1}", ledger.Columns[place], table.Rows[at][place], Behind(ledger, selected, context, at, column));
    }

    private static IReadOnlyList<(LedgerRecord, decimal)> Behind(Ledger ledger, LedgerRecords selected, LedgerContext context, int row, string column) => ledger.Rows switch
    {
        { AreCounted: true } => [.. LedgerCounting.Behind(new CountingPlan(ledger), selected, context, row, column)],
        LedgerRows.Items items => LedgerListing.Laid(ledger.Inputs[0], items, selected.Of(ledger.Inputs[0])).ElementAt(row).Record is { } record ? [(record, 1m)] : [],
        _ => [(selected.Of(ledger.Inputs[0])[row], 1m)],
    };

    private static int RowAt(LedgerTable table, string row)
    {
        if (table.Keys.ToList().IndexOf(row) is var byKey and >= 0)
            return byKey;
        if (int.TryParse(row, out var number) && number >= 1 && number <= table.Rows.Count)
            return number - 1;
        return table.Rows.ToList().FindIndex(cells => cells.Any(cell => cell is LedgerCell.Text text && text.Value == row));
    }
}
