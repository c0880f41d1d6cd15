using System.Globalization;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>From records to the rows, totals and checks of a ledger. Pure: no clock, so the same records always make the same ledger.</summary>
public static class LedgerComputation
{
    internal static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    /// <summary>Rows come in the order the records were handed in, whatever order they are given in.</summary>
    public static LedgerTable Compute(Ledger ledger, IReadOnlyList<LedgerRecord> records, LedgerContext context)
    {
        var ordered = records.OrderBy(record => record.SubmittedAt).ThenBy(record => record.Id, StringComparer.Ordinal).ToList();
        var rows = new List<IReadOnlyList<LedgerCell>>(ordered.Count);
        foreach (var record in ordered)
        {
            var masked = RecordAnswers.Masked(record);
            rows.Add([.. ledger.Columns.Select(column => Cell(column, column.ShowsWhole ? record : masked, rows.Count + 1))]);
        }
        var totals = Totals(ledger, rows);
        return new(ledger, rows, totals, Header(ledger, ordered, context), LedgerChecks.Run(ledger, rows, totals));
    }

    private static LedgerCell Cell(LedgerColumn column, LedgerRecord record, int number) => column.Source switch
    {
        LedgerSource.RunningNumber => new LedgerCell.Number(number),
        LedgerSource.Answer answer => Typed(column.Type, RecordAnswers.Shown(record, answer)),
        LedgerSource.Context known => Typed(column.Type, RecordAnswers.Known(record, known.Name)),
        LedgerSource.Formula formula => Typed(column.Type, RecordAnswers.Evaluate(record, formula.Expression)),
        LedgerSource.Dash => LedgerCell.Dash.Here,
        _ => LedgerCell.Blank.Here,
    };

    /// <summary>A value that does not fit its column's type stays as it was written: a ledger shows what is stored.</summary>
    private static LedgerCell Typed(LedgerColumnType type, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return LedgerCell.Blank.Here;
        return type switch
        {
            LedgerColumnType.Int or LedgerColumnType.Decimal or LedgerColumnType.Percent
                when decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                => new LedgerCell.Number(number),
            LedgerColumnType.Date when Day(value) is { } day => new LedgerCell.Date(day),
            _ => new LedgerCell.Text(value),
        };
    }

    /// <summary>A stored date, or the day part of a stored date and time.</summary>
    private static DateOnly? Day(string value) =>
        (value.Length == 10 || value.Length > 10 && value[10] == 'T')
        && DateOnly.TryParseExact(value.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static IReadOnlyList<LedgerCell> Totals(Ledger ledger, List<IReadOnlyList<LedgerCell>> rows)
    {
        if (ledger.Totals is not { } totals || rows.Count == 0)
            return [];
        return
        [
            .. ledger.Columns.Select((column, index) => column.Id == totals.LabelColumn
                ? new LedgerCell.Text(totals.Label)
                : totals.Sum.Contains(column.Id)
                    ? new LedgerCell.Number(rows.Sum(row => row[index] is LedgerCell.Number number ? number.Value : 0))
                    : (LedgerCell)LedgerCell.Blank.Here),
        ];
    }

    private static IReadOnlyList<HeaderValue> Header(Ledger ledger, List<LedgerRecord> ordered, LedgerContext context) =>
        [.. ledger.HeaderFields.Select(field => new HeaderValue(field.Text, HeaderText(field, ordered, context)))];

    private static string HeaderText(LedgerHeaderField field, List<LedgerRecord> ordered, LedgerContext context)
    {
        if (field.Value == Ledger.ReportDate && ordered.Count > 0)
            return DateOnly.FromDateTime(ordered[^1].SubmittedAt.ToOffset(ChinaStandardTime).DateTime)
                .ToString(field.DateFormat, CultureInfo.InvariantCulture);
        return field.Value is { } name && context.Values.TryGetValue(name, out var value) && value.Length > 0 ? value : field.Blank;
    }
}
