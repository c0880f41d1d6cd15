using System.Globalization;

namespace Store.Packs;

/// <summary>
/// The county's own workbook over a layout that counts: the layout says how figures come about, the workbook where they stand. A cell names
/// <c>${column}</c> where there is one row, or in the row that repeats; <c>${row.column}</c> and <c>${totals.column}</c> anywhere.
/// </summary>
internal static class CountedTemplate
{
    /// <param name="cells">Reference → the names in it.</param>
    /// <param name="complain">Told the cell and what is wrong with it.</param>
    /// <returns>The row that repeats, 0 where none does, and its column letters in the order of the ledger's columns.</returns>
    public static (int Row, List<string> Letters) Read(Ledger known, IReadOnlyDictionary<string, List<string>> cells, Action<string, string> complain)
    {
        var ids = known.Columns.Select(column => column.Id).ToHashSet();
        var row = known.Rows is LedgerRows.One ? 0 : RepeatingRow(cells, ids);
        foreach (var (reference, names) in cells)
            foreach (var name in names)
                if (Problem(known, ids, name, RowOf(reference) == row) is { } problem)
                    complain(reference, problem);
        if (row == 0 && cells.Values.All(names => names.TrueForAll(name => !IsFigure(known, ids, name))))
            complain("", $"no cell names a figure of '{known.Id}', e.g. ${{{known.Columns[^1].Id}}}");
        return (row, row == 0 ? [] : [.. known.Columns.Select(column => LetterOf(cells, row, column.Id))]);
    }

    private static string? Problem(Ledger known, HashSet<string> ids, string name, bool repeats)
    {
        var (row, column) = LedgerTemplate.Parts(name);
        if (row.Length == 0)
            return repeats || known.Rows is LedgerRows.One
                ? ids.Contains(column) || IsHeader(column) ? null : $"there is no field '{name}'{Nearest.Suggest(name, ids)}"
                : IsHeader(column) ? null : $"there is no field '{name}' outside the row that repeats{Nearest.Suggest(name, Ledger.HeaderContext)}";
        if (!ids.Contains(column))
            return $"there is no field '{column}'{Nearest.Suggest(column, ids)}";
        return row == LedgerTemplate.Totals
            ? known.Totals is null ? $"'{known.Id}' has no totals" : null
            : Keys(known).Contains(row) ? null : $"'{known.Id}' has no row '{row}'{Nearest.Suggest(row, Keys(known))}";
    }

    private static bool IsFigure(Ledger known, HashSet<string> ids, string name) =>
        LedgerTemplate.Parts(name) is var (row, column) && ids.Contains(column) && (row.Length > 0 || known.Rows is LedgerRows.One);

    private static bool IsHeader(string name) => Ledger.HeaderContext.Contains(name) || name == LedgerTemplateReader.Count;

    private static List<string> Keys(Ledger known) => known.Rows is LedgerRows.Fixed printed ? [.. printed.Printed.Select(row => row.Key)] : [];

    // Header fields and columns share some names, such as town: the row with the most columns is meant.
    private static int RepeatingRow(IReadOnlyDictionary<string, List<string>> cells, HashSet<string> ids) => cells
        .SelectMany(cell => cell.Value.Select(name => (Row: RowOf(cell.Key), Name: name)))
        .GroupBy(field => field.Row)
        .Where(row => row.Any(field => ids.Contains(field.Name) && !IsHeader(field.Name)))
        .OrderByDescending(row => row.Count(field => ids.Contains(field.Name))).ThenBy(row => row.Key)
        .Select(row => row.Key).FirstOrDefault();

    private static string LetterOf(IReadOnlyDictionary<string, List<string>> cells, int row, string column) =>
        cells.Where(cell => RowOf(cell.Key) == row && cell.Value is [var only] && only == column)
            .Select(cell => string.Concat(cell.Key.TakeWhile(char.IsAsciiLetter))).FirstOrDefault("");

    private static int RowOf(string reference) =>
        int.TryParse(string.Concat(reference.SkipWhile(char.IsAsciiLetter)), CultureInfo.InvariantCulture, out var row) ? row : 0;
}
