using System.Globalization;
using System.Text;
using System.Xml;

namespace Scheduler.Ledgers.Workbook;

/// <summary>A cell on its way to the sheet.</summary>
/// <param name="Value">As the format stores it: a number, or the number of a shared text; "" = nothing in it.</param>
internal readonly record struct SheetCell(int Column, Look Look, string Value, bool IsText = false);

/// <summary>The XML of rows, written as it comes: the library's elements take several objects for each of a million cells.</summary>
internal static class SheetXml
{
    public const string Prefix = "x";
    public const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Texts have been cleaned before; the part is written as UTF-8 without a mark before it.</summary>
    public static XmlWriterSettings Settings { get; } = new()
    {
        Encoding = new UTF8Encoding(false),
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.None,
    };

    private static readonly string[] Letters = [.. Enumerable.Range(0, 256).Select(LettersOf)];

    private static readonly string[] Styles = [.. Enum.GetValues<Look>().Select(look => ((uint)look).ToString(CultureInfo.InvariantCulture))];

    /// <param name="row">Its number, counted from 1.</param>
    public static void Write(XmlWriter writer, string row, SheetCell cell)
    {
        writer.WriteStartElement(Prefix, "c", Namespace);
        writer.WriteStartAttribute("r");
        writer.WriteString(cell.Column < Letters.Length ? Letters[cell.Column] : LettersOf(cell.Column));
        writer.WriteString(row);
        writer.WriteEndAttribute();
        writer.WriteAttributeString("s", Styles[(int)cell.Look]);
        if (cell.IsText)
            writer.WriteAttributeString("t", "s");
        if (cell.Value.Length > 0)
        {
            writer.WriteStartElement(Prefix, "v", Namespace);
            writer.WriteString(cell.Value);
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    public static string Reference(int row, int column) => LettersOf(column) + row.ToString(CultureInfo.InvariantCulture);

    private static string LettersOf(int column)
    {
        var letters = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
            letters = (char)('A' + (left - 1) % 26) + letters;
        return letters;
    }
}
