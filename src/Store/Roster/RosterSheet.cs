using ExcelDataReader;

namespace Store.Rosters;

/// <summary>One sheet of the file: its headings and the rows that hold anything.</summary>
internal sealed class RosterSheet
{
    /// <summary>Longer than any id or name, shorter than an ID number.</summary>
    private const int LongestWord = 16;

    private readonly RosterHeadings headings;

    private RosterSheet(string tab, RosterSheetLayout sheet, RosterLayout layout, RosterHeadings headings, List<CellProblem> problems)
    {
        Tab = tab;
        Sheet = sheet;
        Layout = layout;
        Problems = problems;
        this.headings = headings;
    }

    public string Tab { get; }
    public RosterSheetLayout Sheet { get; }
    public RosterLayout Layout { get; }
    public List<CellProblem> Problems { get; }
    public List<RosterRow> Rows { get; } = [];

    public RosterSheetShape Shape => new(
        Sheet.Key, Tab, headings.LastRow, headings.LastColumn, headings.NotesColumn, headings.Columns, [.. Rows.Select(row => row.Number)]);

    public bool Has(string column) => headings.Columns.ContainsKey(column);

    /// <summary>1-based column of the file; 1 where the sheet lacks it.</summary>
    public int ColumnOf(string column) => headings.Columns.GetValueOrDefault(column, 1);

    /// <summary>Reads the sheet that <paramref name="reader"/> stands on; null (with a problem) where it has no headings.</summary>
    public static RosterSheet? Read(
        IExcelDataReader reader, RosterSheetLayout sheet, RosterLayout layout, HashSet<string>? broken, List<CellProblem> problems)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        object? Value(int i) => broken is { Count: > 0 } && broken.Contains(CellProblem.ColumnName(i + 1) + (reader.Depth + 1))
            ? BrokenCells.Mark
            : ValueOf(reader, i, layout, words);

        var top = new List<object?[]>();
        while (top.Count < RosterHeadings.SearchRows && reader.Read())
            top.Add([.. Enumerable.Range(0, reader.FieldCount).Select(Value)]);
        var merges = reader.MergeCells ?? [];
        if (RosterHeadings.Find(reader.Name, sheet, layout, top, merges, problems) is not { } headings)
            return null;

        var read = new RosterSheet(reader.Name, sheet, layout, headings, problems);
        var covered = Covered(merges, headings.LastRow);
        var places = sheet.Columns.Select(column => headings.Columns.GetValueOrDefault(column.Key) - 1).ToArray();
        var above = new object?[places.Length];
        void Take(int row, int width, Func<int, object?> value)
        {
            var values = new object?[places.Length];
            for (var i = 0; i < places.Length; i++)
                if (places[i] >= 0 && places[i] < width)
                    values[i] = value(places[i]) ?? (covered.Contains((row, places[i])) ? above[i] : null);
            above = values;
            if (!Array.TrueForAll(values, cell => cell is null))
                read.Rows.Add(new RosterRow(read, row + 1, values));
        }
        for (var row = headings.LastRow; row < top.Count; row++)
            Take(row, top[row].Length, i => top[row][i]);
        while (reader.Read())
            Take(reader.Depth, reader.FieldCount, Value);
        return read;
    }

    /// <summary>Cells that a merged one above covers, as where one household number stands beside all its members. Both from 0.</summary>
    private static HashSet<(int Row, int Column)> Covered(CellRange[] merges, int firstRow) =>
        [.. merges.Where(merge => merge.FromColumn == merge.ToColumn && merge.FromRow >= firstRow)
            .SelectMany(merge => Enumerable.Range(merge.FromRow + 1, merge.ToRow - merge.FromRow).Select(row => (row, merge.FromColumn)))];

    /// <param name="words">The short words of the sheet so far: most of them come again and again, and need not be kept as often.</param>
    private static object? ValueOf(IExcelDataReader reader, int i, RosterLayout layout, Dictionary<string, string> words)
    {
        switch (reader.GetValue(i))
        {
            case string text:
                var trimmed = RosterText.Trim(text);
                if (trimmed.Length == 0 || layout.Blanks.Contains(trimmed))
                    return null;
                return trimmed.Length > LongestWord || words.TryAdd(trimmed, trimmed) ? trimmed : words[trimmed];
            case int whole:
                return Number(whole, reader.GetNumberFormatString(i));
            case double number:
                return Number(number, reader.GetNumberFormatString(i));
            case var other:
                return other;
        }
    }

    /// <summary>A format such as 000 is how Excel shows the leading zeros of a code that it keeps as a number.</summary>
    private static object Number(double number, string? format) =>
        format is { Length: > 1 } && format.All(c => c == '0') && number >= 0 && number < 1e15
            ? number.ToString(format)
            : number;
}
