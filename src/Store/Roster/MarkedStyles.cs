using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Store.Rosters;

/// <summary>Every cell style of a workbook, with and without the red of a problem; everything else about a style stays.</summary>
internal sealed class MarkedStyles
{
    /// <summary>No built-in palette has it, so it tells our own marks in a copy that comes back.</summary>
    private const string Red = "FFFFC1B8";

    private readonly Stylesheet sheet;
    private readonly uint redFill;
    private readonly HashSet<uint> redFills;
    private readonly List<CellFormat> formats;
    private readonly Dictionary<uint, uint> marked = [];
    private readonly Dictionary<uint, uint> unmarked = [];

    /// <param name="book">Has a stylesheet; it is changed in memory alone.</param>
    public MarkedStyles(WorkbookPart book)
    {
        sheet = book.WorkbookStylesPart!.Stylesheet;
        sheet.Fonts ??= new Fonts(new Font());
        sheet.Fills ??= new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        sheet.Borders ??= new Borders(new Border());
        sheet.CellFormats ??= new CellFormats(new CellFormat());

        var fills = sheet.Fills.Elements<Fill>().ToList();
        redFills = [.. Enumerable.Range(0, fills.Count).Where(i => fills[i].PatternFill?.ForegroundColor?.Rgb?.Value == Red).Select(i => (uint)i)];
        redFill = redFills.Count > 0 ? redFills.First() : (uint)fills.Count;
        if (redFills.Add(redFill))
            sheet.Fills.Append(new Fill(new PatternFill(new ForegroundColor { Rgb = Red }) { PatternType = PatternValues.Solid }));
        formats = [.. sheet.CellFormats.Elements<CellFormat>()];
    }

    public UInt32Value Marked(UInt32Value? style) => Variant(style?.Value ?? 0, marked, redFill);

    /// <summary>The style without a mark of an earlier copy; the same where there is none.</summary>
    public UInt32Value? Unmarked(UInt32Value? style) =>
        style?.Value is { } index && index < formats.Count && formats[(int)index].FillId?.Value is { } fill && redFills.Contains(fill)
            ? Variant(index, unmarked, 0)
            : style;

    public void Save(Stream stylesheet)
    {
        sheet.Fills!.Count = (uint)sheet.Fills.Elements<Fill>().Count();
        sheet.CellFormats!.Count = (uint)formats.Count;
        sheet.Save(stylesheet);
    }

    private uint Variant(uint style, Dictionary<uint, uint> known, uint fill)
    {
        if (known.TryGetValue(style, out var variant))
            return variant;
        var format = style < formats.Count ? (CellFormat)formats[(int)style].CloneNode(deep: true) : new CellFormat();
        format.FillId = fill;
        format.ApplyFill = true;
        sheet.CellFormats!.Append(format);
        formats.Add(format);
        return known[style] = (uint)formats.Count - 1;
    }
}
