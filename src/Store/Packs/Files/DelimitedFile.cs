using System.Text;

namespace Store.Packs;

/// <summary>A .csv as spreadsheets save it: a header, then rows; a cell in double quotes may hold commas, line ends and "".</summary>
internal sealed record DelimitedFile(string Content, IReadOnlyList<string> Header, IReadOnlyList<DelimitedFile.Row> Rows, FormPlace At)
{
    public sealed record Row(FormPlace At, IReadOnlyList<string> Cells);

    public static DelimitedFile Read(string file, string content, FormIssues issues)
    {
        var text = content.TrimStart('\uFEFF');
        var lines = new List<Row>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (at, line, start) = (0, 1, 1);
        while (at < text.Length)
        {
            if (text[at] == '"' && cell.Length == 0)
                at = Quoted(at + 1);
            else if (text[at] is ',' or '\n')
            {
                EndCell();
                if (text[at] == '\n')
                    EndRow();
                at++;
            }
            else
                cell.Append(text[at++]);
        }
        if (cell.Length > 0 || cells.Count > 0)
        {
            EndCell();
            EndRow();
        }
        var top = new FormPlace(issues, file, 1);
        if (lines.Count == 0)
            top.Complain("the file is empty: its first line names the columns");
        foreach (var (column, number) in (lines.FirstOrDefault()?.Cells ?? []).Select((column, i) => (column, i)))
            if (column.Length > 0 && lines[0].Cells.Take(number).Contains(column))
                top.Complain($"the column '{column}' is there twice");
        foreach (var row in lines.Skip(1).Where(row => row.Cells.Count > lines[0].Cells.Count))
            row.At.Complain($"{row.Cells.Count} cells, but the header has {lines[0].Cells.Count}; put a cell that holds a comma in double quotes");
        return new DelimitedFile(content, lines.Count > 0 ? lines[0].Cells : [], [.. lines.Skip(1)], top);

        int Quoted(int from)
        {
            for (; from < text.Length; from++)
                if (text[from] != '"')
                {
                    line += text[from] == '\n' ? 1 : 0;
                    cell.Append(text[from]);
                }
                else if (from + 1 < text.Length && text[from + 1] == '"')
                    cell.Append(text[++from - 1]);
                else
                    return from + 1;
            new FormPlace(issues, file, start).Complain("a double quote is opened here and never closed");
            return from;
        }

        void EndCell()
        {
            cells.Add(SheetText.Trim(cell.ToString()));
            cell.Clear();
        }

        void EndRow()
        {
            if (cells.Exists(written => written.Length > 0))
                lines.Add(new Row(new FormPlace(issues, file, start), [.. cells]));
            cells.Clear();
            start = ++line;
        }
    }

    /// <summary>As pulldata() and instance() see it; blank cells are left out.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> ToTable() =>
        [.. Rows.Select(row => Header.Zip(row.Cells).Where(pair => pair.First.Length > 0 && pair.Second.Length > 0)
            .DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second))];

    /// <summary>As rows of a choices sheet that holds one list, named like the file.</summary>
    /// <param name="value">The column that is stored.</param>
    /// <param name="label">The column that is shown.</param>
    public IReadOnlyList<SheetRow> ToChoices(string list, string value, string label, string? language)
    {
        foreach (var wanted in (string[])[value, label])
            if (!Header.Any(column => column == wanted || column.StartsWith(wanted + "::", StringComparison.Ordinal)))
                At.Complain($"there is no column '{wanted}'; there are {string.Join(", ", Header)}");
        List<(string Column, string? Language)> columns = [.. Header.Select(Meaning)];
        return
        [
            .. Rows.Select(row => new SheetRow(
                row.At,
                [
                    new SheetCell("list_name", null, list, row.At),
                    .. columns.Zip(row.Cells).Where(pair => pair.First.Column.Length > 0 && pair.Second.Length > 0)
                        .Select(pair => new SheetCell(pair.First.Column, pair.First.Language, pair.Second, row.At)),
                ],
                language)),
        ];

        (string Column, string? Language) Meaning(string column)
        {
            if (column == value)
                return ("name", null);
            if (column == label)
                return ("label", null);
            if (column.StartsWith(label + "::", StringComparison.Ordinal))
                return ("label", column[(label.Length + 2)..]);
            // Not what is stored or shown here, whatever it is called.
            return (column is "name" or "label" or "list_name" ? "" : column, null);
        }
    }
}
