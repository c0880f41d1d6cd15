using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Store.Rosters;

/// <summary>What a sheet of an .xlsx says that a reader of its values does not.</summary>
/// <param name="Broken">Names of the cells (E17) whose formula failed or was never computed.</param>
/// <param name="LastRow">The last that holds any value, 1-based; a million formatted ones may follow.</param>
internal sealed record SheetScan(HashSet<string> Broken, int LastRow)
{
    /// <summary>By the sheet's name.</summary>
    public static Dictionary<string, SheetScan> Read(Stream workbook)
    {
        var scans = new Dictionary<string, SheetScan>(StringComparer.Ordinal);
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        if (document.WorkbookPart is not { } book)
            return scans;
        foreach (var sheet in book.Workbook.Descendants<Sheet>())
            if (sheet is { Id.Value: { } id, Name.Value: { } name } && book.GetPartById(id) is WorksheetPart part)
            {
                using var xml = part.GetStream();
                scans[name] = Read(XmlReader.Create(xml));
            }
        return scans;
    }

    private static SheetScan Read(XmlReader xml)
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        string? formula = null;
        var cell = "";
        var isText = false;
        var (row, last) = (0, 0);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "c" && formula is not null)
                broken.Add(formula);
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "row":
                    row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : row + 1;
                    break;
                case "c":
                    (formula, cell) = (null, xml.GetAttribute("r") ?? "");
                    isText = xml.GetAttribute("t") == "str";
                    if (xml.GetAttribute("t") == "e")
                        broken.Add(cell);
                    break;
                case "f": formula = cell; last = row; break;
                case "is": last = row; break;
                case "v":
                    last = row;
                    // Programs that write formulas without computing them leave the value empty; an empty text is a value.
                    if (isText || (!xml.IsEmptyElement && xml.Read() && xml.NodeType == XmlNodeType.Text))
                        formula = null;
                    break;
            }
        }
        return new SheetScan(broken, last);
    }
}
