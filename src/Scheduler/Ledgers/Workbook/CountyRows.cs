using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Scheduler.Ledgers.Workbook;

/// <summary>Room for what is filled into the county's own rows: they are as high as it made them, and higher where words would be hidden.</summary>
internal sealed class CountyRows
{
    private const double LineHeight = 15.5;
    private const double Padding = 3;
    private const double HighestRow = 409;
    private const double UsualHeight = 15;
    private const double UsualWidth = 8.43;

    private readonly Dictionary<int, double> widths = [];
    private readonly double usualWidth;
    private readonly double usualHeight;

    /// <param name="row">The one that repeats: its merged cells have the room of all their columns.</param>
    public CountyRows(Worksheet sheet, int row)
    {
        var format = sheet.GetFirstChild<SheetFormatProperties>();
        usualWidth = format?.DefaultColumnWidth?.Value ?? UsualWidth;
        usualHeight = format?.DefaultRowHeight?.Value ?? UsualHeight;
        foreach (var columns in sheet.Descendants<Column>())
            for (var column = columns.Min!.Value; column <= Math.Min(columns.Max!.Value, 256); column++)
                widths[(int)column] = columns.Width?.Value ?? usualWidth;
        foreach (var ends in sheet.Descendants<MergeCell>().Select(merge => merge.Reference!.Value!.Split(':')).Where(ends => RowOf(ends[0]) == row).ToList())
        {
            var (first, last) = (ColumnOf(ends[0]), ColumnOf(ends[^1]));
            widths[first] = Enumerable.Range(first, last - first + 1).Sum(WidthOf);
        }
    }

    public void Fit(Row row)
    {
        var lines = row.Elements<Cell>().Select(cell => cell.InlineString?.InnerText is { Length: > 0 } text
            ? CellText.Lines(text, WidthOf(ColumnOf(cell.CellReference!.Value!)))
            : 1).DefaultIfEmpty(1).Max();
        var needed = Math.Min(HighestRow, lines * LineHeight + Padding);
        if (lines == 1 || needed <= (row.Height?.Value ?? usualHeight))
            return;
        row.Height = Math.Round(needed, 2);
        row.CustomHeight = true;
    }

    private double WidthOf(int column) => widths.GetValueOrDefault(column, usualWidth);

    private static int RowOf(string reference) => int.Parse(string.Concat(reference.SkipWhile(char.IsAsciiLetter)), CultureInfo.InvariantCulture);

    private static int ColumnOf(string reference) => reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1);
}
