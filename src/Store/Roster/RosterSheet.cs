using ExcelDataReader;

namespace Store.Rosters;

/// <summary>One sheet of the file: its headings and the rows that hold anything.</summary>
internal sealed class RosterSheet
{
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
        object? Value(int i) => broken is { Count: > 0 } && broken.Contains(CellProblem.ColumnName(i + 1) + (reader.Depth + 1))
            ? BrokenCells.Mark
            : ValueOf(reader, i, layout);

        var top = new List<object?[]>();
        while (top.Count < RosterHeadings.SearchRows && reader.Read())
            top.Add([.. Enumerable.Range(0, reader.FieldCount).Select(Value)]);
        if (RosterHeadings.Find(reader.Name, sheet, layout, top, reader.MergeCells ?? [], problems) is not { } headings)
            return null;

        var read = new RosterSheet(reader.Name, sheet, layout, headings, problems);
        var places = sheet.Columns.Select(column => headings.Columns.GetValueOrDefault(column.Key) - 1).ToArray();
        for (var i = headings.LastRow; i < top.Count; i++)
            read.Keep(i + 1, [.. places.Select(place => place < 0 || place >= top[i].Length ? null : top[i][place])]);
        while (reader.Read())
        {
            var values = new object?[places.Length];
            for (var i = 0; i < places.Length; i++)
                if (places[i] >= 0 && places[i] < reader.FieldCount)
                    values[i] = Value(places[i]);
            read.Keep(reader.Depth + 1, values);
        }
        return read;
    }

    private void Keep(int number, object?[] values)
    {
        if (!Array.TrueForAll(values, value => value is null))
            Rows.Add(new RosterRow(this, number, values));
    }

    private static object? ValueOf(IExcelDataReader reader, int i, RosterLayout layout)
    {
        switch (reader.GetValue(i))
        {
            case string text:
                var trimmed = RosterText.Trim(text);
                return trimmed.Length == 0 || layout.Blanks.Contains(trimmed) ? null : trimmed;
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
