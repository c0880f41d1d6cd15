using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using Scheduler.Ledgers;
using Scheduler.Ledgers.Workbook;

namespace Scheduler.Tests.Ledgers.Workbook;

/// <summary>A written ledger, opened again by two readers that know nothing of the writer.</summary>
internal sealed class OpenedWorkbook : IDisposable
{
    private readonly SpreadsheetDocument document;

    public OpenedWorkbook(LedgerTable table)
    {
        Bytes = Write(table);
        document = SpreadsheetDocument.Open(new MemoryStream(Bytes), isEditable: false);
        Sheet = document.WorkbookPart!.WorksheetParts.First(part => part.Uri.OriginalString.EndsWith("sheet1.xml", StringComparison.Ordinal)).Worksheet;
        Cells = Sheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, StringComparer.Ordinal);
        Merges = [.. Sheet.Descendants<MergeCell>().Select(merge => merge.Reference!.Value!)];
    }

    public byte[] Bytes { get; }

    public Worksheet Sheet { get; }

    public DocumentFormat.OpenXml.Spreadsheet.Workbook Book => document.WorkbookPart!.Workbook;

    public IReadOnlyDictionary<string, Cell> Cells { get; }

    public IReadOnlyList<string> Merges { get; }

    public static byte[] Write(LedgerTable table)
    {
        using var stream = new MemoryStream();
        LedgerWorkbook.Write(table, stream);
        return stream.ToArray();
    }

    public static IReadOnlyList<string> Errors(byte[] workbook)
    {
        using var opened = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        return [.. new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(opened).Select(error => $"{error.Path?.XPath}: {error.Description}")];
    }

    public IEnumerable<string> SchemaErrors() =>
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document)
            .Select(error => $"{error.Path?.XPath}: {error.Description}");

    public string Text(string reference)
    {
        var cell = Cells[reference];
        if (cell.CellValue is null)
            return "";
        return cell.DataType?.Value == CellValues.SharedString
            ? document.WorkbookPart!.SharedStringTablePart!.SharedStringTable.ElementAt(int.Parse(cell.CellValue.Text)).InnerText
            : cell.CellValue.Text;
    }

    public CellFormat Format(string reference) => (CellFormat)document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!
        .ElementAt((int)Cells[reference].StyleIndex!.Value);

    public double Height(int row) => Sheet.Descendants<Row>().Single(each => each.RowIndex! == (uint)row).Height!;

    /// <summary>Every row as ExcelDataReader sees it.</summary>
    public List<object?[]> Rows()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(Bytes));
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        return rows;
    }

    public void Dispose() => document.Dispose();
}
