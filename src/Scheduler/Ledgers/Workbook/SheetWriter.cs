using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Spreadsheet;
using Store.Packs;

namespace Scheduler.Ledgers.Workbook;

/// <summary>Writes the sheet from top to bottom in the order the format demands; a row is forgotten once it is written.</summary>
internal sealed class SheetWriter
{
    /// <summary>Above and below the table, on paper.</summary>
    public const double MarginInches = 0.79;

    /// <summary>More breaks than this, and Excel calls the file damaged.</summary>
    private const int MostBreaks = 1_000;

    private const double TitleHeight = 42;
    private const double HeaderFieldHeight = 24;
    private const double BlankRowHeight = 30;

    /// <summary>Half-widths between one header field and the next.</summary>
    private const double FieldRoom = 3;

    /// <summary>Beyond this many digits a spreadsheet number loses some: what is longer stays text.</summary>
    private const decimal LargestExactNumber = 999_999_999_999_999;

    /// <summary>A longer text reads from the left whatever its column; it must not carry the text format either.</summary>
    private const int LongestCentred = 100;

    /// <summary>Excel believes in a 29 February 1900, so that earlier serial numbers mean another day elsewhere.</summary>
    private static readonly DateOnly FirstReliableDate = new(1900, 3, 1);

    private readonly LedgerTable table;
    private readonly SheetMeasures measures;
    private readonly HeaderGrid header;
    private readonly SheetBlocks blocks;
    private readonly IReadOnlyList<HeaderValue> topFields;
    private readonly IReadOnlyList<int> pages;
    private readonly List<string> merges = [];
    private readonly int lastColumn;

    public SheetWriter(LedgerTable table, SharedTexts texts)
    {
        this.table = table;
        Texts = texts;
        measures = new SheetMeasures(table);
        header = new HeaderGrid(table.Ledger);
        blocks = new SheetBlocks(table, measures);
        topFields = [.. table.Header.Where(field => !field.AtBottom)];
        lastColumn = table.Columns.Count - 1;
        FirstHeaderRow = topFields.Count > 0 ? 3 : 2;
        LastHeaderRow = FirstHeaderRow + header.Levels - 1;
        pages = table.Ledger.Print.OnePage ? [] : Paginate();
    }

    public SharedTexts Texts { get; }

    /// <summary>The rows, counted from 1, that are printed on every page.</summary>
    public int FirstHeaderRow { get; }

    public int LastHeaderRow { get; }

    /// <summary>Steps by which the second and later footnotes are set in, so that they begin below the first one's number.</summary>
    public int NoteIndent =>
        (int)Math.Round(CellText.Units(table.Ledger.FootnoteLead) / (double)SheetStyles.HalfWidthsPerIndent, MidpointRounding.AwayFromZero);

    public void Write(Stream stream)
    {
        using var writer = XmlWriter.Create(stream, SheetXml.Settings);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(SheetXml.Prefix, "worksheet", SheetXml.Namespace);
        new SheetProperties(new PageSetupProperties { FitToPage = true }).WriteTo(writer);
        Views().WriteTo(writer);
        new SheetFormatProperties { DefaultRowHeight = 15 }.WriteTo(writer);
        new Columns(measures.Widths.Select((width, index) =>
            new Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = Math.Round(width, 2), CustomWidth = true })).WriteTo(writer);
        writer.WriteStartElement(SheetXml.Prefix, "sheetData", SheetXml.Namespace);
        WriteHeading(writer);
        WriteNotes(writer, WriteTable(writer));
        writer.WriteEndElement();
        if (merges.Count > 0)
            new MergeCells(merges.Select(merge => new MergeCell { Reference = merge })) { Count = (uint)merges.Count }.WriteTo(writer);
        new PrintOptions { HorizontalCentered = true }.WriteTo(writer);
        new PageMargins { Left = 0.59, Right = 0.59, Top = MarginInches, Bottom = MarginInches, Header = 0.39, Footer = 0.39 }.WriteTo(writer);
        Page(table.Ledger.Print).WriteTo(writer);
        new HeaderFooter(new OddFooter("&C" + FooterText(table.Ledger.Print.Footer))).WriteTo(writer);
        if (pages.Count is > 0 and <= MostBreaks)
            new RowBreaks(pages.Select(row => new Break { Id = (uint)(FirstTableRow + row - 1), Max = 16_383, ManualPageBreak = true }))
            {
                Count = (uint)pages.Count,
                ManualBreakCount = (uint)pages.Count,
            }.WriteTo(writer);
        writer.WriteEndElement();
    }

    private bool TotalsFirst => table.Totals.Count > 0 && table.Ledger.Totals!.First;

    /// <summary>Counted from 1.</summary>
    private int FirstTableRow => LastHeaderRow + (TotalsFirst ? 2 : 1);

    private IReadOnlyList<int> Paginate()
    {
        // The headings are repeated on every page, the title and the fields are not.
        var later = measures.PageHeight - measures.HeaderHeights(header).Sum();
        var above = TitleHeight + (topFields.Count > 0 ? FieldsHeight(FieldPlaces(topFields), HeaderFieldHeight) : 0);
        return blocks.Paginate(later - above - (TotalsFirst ? measures.RowHeight(table.Totals) : 0), later);
    }

    private SheetViews Views() => new(new SheetView(
        new Pane
        {
            VerticalSplit = LastHeaderRow,
            TopLeftCell = $"A{LastHeaderRow + 1}",
            ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        },
        new Selection { Pane = PaneValues.BottomLeft })
    { WorkbookViewId = 0 });

    private static PageSetup Page(LedgerPrint print) => new()
    {
        PaperSize = print.Paper == "A3" ? 8u : 9u,
        Orientation = print.Landscape ? OrientationValues.Landscape : OrientationValues.Portrait,
        FitToWidth = 1,
        FitToHeight = print.OnePage ? 1u : 0u,
    };

    /// <summary>An ampersand begins a command in a footer.</summary>
    private static string FooterText(string footer) => footer
        .Replace("&", "&&", StringComparison.Ordinal)
        .Replace("{page}", "&P", StringComparison.Ordinal)
        .Replace("{pages}", "&N", StringComparison.Ordinal);

    private void WriteHeading(XmlWriter writer)
    {
        Merge(1, 1, 0, lastColumn);
        WriteRow(writer, 1, TitleHeight, Span(0, lastColumn, table.Title, Look.Title));
        if (topFields.Count > 0)
            WriteFields(writer, 2, HeaderFieldHeight, topFields);
        var heights = measures.HeaderHeights(header);
        for (var level = 0; level < header.Levels; level++)
        {
            var row = FirstHeaderRow + level;
            var headings = header.Blocks.Where(block => block.FirstRow <= level && level <= block.LastRow).OrderBy(block => block.FirstColumn).ToList();
            foreach (var block in headings.Where(block => block.FirstRow == level))
                Merge(row, row + block.LastRow - block.FirstRow, block.FirstColumn, block.LastColumn);
            WriteRow(writer, row, heights[level], headings.SelectMany(block =>
                Span(block.FirstColumn, block.LastColumn, block.FirstRow == level ? block.Text : "", Look.Heading)));
        }
    }

    /// <summary>One field stands at the left; of several the first stands left, the last right, as on the printed forms.</summary>
    private void WriteFields(XmlWriter writer, int row, double least, IReadOnlyList<HeaderValue> fields)
    {
        var places = FieldPlaces(fields);
        WriteRow(writer, row, FieldsHeight(places, least), places.Index().SelectMany(place =>
        {
            var (text, first, last) = place.Item;
            Merge(row, row, first, last);
            return Span(first, last, text, place.Index == 0 ? Look.HeaderField : place.Index == places.Count - 1 ? Look.HeaderFieldRight : Look.HeaderFieldMiddle);
        }));
    }

    private double FieldsHeight(IReadOnlyList<(string Text, int First, int Last)> places, double least) =>
        Math.Max(least, places.Max(place => measures.NoteHeight(place.Text, place.First, place.Last)));

    /// <summary>Each gets its share of the width, and more where its text needs it and the others can spare it.</summary>
    private List<(string Text, int First, int Last)> FieldPlaces(IReadOnlyList<HeaderValue> fields)
    {
        var count = Math.Min(fields.Count, lastColumn + 1);
        // More fields than columns: the last cell takes what is left.
        var texts = Enumerable.Range(0, count).Select(field => string.Join("  ",
            (field == count - 1 ? fields.Skip(field) : fields.Skip(field).Take(1)).Select(value => value.Text + value.Value))).ToList();
        var needs = texts.ConvertAll(text => (double)CellText.LongestLine(text) + FieldRoom);
        var spare = Math.Max(0, measures.WidthOf(0, lastColumn) - needs.Sum()) / count;
        var places = new List<(string, int, int)>();
        var (first, until) = (0, 0.0);
        for (var field = 0; field < count; field++)
        {
            until += needs[field] + spare;
            var last = field == count - 1 ? lastColumn : first;
            while (field < count - 1 && last + (count - 1 - field) < lastColumn
                && (measures.WidthOf(first, last) < needs[field] || measures.WidthOf(0, last + 1) <= until))
                last++;
            places.Add((texts[field], first, last));
            first = last + 1;
        }
        return places;
    }

    /// <returns>The number of the first row below the table.</returns>
    private int WriteTable(XmlWriter writer)
    {
        var row = LastHeaderRow + 1;
        if (TotalsFirst)
            WriteTotals();
        var firstRow = row;
        foreach (var (index, cells) in table.Rows.Index())
            WriteRow(writer, row++, blocks.Height(index), TableCells(cells, column => blocks.Hides(index, column)));
        foreach (var block in blocks.All)
            Merge(firstRow + block.FirstRow, firstRow + block.LastRow, block.FirstColumn, block.LastColumn);
        if (table.Totals.Count > 0 && !TotalsFirst)
            WriteTotals();
        if (table.Rows.Count == 0)
        {
            LedgerCell[] blank = [.. Enumerable.Repeat(LedgerCell.Blank.Here, lastColumn + 1)];
            for (var left = table.Ledger.BlankRows; left > 0; left--)
                WriteRow(writer, row++, BlankRowHeight, TableCells(blank, static _ => false));
        }
        if (table.Header.Where(field => field.AtBottom).ToList() is { Count: > 0 } bottom)
            WriteFields(writer, row++, BlankRowHeight, bottom);
        return row;

        void WriteTotals()
        {
            foreach (var (first, last) in SheetBlocks.Across(table.Columns, table.Totals))
                Merge(row, row, first, last);
            WriteRow(writer, row++, measures.RowHeight(table.Totals), TableCells(table.Totals, static _ => false));
        }
    }

    private void WriteNotes(XmlWriter writer, int row)
    {
        var lead = table.Ledger.FootnoteLead;
        foreach (var (index, note) in table.Ledger.Footnotes.Index())
        {
            var text = index == 0 ? lead + note : note;
            var indent = index == 0 ? 0 : NoteIndent * SheetStyles.HalfWidthsPerIndent;
            Merge(row, row, 0, lastColumn);
            WriteRow(writer, row, measures.NoteHeight(text, indent), Span(0, lastColumn, text, index == 0 ? Look.FirstNote : Look.Note));
            row++;
        }
        foreach (var mark in table.Marks)
            row = WriteLine(writer, row, mark);
    }

    private int WriteLine(XmlWriter writer, int row, string text)
    {
        Merge(row, row, 0, lastColumn);
        WriteRow(writer, row, measures.NoteHeight(text, 0), Span(0, lastColumn, text, Look.FirstNote));
        return row + 1;
    }

    private static void WriteRow(XmlWriter writer, int row, double height, IEnumerable<SheetCell> cells)
    {
        var number = row.ToString(CultureInfo.InvariantCulture);
        writer.WriteStartElement(SheetXml.Prefix, "row", SheetXml.Namespace);
        writer.WriteAttributeString("r", number);
        writer.WriteAttributeString("ht", Math.Round(height, 2).ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("customHeight", "1");
        foreach (var cell in cells)
            SheetXml.Write(writer, number, cell);
        writer.WriteEndElement();
    }

    private IEnumerable<SheetCell> TableCells(IReadOnlyList<LedgerCell> cells, Func<int, bool> hidden) =>
        cells.Select((cell, column) => TableCell(column, hidden(column) ? LedgerCell.Blank.Here : cell));

    private SheetCell TableCell(int column, LedgerCell cell)
    {
        var text = cell.ToString()!;
        return cell switch
        {
            LedgerCell.Number number when Math.Abs(number.Value) <= LargestExactNumber =>
                new SheetCell(column, table.Columns[column].Type == LedgerColumnType.Percent ? Look.Percent : Look.Number, text),
            LedgerCell.Date date when date.Value >= FirstReliableDate =>
                new SheetCell(column, Look.Date, date.Value.ToDateTime(default).ToOADate().ToString(CultureInfo.InvariantCulture)),
            _ => TextCell(column, text, TextLook(text, measures.IsLong(column) || text.Length > LongestCentred)),
        };
    }

    private static Look TextLook(string text, bool isLong) => (isLong, CellText.LooksLikeFormula(text)) switch
    {
        (true, false) => Look.Long,
        (true, true) => Look.LongLiteral,
        (false, false) => Look.Short,
        (false, true) => Look.ShortLiteral,
    };

    /// <summary>The cells of a merged range: all carry its look, so that the border closes, and the first carries its text.</summary>
    private IEnumerable<SheetCell> Span(int first, int last, string text, Look look) =>
        Enumerable.Range(first, last - first + 1).Select(column => TextCell(column, column == first ? text : "", look));

    private SheetCell TextCell(int column, string text, Look look)
    {
        var clean = CellText.Clean(text);
        return clean.Length == 0 ? new(column, look, "") : new(column, look, Texts.NumberOf(clean).ToString(CultureInfo.InvariantCulture), IsText: true);
    }

    private void Merge(int firstRow, int lastRow, int firstColumn, int last)
    {
        if (firstRow != lastRow || firstColumn != last)
            merges.Add($"{SheetXml.Reference(firstRow, firstColumn)}:{SheetXml.Reference(lastRow, last)}");
    }
}
