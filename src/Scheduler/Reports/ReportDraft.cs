using System.Text.RegularExpressions;
using Scheduler.Ledgers;
using Store.Packs;

namespace Scheduler.Reports;

/// <summary>A report with its figures filled in; what nobody knows is left blank for the writer. Pure.</summary>
/// <param name="Paragraphs">In the order of the source.</param>
public sealed partial record ReportDraft(Report Report, IReadOnlyList<ReportParagraph> Paragraphs)
{
    /// <param name="figures">The report's own figures, counted.</param>
    /// <param name="ledgers">The ledgers whose cells it quotes, by id.</param>
    public static ReportDraft Fill(Report report, LedgerTable figures, IReadOnlyDictionary<string, LedgerTable> ledgers, LedgerContext context)
    {
        var known = new Dictionary<string, string>(context.Values);
        foreach (var (index, column) in figures.Columns.Index())
            known[column.Id] = figures.Rows[0][index].ToString()!;
        foreach (var (name, cell) in report.Cells)
            if (ledgers.TryGetValue(cell.Ledger, out var ledger))
                known[name] = CellOf(ledger, cell);
        return new(report, [.. report.Body.Select(paragraph => paragraph with { Text = Filled(paragraph.Text, known, report.Blank) })]);
    }

    private static string CellOf(LedgerTable table, ReportCell cell)
    {
        var column = table.Columns.ToList().FindIndex(each => each.Id == cell.Column);
        if (cell.Row == "totals")
            return table.Totals.Count > 0 ? table.Totals[column].ToString()! : "0";
        var row = table.Keys.ToList().IndexOf(cell.Row) is var byKey and >= 0 ? byKey
            : int.TryParse(cell.Row, out var number) ? number - 1
            : table.Rows.ToList().FindIndex(cells => cells.Any(each => each.ToString() == cell.Row));
        return row >= 0 && row < table.Rows.Count ? table.Rows[row][column].ToString()! : "";
    }

    private static string Filled(string text, Dictionary<string, string> known, string blank) => InBraces().Replace(text, found =>
        known.GetValueOrDefault(found.Groups["name"].Value) is { Length: > 0 } value ? value : blank);

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InBraces();
}
