using ExcelDataReader;

namespace Store.Rosters;

/// <summary>
/// Finds the row of headings: titles may stand above it, cells may be merged over several rows or columns,
/// and the columns may come in any order.
/// </summary>
internal sealed class RosterHeadings
{
    /// <summary>Titles, notes and group headings above the headings never take more rows than this.</summary>
    public const int SearchRows = 20;

    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);

    private RosterHeadings(int row, int lastRow)
    {
        Row = row;
        LastRow = lastRow;
    }

    /// <summary>1-based row of the headings themselves, and the last row that a merged heading covers.</summary>
    public int Row { get; }
    public int LastRow { get; }
    public int LastColumn { get; private set; } = 1;
    public int? NotesColumn { get; private set; }

    /// <summary>Column key → 1-based column of the file.</summary>
    public IReadOnlyDictionary<string, int> Columns => columns;

    /// <summary>Null (with a problem) where no row looks like headings.</summary>
    public static RosterHeadings? Find(
        string tab, RosterSheetLayout sheet, RosterLayout layout, IReadOnlyList<object?[]> top, CellRange[] merges, List<CellProblem> problems)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in sheet.Columns)
            foreach (var name in column.Names)
                names.TryAdd(RosterText.Heading(name), column.Key);

        var best = -1;
        var most = 0;
        for (var row = 0; row < top.Count; row++)
        {
            var known = Texts(top, row, merges).Where(names.ContainsKey).Select(text => names[text]).Distinct(StringComparer.Ordinal).Count();
            if (known > most)
                (best, most) = (row, known);
        }
        if (most < Math.Min(2, sheet.Columns.Count))
        {
            var wanted = string.Join(layout.Separator, sheet.Columns.Select(column => column.Name));
            problems.Add(new CellProblem(tab, 1, 1, RosterMessages.HeadingsMissing, [("columns", wanted)]));
            return null;
        }
        var last = merges.Where(merge => merge.FromRow <= best && merge.ToRow >= best && merge.FromColumn == merge.ToColumn)
            .Select(merge => merge.ToRow).Append(best).Max();
        var headings = new RosterHeadings(best + 1, last + 1);
        headings.Assign(tab, sheet, layout, names, Texts(top, best, merges), top[best], problems);
        return headings;
    }

    private void Assign(
        string tab,
        RosterSheetLayout sheet,
        RosterLayout layout,
        Dictionary<string, string> names,
        List<string> texts,
        object?[] written,
        List<CellProblem> problems)
    {
        var strangers = new List<int>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Length == 0)
                continue;
            LastColumn = i + 1;
            if (IsNotes(written[i], layout.NotesHeading))
                NotesColumn = i + 1;
            else if (!names.TryGetValue(texts[i], out var key))
            {
                if (!layout.IgnoredHeadings.Contains(texts[i]))
                    strangers.Add(i);
            }
            else if (!columns.TryAdd(key, i + 1))
                problems.Add(new CellProblem(tab, Row, i + 1, RosterMessages.ColumnTwice,
                    [("column", sheet.Columns.First(column => column.Key == key).Name), ("cell", CellProblem.ColumnName(columns[key]) + Row)]));
        }

        // A heading that nobody understands beside a column that nobody found is most likely that column:
        // reading on would silently lose it. Strangers alone are the county's own extra columns.
        foreach (var column in sheet.Columns.Where(column => !columns.ContainsKey(column.Key)))
            if (strangers.Count > 0 && !column.Optional)
                problems.Add(new CellProblem(tab, Row, strangers[0] + 1, RosterMessages.ColumnUnclear,
                    [("column", column.Name), ("found", string.Join(layout.Separator, strangers.Select(i => written[i] ?? texts[i])))]));
            else if (column.Required)
                problems.Add(new CellProblem(tab, Row, 1, RosterMessages.ColumnMissing, [("column", column.Name)]));
    }

    /// <summary>The heading of an earlier copy's notes, which may have notes on the headings themselves behind it.</summary>
    private static bool IsNotes(object? written, string heading) =>
        written is string text && (text == heading || text.StartsWith(heading + ' ', StringComparison.Ordinal));

    /// <summary>The headings of a row; a cell merged from above counts as that cell, a cell merged from the left does not.</summary>
    private static List<string> Texts(IReadOnlyList<object?[]> top, int row, CellRange[] merges)
    {
        var texts = top[row].Select(value => value is string text ? RosterText.Heading(text) : "").ToList();
        foreach (var merge in merges)
            if (merge.FromColumn == merge.ToColumn && merge.FromRow < row && merge.ToRow >= row
                && merge.FromColumn < texts.Count && texts[merge.FromColumn].Length == 0
                && top[merge.FromRow][merge.FromColumn] is string above)
                texts[merge.FromColumn] = RosterText.Heading(above);
        return texts;
    }
}
