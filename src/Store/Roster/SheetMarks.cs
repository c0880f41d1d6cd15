using DocumentFormat.OpenXml.Spreadsheet;
using Store.Packs;

namespace Store.Rosters;

/// <summary>The marks of one sheet, put on row by row in the order of the file.</summary>
internal sealed class SheetMarks
{
    private readonly RosterSheetShape shape;
    private readonly MarkedStyles styles;
    private readonly int notesColumn;
    private readonly SortedDictionary<int, List<int>> columns = [];
    private readonly Dictionary<int, string> notes = [];
    private int lastRow;

    public SheetMarks(RosterSheetShape shape, string heading, IEnumerable<CellProblem> problems, MarkedStyles styles, Messages messages)
    {
        this.shape = shape;
        this.styles = styles;
        notesColumn = shape.NotesColumn ?? shape.LastColumn + 1;
        foreach (var rows in problems.GroupBy(problem => problem.Sheet is null || problem.Row == 0 ? shape.HeaderRow : problem.Row))
        {
            columns[rows.Key] = [.. rows.Where(problem => problem is { Sheet: not null, Row: > 0 }).Select(problem => problem.Column).Distinct()];
            notes[rows.Key] = string.Join('\n', rows.Select(problem => (problem.Cell is { } cell ? cell + " " : "") + problem.Say(messages)));
        }
        columns.TryAdd(shape.HeaderRow, []);
        notes[shape.HeaderRow] = notes.TryGetValue(shape.HeaderRow, out var above) ? $"{heading}\n{above}" : heading;
    }

    /// <summary>Marked rows that the file does not have, because they are empty there, up to <paramref name="row"/>.</summary>
    public IEnumerable<Row> Before(Row row)
    {
        var number = row.RowIndex is { } index ? (int)index.Value : lastRow + 1;
        row.RowIndex = (uint)number;
        var missing = columns.Keys.Where(marked => marked > lastRow && marked < number).Select(Blank).ToList();
        lastRow = number;
        return missing;
    }

    /// <summary>Marked rows behind the last one of the file.</summary>
    public IEnumerable<Row> Rest() => columns.Keys.Where(marked => marked > lastRow).Select(Blank).ToList();

    public void Apply(Row row)
    {
        var number = (int)row.RowIndex!.Value;
        var place = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            place = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : place + 1;
            cell.CellReference = CellProblem.ColumnName(place) + number;
            cell.StyleIndex = styles.Unmarked(cell.StyleIndex);
        }
        if (number > shape.HeaderRow && shape.NotesColumn is { } earlier)
            Find(row, earlier)?.Remove();
        if (!columns.TryGetValue(number, out var marked))
            return;
        row.Spans = null; // narrower than the notes column
        foreach (var column in marked)
        {
            var cell = FindOrAdd(row, column);
            cell.StyleIndex = styles.Marked(cell.StyleIndex);
        }
        var note = FindOrAdd(row, notesColumn);
        note.CellFormula = null;
        note.CellValue = null;
        note.DataType = CellValues.InlineString;
        note.InlineString = new InlineString(new Text(notes[number]));
        note.StyleIndex = number == shape.HeaderRow ? note.StyleIndex : styles.Marked(note.StyleIndex);
    }

    private Row Blank(int number)
    {
        var row = new Row { RowIndex = (uint)number };
        Apply(row);
        return row;
    }

    private static Cell? Find(Row row, int column) =>
        row.Elements<Cell>().FirstOrDefault(cell => ColumnOf(cell.CellReference!.Value!) == column);

    private static Cell FindOrAdd(Row row, int column)
    {
        var next = row.Elements<Cell>().FirstOrDefault(cell => ColumnOf(cell.CellReference!.Value!) >= column);
        if (next is not null && ColumnOf(next.CellReference!.Value!) == column)
            return next;
        var cell = new Cell { CellReference = CellProblem.ColumnName(column) + row.RowIndex!.Value };
        return next is null ? row.AppendChild(cell)! : row.InsertBefore(cell, next)!;
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetter))
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        return column;
    }
}
