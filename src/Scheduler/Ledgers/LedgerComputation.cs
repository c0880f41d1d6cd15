using System.Globalization;
using System.Text.RegularExpressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>From records to the rows, totals and checks of a ledger. Pure: no clock, so the same records always make the same ledger.</summary>
public static partial class LedgerComputation
{
    internal static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    /// <summary>The ledger of one set of records. Rows come in the order the records were handed in, whatever order they are given in.</summary>
    public static LedgerTable Compute(Ledger ledger, IReadOnlyList<LedgerRecord> records, LedgerContext context) =>
        Compute(ledger, new LedgerRecords(new Dictionary<string, IReadOnlyList<LedgerRecord>> { [ledger.Inputs[0].Name] = records }), context);

    public static LedgerTable Compute(Ledger ledger, LedgerRecords records, LedgerContext context)
    {
        var ordered = LedgerSelection.Of(ledger, Dated(ledger, records));
        var plan = ledger.Rows.AreCounted ? new CountingPlan(ledger) : null;
        var table = Table(ledger, plan, ordered, context, judged: true);
        return table with { Sheets = Sheets(table, plan, ordered, context) };
    }

    /// <summary>What a row says of being overdue is said as of the last day that anything was handed in.</summary>
    private static LedgerRecords Dated(Ledger ledger, LedgerRecords records)
    {
        if (ledger.Rows.AreCounted || ReportDate(records) is not { } day || !ledger.Columns.Any(column =>
                column.Source is LedgerSource.Formula formula && formula.Expression.References.Contains(Ledger.ReportDate)))
            return records;
        var written = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(records.ByInput.ToDictionary(input => input.Key, input => (IReadOnlyList<LedgerRecord>)
            [.. input.Value.Select(record => record with { Context = new Dictionary<string, string>(record.Context) { [Ledger.ReportDate] = written } })]));
    }

    /// <param name="judged">Whether its checks are tried; a sheet is part of what was.</param>
    private static LedgerTable Table(Ledger ledger, CountingPlan? plan, LedgerRecords records, LedgerContext context, bool judged)
    {
        var date = ReportDate(records);
        var figured = plan is not null ? LedgerCounting.Count(plan, records, context) : LedgerListing.List(ledger, records);
        return new(ledger, [.. figured.Rows.Select(row => Printed(ledger, row))], Printed(ledger, figured.Totals), Header(ledger, date, context),
            judged ? LedgerChecks.Run(ledger, figured, records, context, date) : [])
        {
            Title = Title(ledger, context),
            Known = new Dictionary<string, string>(context.Values) { [Ledger.ReportDate] = date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "" },
            Keys = figured.Keys,
            Origins = figured.Origins,
        };
    }

    // Measures come after the columns and are not printed.
    private static IReadOnlyList<LedgerCell> Printed(Ledger ledger, IReadOnlyList<LedgerCell> figures) =>
        figures.Count > ledger.Columns.Count ? [.. figures.Take(ledger.Columns.Count)] : figures;

    private static List<LedgerSheet> Sheets(LedgerTable whole, CountingPlan? plan, LedgerRecords records, LedgerContext context)
    {
        if (whole.Ledger is not { Sheets: { } wanted } ledger)
            return [];
        var units = context.Units.Where(unit => unit.Level == wanted.Level).ToList();
        var (byUnit, outside) = records.ByUnit(units);
        var sheets = new List<LedgerSheet>();
        foreach (var (unit, within) in units.Zip(byUnit))
            if (wanted.Empty || within.Any)
                sheets.Add(new(unit.Name, Table(ledger, plan, within, context.For(unit), judged: false)));
        // One unit alone needs no sheet beside the table that is its own already.
        if (units.Count == 1 && !outside.Any)
            return [];
        if (wanted.WithAll && sheets.Count > 0)
            sheets.Insert(0, new("", whole));
        else if (outside.Any)
            sheets.Add(new("", Table(ledger, plan, outside, context, judged: false)));
        return sheets;
    }

    /// <summary>A value that does not fit its column's type stays as it was written: a ledger shows what is stored.</summary>
    internal static LedgerCell Typed(LedgerColumnType type, string value)
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
    internal static DateOnly? Day(string value) =>
        (value.Length == 10 || value.Length > 10 && value[10] == 'T')
        && DateOnly.TryParseExact(value.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>The day of the latest record that was handed in; null where none was.</summary>
    internal static DateOnly? ReportDate(LedgerRecords records)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var input in records.ByInput.Values)
            foreach (var record in input)
                if (record.SubmittedAt > latest)
                    latest = record.SubmittedAt;
        return latest == DateTimeOffset.MinValue ? null : DateOnly.FromDateTime(latest.ToOffset(ChinaStandardTime).DateTime);
    }

    private static IReadOnlyList<HeaderValue> Header(Ledger ledger, DateOnly? date, LedgerContext context) =>
        [.. ledger.HeaderFields.Select(field => new HeaderValue(field.Text, HeaderText(field, date, context)) { AtBottom = field.AtBottom })];

    private static string HeaderText(LedgerHeaderField field, DateOnly? date, LedgerContext context)
    {
        if (field.Value == Ledger.ReportDate && date is { } day)
            return day.ToString(field.DateFormat, CultureInfo.InvariantCulture);
        return field.Value is { } name && context.Values.TryGetValue(name, out var value) && value.Length > 0 ? value : field.Blank;
    }

    /// <summary>The line left blank in a title is for the unit's name, without what the title says anyway.</summary>
    private static string Title(Ledger ledger, LedgerContext context)
    {
        if (context.Values.GetValueOrDefault("unit") is not { Length: > 0 } unit)
            return ledger.Title;
        var ending = ledger.TitleDrops.FirstOrDefault(drop => unit.Length > drop.Length && unit.EndsWith(drop, StringComparison.Ordinal)) ?? "";
        return Line().Replace(ledger.Title, unit[..^ending.Length].Replace("$", "$$", StringComparison.Ordinal), 1);
    }

    [GeneratedRegex("_{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
