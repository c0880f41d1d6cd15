using DocumentFormat.OpenXml.Spreadsheet;
using Store.Packs;

namespace Scheduler.Ledgers.Workbook;

/// <summary>The looks a cell can have; the value is its index in the stylesheet.</summary>
internal enum Look : uint
{
    Plain, Title, HeaderField, HeaderFieldMiddle, HeaderFieldRight, Heading, Short, ShortLiteral, Long, LongLiteral, Number, Percent, Date,
    FirstNote, Note,
}

/// <summary>The stylesheet of a ledger, in the order of <see cref="Look"/>.</summary>
internal static class SheetStyles
{
    /// <summary>What later footnotes are set in by, in the workbook's own steps of about three half-widths.</summary>
    public const int HalfWidthsPerIndent = 3;

    private const uint Plain = 0;
    private const uint Bold = 1;
    private const uint Large = 2;
    private const uint AsText = 49;
    private const uint WholePercent = 10;
    private const uint IsoDate = 164;

    /// <param name="noteIndent">Steps that the second and later footnotes are set in by.</param>
    public static Stylesheet Stylesheet(LedgerPrint print, int noteIndent) => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = IsoDate, FormatCode = "yyyy\\-mm\\-dd" }) { Count = 1 },
        new Fonts(Font(print.Font, 10.5), Font(print.Font, 10.5, bold: true), Font(print.TitleFont, 18, bold: true)) { Count = 3 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), Grid()) { Count = 2 },
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
        new CellFormats([.. Enum.GetValues<Look>().Select(look => Format(look, noteIndent))]) { Count = (uint)Enum.GetValues<Look>().Length },
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });

    private static CellFormat Format(Look look, int noteIndent) => look switch
    {
        Look.Title => Format(Large, HorizontalAlignmentValues.Center),
        Look.HeaderField => Format(Plain, HorizontalAlignmentValues.Left),
        Look.HeaderFieldMiddle => Format(Plain, HorizontalAlignmentValues.Center),
        Look.HeaderFieldRight => Format(Plain, HorizontalAlignmentValues.Right),
        Look.Heading => Format(Bold, HorizontalAlignmentValues.Center, bordered: true),
        // Short texts carry the text format, so that an ID number stays one when somebody edits the cell.
        // Long ones must not: old Excel shows ##### for more than 255 characters under it.
        Look.Short => Format(Plain, HorizontalAlignmentValues.Center, AsText, bordered: true),
        Look.ShortLiteral => Format(Plain, HorizontalAlignmentValues.Center, AsText, bordered: true, literal: true),
        Look.Long => Format(Plain, HorizontalAlignmentValues.Left, bordered: true),
        Look.LongLiteral => Format(Plain, HorizontalAlignmentValues.Left, bordered: true, literal: true),
        Look.Number => Format(Plain, HorizontalAlignmentValues.Center, bordered: true),
        Look.Percent => Format(Plain, HorizontalAlignmentValues.Center, WholePercent, bordered: true),
        Look.Date => Format(Plain, HorizontalAlignmentValues.Center, IsoDate, bordered: true),
        Look.FirstNote => Format(Plain, HorizontalAlignmentValues.Left, top: true),
        Look.Note => Format(Plain, HorizontalAlignmentValues.Left, indent: (uint)noteIndent, top: true),
        _ => new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 },
    };

    /// <param name="literal">Keeps a text that begins like a formula a text even after it was edited.</param>
    private static CellFormat Format(
        uint font,
        HorizontalAlignmentValues horizontal,
        uint numberFormat = 0,
        bool bordered = false,
        bool literal = false,
        uint indent = 0,
        bool top = false) => new()
        {
            NumberFormatId = numberFormat,
            FontId = font,
            FillId = 0,
            BorderId = bordered ? 1u : 0u,
            FormatId = 0,
            QuotePrefix = literal ? true : null,
            ApplyNumberFormat = numberFormat != 0 ? true : null,
            ApplyFont = true,
            ApplyBorder = bordered ? true : null,
            ApplyAlignment = true,
            Alignment = new Alignment
            {
                Horizontal = horizontal,
                Vertical = top ? VerticalAlignmentValues.Top : VerticalAlignmentValues.Center,
                WrapText = true,
                Indent = indent > 0 ? indent : null,
            },
        };

    private static Font Font(string name, double size, bool bold = false)
    {
        const int gb2312 = 134;
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new Color { Indexed = 64 }, new FontName { Val = name }, new FontCharSet { Val = gb2312 });
        return font;
    }

    private static Border Grid() => new(
        Edge(new LeftBorder()), Edge(new RightBorder()), Edge(new TopBorder()), Edge(new BottomBorder()), new DiagonalBorder());

    private static BorderPropertiesType Edge(BorderPropertiesType edge)
    {
        edge.Style = BorderStyleValues.Thin;
        edge.Append(new Color { Indexed = 64 });
        return edge;
    }
}
