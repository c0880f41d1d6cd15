using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Store.Rosters;

/// <summary>
/// Cells whose formula failed (#N/A, #REF!) or was never computed. ExcelDataReader 3.6 gives them as blank,
/// which would lose them without a word.
/// </summary>
internal static class BrokenCells
{
    /// <summary>What such a cell reads as.</summary>
    public static readonly object Mark = new();

    /// <summary>Cell names (E17) by sheet.</summary>
    public static Dictionary<string, HashSet<string>> Find(Stream workbook)
    {
        var broken = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        if (document.WorkbookPart is not { } book)
            return broken;
        foreach (var sheet in book.Workbook.Descendants<Sheet>())
            if (sheet is { Id.Value: { } id, Name.Value: { } name } && book.GetPartById(id) is WorksheetPart part)
            {
                using var xml = part.GetStream();
                broken[name] = Find(XmlReader.Create(xml));
            }
        return broken;
    }

    private static HashSet<string> Find(XmlReader xml)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? formula = null;
        var cell = "";
        var isText = false;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "c" && formula is not null)
                found.Add(formula);
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "c":
                    (formula, cell) = (null, xml.GetAttribute("r") ?? "");
                    isText = xml.GetAttribute("t") == "str";
                    if (xml.GetAttribute("t") == "e")
                        found.Add(cell);
                    break;
                case "f": formula = cell; break;
                // Programs that write formulas without computing them leave the value empty; an empty text is a value.
                case "v" when isText || !xml.IsEmptyElement && xml.Read() && xml.NodeType == XmlNodeType.Text: formula = null; break;
            }
        }
        return found;
    }
}
