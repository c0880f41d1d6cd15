using System.IO.Compression;
using System.Security;
using System.Text;
using DocumentFormat.OpenXml;
using Store.Packs;
using Xlsx = DocumentFormat.OpenXml.Spreadsheet;

namespace Scheduler.Ledgers.Workbook;

/// <summary>
/// Writes a ledger as .xlsx. The zip is put together here rather than by the packaging library: that one keeps a whole sheet
/// in memory, and dates its entries and names its relationships differently at each run. Here the same ledger gives the same bytes.
/// </summary>
public static class LedgerWorkbook
{
    /// <summary>The earliest time a zip entry can carry.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int LongestSheetName = 31;

    private static readonly char[] NotInSheetNames = ['[', ']', ':', '*', '?', '/', '\\', '\''];

    /// <summary>Writes one row after the other. The stream stays open.</summary>
    public static void Write(LedgerTable table, Stream stream)
    {
        var sheet = new SheetWriter(table);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        AddText(zip, "[Content_Types].xml", ContentTypes);
        AddText(zip, "_rels/.rels", Relationships(
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", "xl/workbook.xml"),
            ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")));
        AddText(zip, "docProps/core.xml", CoreProperties(table.Ledger.Title));
        AddText(zip, "xl/_rels/workbook.xml.rels", Relationships(
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet", "worksheets/sheet1.xml"),
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles", "styles.xml"),
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings", "sharedStrings.xml")));
        Add(zip, "xl/workbook.xml", part => WriteRoot(part, Book(SheetName(table.Ledger), sheet)));
        Add(zip, "xl/styles.xml", part => WriteRoot(part, SheetStyles.Stylesheet(table.Ledger.Print, sheet.NoteIndent)));
        Add(zip, "xl/worksheets/sheet1.xml", sheet.Write);
        Add(zip, "xl/sharedStrings.xml", sheet.Texts.Write);
    }

    private static Xlsx.Workbook Book(string sheetName, SheetWriter sheet) => new(
        new Xlsx.Sheets(new Xlsx.Sheet { Name = sheetName, SheetId = 1, Id = "rId1" }),
        new Xlsx.DefinedNames(new Xlsx.DefinedName($"'{sheetName}'!${sheet.FirstHeaderRow}:${sheet.LastHeaderRow}")
        {
            Name = "_xlnm.Print_Titles",
            LocalSheetId = 0,
        }));

    private static string SheetName(Ledger ledger)
    {
        var allowed = string.Concat(ledger.Title.Where(letter => !NotInSheetNames.Contains(letter) && !char.IsControl(letter)));
        return allowed.Length switch
        {
            0 => ledger.Id,
            > LongestSheetName => allowed[..LongestSheetName],
            _ => allowed,
        };
    }

    private static void Add(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        using var part = entry.Open();
        write(part);
    }

    private static void AddText(ZipArchive zip, string name, string xml) =>
        Add(zip, name, part => part.Write(Encoding.UTF8.GetBytes(xml)));

    private static void WriteRoot(Stream part, OpenXmlElement root)
    {
        using var writer = OpenXmlWriter.Create(part, Encoding.UTF8);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(root);
    }

    private static string Relationships(params (string Type, string Target)[] targets) =>
        """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
        + string.Concat(targets.Select((target, index) =>
            $"""<Relationship Id="rId{index + 1}" Type="{target.Type}" Target="{target.Target}"/>"""))
        + "</Relationships>";

    private static string CoreProperties(string title) =>
        $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{SecurityElement.Escape(CellText.Clean(title))}</dc:title></cp:coreProperties>
        """;

    private const string ContentTypes =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
        <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
        </Types>
        """;
}
