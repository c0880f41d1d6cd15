using Store.Packs;

namespace Scheduler.Ledgers.Workbook;

/// <summary>Column widths and row heights of a sheet, estimated from what is in it: no program computes them when a file is opened.</summary>
internal sealed class SheetMeasures
{
    /// <summary>Points a line of 10.5-point text takes, with the leading of the more generous fonts.</summary>
    private const double LineHeight = 15.5;
    private const double Padding = 7;
    private const double LeastRow = 24;

    /// <summary>The highest row Excel knows.</summary>
    private const double HighestRow = 409;
    private const int MostLines = (int)((HighestRow - Padding) / LineHeight);

    /// <summary>A short text wider than this is wrapped, so that it does not crowd out the long ones.</summary>
    private const double WidestShort = 20;
    private const double LeastLong = 24;
    private const double LeastShort = 8;

    /// <summary>Room for a pen.</summary>
    private const double LeastByHand = 12;

    /// <summary>A table narrower than its page is spread, but never so far that the eye loses the row.</summary>
    private const double MostSpread = 2;

    /// <summary>What a program sets differently from what is reckoned here must not push the last row of a page onto a page of its own.</summary>
    private const double PageSlack = 0.97;

    private readonly double[] widths;
    private readonly bool[] isLong;
    private readonly LedgerPrint print;

    /// <summary>Long columns whose width nobody has set: they share what is left of the page.</summary>
    private readonly bool[] stretches;

    public SheetMeasures(LedgerTable table)
    {
        print = table.Ledger.Print;
        var page = PageUnits(print);
        var contents = LongestContents(table);
        var least = table.Columns.Select(column => Math.Max(
            HeaderWidth(column.Path[^1]) + 2,
            column.IsNumeric ? 0 : table.Rows.Count == 0 ? LeastByHand : LeastShort)).ToArray();
        isLong = [.. table.Columns.Select((column, index) => column.Type == LedgerColumnType.Text
            && (contents[index] > Math.Max(LeastLong, column.Width ?? 0) || contents[index] == 0))];
        stretches = [.. table.Columns.Select((column, index) => column.Width is null && isLong[index])];
        widths = [.. table.Columns.Select((column, index) => column.Width ?? Math.Max(least[index], Math.Min(contents[index], WidestShort) + 2))];
        if (stretches.Contains(true))
            ShareTheRest(page, contents);
        else
            Spread(page, table.Columns);
    }

    public IReadOnlyList<double> Widths => widths;

    /// <summary>True for a column of sentences, which read from the left; a column of words stands in the middle.</summary>
    public bool IsLong(int column) => isLong[column];

    /// <summary>Points that a page has for rows, margins off, as they are before the sheet is shrunk to the paper's width.</summary>
    public double PageHeight
    {
        get
        {
            var (narrow, wide) = print.Paper == "A3" ? (842.0, 1191.0) : (595.0, 842.0);
            var shrunk = Math.Min(1, PageUnits(print) / FilledInExcel / widths.Sum());
            return ((print.Landscape ? narrow : wide) - 2 * SheetWriter.MarginInches * 72) * PageSlack / shrunk;
        }
    }

    public double WidthOf(int first, int last) => widths[first..(last + 1)].Sum();

    public double RowHeight(IReadOnlyList<LedgerCell> cells, Func<int, bool>? without = null)
    {
        var lines = 1;
        for (var column = 0; column < widths.Length; column++)
            if (cells[column] is LedgerCell.Text text && without?.Invoke(column) != true)
                lines = Math.Max(lines, CellText.Lines(text.Value, widths[column]));
        return Height(lines, LeastRow);
    }

    /// <summary>What a text needs over several columns, however many rows it has for it.</summary>
    public double BlockHeight(string text, int first, int last) => CellText.Lines(text, WidthOf(first, last)) * LineHeight + Padding;

    /// <summary>The height of every header row; a cell that spans rows and lacks room makes its last row higher.</summary>
    public double[] HeaderHeights(HeaderGrid header)
    {
        var heights = Enumerable.Repeat(LeastRow, header.Levels).ToArray();
        foreach (var block in header.Blocks.OrderBy(block => block.LastRow - block.FirstRow))
        {
            var needed = Height(CellText.Lines(block.Text, WidthOf(block.FirstColumn, block.LastColumn)), LeastRow);
            var missing = needed - heights[block.FirstRow..(block.LastRow + 1)].Sum();
            heights[block.LastRow] += Math.Max(0, missing);
        }
        return heights;
    }

    public double NoteHeight(string note, double indent) =>
        Height(CellText.Lines(note, WidthOf(0, widths.Length - 1) - indent), LineHeight);

    /// <summary>What a header field needs over several columns.</summary>
    public double NoteHeight(string text, int first, int last) => Height(CellText.Lines(text, WidthOf(first, last)), LineHeight);

    private static double Height(int lines, double least) => Math.Min(HighestRow, Math.Max(least, lines * LineHeight + Padding));

    /// <summary>What part of the paper's width those half-widths take in Excel.</summary>
    private const double FilledInExcel = 0.945;

    /// <summary>
    /// How many half-widths fit beside each other on the paper, margins off. One takes 1.85 mm in Excel and WPS and 2.1 mm in
    /// LibreOffice; this fills nine tenths of the paper in the first two and is shrunk by less than a tenth in the third.
    /// </summary>
    private static double PageUnits(LedgerPrint print) => (print.Paper, print.Landscape) switch
    {
        ("A3", true) => 200,
        ("A3", false) or (_, true) => 136,
        _ => 92,
    };

    /// <summary>A long heading is wrapped into three lines rather than setting the width of its column.</summary>
    private static double HeaderWidth(string heading)
    {
        var units = CellText.LongestLine(heading);
        return units <= 12 ? units : Math.Max(12, Math.Ceiling(units / 3.0));
    }

    private static int[] LongestContents(LedgerTable table)
    {
        var longest = new int[table.Columns.Count];
        foreach (var row in table.Totals.Count > 0 ? table.Rows.Append(table.Totals) : table.Rows)
            for (var column = 0; column < longest.Length; column++)
                longest[column] = Math.Max(longest[column], row[column] is LedgerCell.Text text
                    ? CellText.LongestLine(text.Value)
                    : row[column].ToString()!.Length);
        return longest;
    }

    /// <summary>What the short columns leave of the page goes to the long ones, by the square root of what they hold.</summary>
    private void ShareTheRest(double page, int[] contents)
    {
        var rest = page - widths.Where((_, column) => !stretches[column]).Sum();
        // The root keeps one very long answer from starving its neighbours.
        var weights = contents.Select((content, column) => stretches[column] ? Math.Sqrt(Math.Max(content, 40)) : 0).ToArray();
        for (var column = 0; column < widths.Length; column++)
            if (stretches[column])
                widths[column] = Math.Max(
                    Math.Max(LeastLong, rest * weights[column] / weights.Sum()),
                    Math.Min(200, Math.Ceiling(contents[column] / (double)MostLines) + 2));
    }

    private void Spread(double page, IReadOnlyList<LedgerColumn> columns)
    {
        var factor = Math.Clamp(page / widths.Sum(), 1, MostSpread);
        for (var column = 0; column < widths.Length; column++)
            if (columns[column].Width is null)
                widths[column] *= factor;
    }
}
