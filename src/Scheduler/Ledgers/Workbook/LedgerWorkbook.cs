using System.IO.Compression;
using System.Security;
using System.Text;
using DocumentFormat.OpenXml;
using Xlsx = DocumentFormat.OpenXml.Spreadsheet;

namespace Scheduler.Ledgers.Workbook;

/// <summary>
/// Writes a ledger as .xlsx. The zip is put together here rather than by the packaging library: that one keeps a whole sheet
/// in memory, and dates its entries and names its relationships differently at each run. Here the same ledger gives the same bytes.
/// </summary>
public static class LedgerWorkbook
{
    private const int LongestSheetName = 31;

    private static readonly char[] NotInSheetNames = ['[', ']', ':', '*', '?', '/', '\\', '\''];

    /// <summary>Writes one row after the other. The stream stays open.</summary>
    public static void Write(LedgerTable table, Stream stream)
    {
        if (table.Ledger.Template is { } template)
        {
            CountyWorkbook.Write(table, template, stream);
            return;
        }
        var texts = new SharedTexts();
        IReadOnlyList<(string Name, SheetWriter Sheet)> sheets = table.Sheets.Count == 0
            ? [(SheetName(table.Title, table.Ledger.Id), new SheetWriter(table, texts))]
            : [.. Named(table).Select(sheet => (sheet.Name, new SheetWriter(sheet.Table with { Marks = table.Marks }, texts)))];
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        AddText(zip, "[Content_Types].xml", ContentTypes(sheets.Count));
        AddText(zip, "_rels/.rels", Relationships(
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", "xl/workbook.xml"),
            ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")));
        AddText(zip, "docProps/core.xml", CoreProperties(table.Title));
        AddText(zip, "xl/_rels/workbook.xml.rels", Relationships(
        [
            .. sheets.Select((_, index) => ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet", $"worksheets/sheet{index + 1}.xml")),
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles", "styles.xml"),
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings", "sharedStrings.xml"),
        ]));
        Add(zip, "xl/workbook.xml", part => WriteRoot(part, Book(sheets)));
        Add(zip, "xl/styles.xml", part => WriteRoot(part, SheetStyles.Stylesheet(table.Ledger.Print, sheets[0].Sheet.NoteIndent)));
        foreach (var (index, (_, sheet)) in sheets.Index())
            Add(zip, $"xl/worksheets/sheet{index + 1}.xml", sheet.Write);
        Add(zip, "xl/sharedStrings.xml", texts.Write);
    }

    private static Xlsx.Workbook Book(IReadOnlyList<(string Name, SheetWriter Sheet)> sheets) => new(
        new Xlsx.Sheets(sheets.Select((sheet, index) => new Xlsx.Sheet { Name = sheet.Name, SheetId = (uint)index + 1, Id = $"rId{index + 1}" })),
        new Xlsx.DefinedNames(sheets.Select((sheet, index) => new Xlsx.DefinedName($"'{sheet.Name}'!${sheet.Sheet.FirstHeaderRow}:${sheet.Sheet.LastHeaderRow}")
        {
            Name = "_xlnm.Print_Titles",
            LocalSheetId = (uint)index,
        })));

    /// <summary>Two villages of one name get a number; a workbook's sheets are told apart without regard to case.</summary>
    private static IEnumerable<LedgerSheet> Named(LedgerTable table)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var sheet in table.Sheets)
        {
            var wanted = SheetName(sheet.Name.Length > 0 ? sheet.Name : table.Title, table.Ledger.Id);
            var name = wanted;
            for (var number = 2; !taken.Add(name); number++)
                name = $"{wanted[..Math.Min(wanted.Length, LongestSheetName - 4)]} {number}";
            yield return sheet with { Name = name };
        }
    }

    private static string SheetName(string wanted, string otherwise)
    {
        var allowed = string.Concat(wanted.Where(letter => !NotInSheetNames.Contains(letter) && !char.IsControl(letter)));
        return allowed.Length switch
        {
            0 => otherwise,
            > LongestSheetName => allowed[..LongestSheetName],
            _ => allowed,
        };
    }

    private static void Add(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = UndatedPackage.NoTime;
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

    private static string Relationships(params IReadOnlyList<(string Type, string Target)> targets) =>
        """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
        + string.Concat(targets.Select((target, index) =>
            $"""<Relationship Id="rId{index + 1}" Type="{target.Type}" Target="{target.Target}"/>"""))
        + "</Relationships>";

    private static string CoreProperties(string title) =>
        $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{SecurityElement.Escape(CellText.Clean(title))}</dc:title></cp:coreProperties>
        """;

    private static string ContentTypes(int sheets) =>
        $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
        {string.Concat(Enumerable.Range(1, sheets).Select(sheet =>
            $"""<Override PartName="/xl/worksheets/sheet{sheet}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""))}
        <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
        </Types>
        """;
}
