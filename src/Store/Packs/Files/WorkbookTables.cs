using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Store.Rosters;

namespace Store.Packs;

/// <summary>A form's sheets out of an .xlsx or .xls. Only cells that hold something are kept; anyone may have made the file.</summary>
internal sealed class WorkbookTables
{
    /// <summary>A heading over the header may take a few rows.</summary>
    private const int HeaderSearch = 20;

    private readonly FormPlace book;
    private readonly Dictionary<string, SheetScan> sheets;
    private long area, characters;
    private int cells;

    // ExcelDataReader asks for the code pages of .xls, and for 1252 even where it reads .xlsx.
    static WorkbookTables() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private WorkbookTables(FormPlace book, Dictionary<string, SheetScan> sheets)
    {
        this.book = book;
        this.sheets = sheets;
    }

    /// <summary>Null, with the one problem, where it cannot be read at all.</summary>
    public static IReadOnlyList<FormTable>? Read(byte[] content, FormPlace book)
    {
        try
        {
            var isZip = content is [(byte)'P', (byte)'K', ..];
            if (isZip && Unpacked(content) > FormLimits.UnpackedBytes)
            {
                book.Complain($"unpacks to more than {FormLimits.UnpackedBytes >> 20} MB; no form is as large");
                return null;
            }
            // Excel wraps an .xlsx that has a password into a container with a part of this name.
            if (!isZip && content.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
                return Locked(book);
            using var stream = new MemoryStream(content, writable: false);
            using var reader = ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
            return new WorkbookTables(book, isZip ? Scan(content, book) : []).Read(reader);
        }
        catch (InvalidPasswordException)
        {
            return Locked(book);
        }
        catch (TooLargeException large)
        {
            book.Complain(large.Message);
        }
        // Whatever a library trips over in somebody's file is the file's fault, in as many kinds of exception as it has parts.
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            book.Complain("not a workbook that can be read, or only a part of one; open it in Excel and save it again as .xlsx");
        }
        return null;
    }

    private static IReadOnlyList<FormTable>? Locked(FormPlace book)
    {
        book.Complain("protected with a password; save it without one");
        return null;
    }

    /// <summary>What its parts really unpack to, stopped at the limit: what they claim may be a lie.</summary>
    private static long Unpacked(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content, writable: false));
        var buffer = new byte[1 << 16];
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            while (total <= FormLimits.UnpackedBytes && part.Read(buffer) is > 0 and var read)
                total += read;
        }
        return total;
    }

    private static Dictionary<string, SheetScan> Scan(byte[] content, FormPlace book)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            return SheetScan.Read(stream);
        }
        catch (Exception unusual) when (unusual is OpenXmlPackageException or InvalidDataException or UriFormatException or InvalidOperationException or ArgumentException)
        {
            book.Note("formulas that failed cannot be told from empty cells in this file");
            return [];
        }
    }

    private List<FormTable> Read(IExcelDataReader reader)
    {
        var tables = new Dictionary<string, FormTable>(StringComparer.Ordinal);
        var others = new List<string>();
        var named = sheets.Keys.Select(FormSheets.NameOf).ToHashSet();
        do
        {
            if ((FormSheets.NameOf(reader.Name) ?? (FormSheets.OldNameOf(reader.Name) is { } old && !named.Contains(old) ? old : null)) is not { } name)
                others.Add(reader.Name);
            else if (tables.ContainsKey(name))
                (book with { Cell = reader.Name }).Complain($"there is more than one sheet '{name}'");
            else
                tables[name] = new FormTable(name, Rows(reader, name), Tolerant: true);
        }
        while (reader.NextResult());
        foreach (var other in others.Where(other => !tables.ContainsKey("survey") || FormSheets.Names.Any(name => !tables.ContainsKey(name))))
            if (Nearest.Find(FormColumns.Underscored(other), FormSheets.Names) is { } meant && !tables.ContainsKey(meant))
                (book with { Cell = other }).Complain($"unknown sheet '{other}'; did you mean '{meant}'?");
        if (!tables.ContainsKey("survey"))
            book.Complain($"'survey' is missing: the sheet with the questions; there is {string.Join(", ", others.Concat(tables.Keys))}");
        return [.. tables.Values];
    }

    private List<FormTableRow> Rows(IExcelDataReader reader, string sheet)
    {
        var at = book with { Cell = reader.Name };
        var known = sheet switch { "survey" => FormColumns.Survey, FormSheets.Settings => FormColumns.Settings, _ => FormColumns.Choices };
        var top = new List<(int Row, List<(int Column, string Text)> Cells)>();
        FormTableHeader?[]? headers = null;
        var rows = new List<FormTableRow>();
        var last = sheets.TryGetValue(reader.Name, out var scan) ? scan.LastRow : int.MaxValue;
        while (reader.Read() && reader.Depth < last)
        {
            if ((area += reader.FieldCount) > FormLimits.Area)
                throw new TooLargeException($"sheet '{reader.Name}' is formatted far beyond what it holds; delete the empty rows and columns after its last one");
            var columns = headers is null ? Enumerable.Range(0, reader.FieldCount) : Enumerable.Range(0, headers.Length).Where(column => headers[column] is not null);
            var row = columns.Select(column => (Column: column, Text: Text(reader, column, at))).Where(cell => cell.Text.Length > 0).ToList();
            if (row.Count == 0)
                continue;
            if (headers is not null)
                rows.Add(Row(at, reader.Depth, row, headers));
            else
            {
                top.Add((reader.Depth, row));
                if (top.Count < HeaderSearch && !IsHeader(row, known))
                    continue;
                var header = IsHeader(row, known) ? top.Count - 1 : 0;
                headers = Headers(at, top[header].Row, top[header].Cells);
                rows.AddRange(top.Skip(header + 1).Select(above => Row(at, above.Row, above.Cells, headers)));
            }
        }
        if (headers is null && top.Count > 0)
        {
            headers = Headers(at, top[0].Row, top[0].Cells);
            rows.AddRange(top.Skip(1).Select(above => Row(at, above.Row, above.Cells, headers)));
        }
        if (sheet == "survey" && !top.Exists(row => IsHeader(row.Cells, known)))
            at.Complain(top.Count == 0 ? "the sheet is empty" : "there is no column 'type': the first row names the columns type, name, label …");
        if (headers is not null)
            Spread(reader.MergeCells ?? [], rows, headers, at);
        return rows;
    }

    /// <summary>A row that names what the sheet cannot do without.</summary>
    private static bool IsHeader(List<(int Column, string Text)> row, IReadOnlyList<string> known) =>
        row.Any(cell => FormColumns.Canonical(cell.Text, known).Column is "type" or "list_name" or "form_id" or "form_title" or "version" or "default_language");

    private static FormTableHeader?[] Headers(FormPlace sheet, int row, List<(int Column, string Text)> cells)
    {
        var headers = new FormTableHeader?[cells[^1].Column + 1];
        foreach (var (column, text) in cells)
            headers[column] = new FormTableHeader(text, At(sheet, row, column));
        return headers;
    }

    private static FormTableRow Row(FormPlace sheet, int row, List<(int Column, string Text)> cells, FormTableHeader?[] headers) => new(
        At(sheet, row, cells[0].Column),
        [.. cells.Where(cell => cell.Column < headers.Length && headers[cell.Column] is not null)
            .Select(cell => new FormTableCell(headers[cell.Column]!, cell.Text, At(sheet, row, cell.Column)))]);

    private static FormPlace At(FormPlace sheet, int row, int column) =>
        sheet with { Line = row + 1, Cell = $"{sheet.Cell}!{CellProblem.ColumnName(column + 1)}{row + 1}" };

    /// <summary>A list name merged down over its choices counts for each; elsewhere only the first row of a merged cell has it, which is said.</summary>
    private static void Spread(CellRange[] merges, List<FormTableRow> rows, FormTableHeader?[] headers, FormPlace sheet)
    {
        foreach (var merge in merges.Where(merge => merge.ToRow > merge.FromRow && merge.FromColumn < headers.Length && headers[merge.FromColumn] is not null))
        {
            var header = headers[merge.FromColumn]!;
            if (rows.Find(row => row.At.Line == merge.FromRow + 1)?.Cells.FirstOrDefault(cell => cell.Header == header) is not { } first)
                continue;
            if (FormColumns.Canonical(header.Written, FormColumns.Choices).Column != "list_name")
                first.At.Note($"'{header.Written}' is merged over several rows; it is read for the first of them");
            else
                for (var i = 0; i < rows.Count; i++)
                    if (rows[i].At.Line > merge.FromRow + 1 && rows[i].At.Line <= merge.ToRow + 1)
                        rows[i] = rows[i] with { Cells = [new FormTableCell(header, first.Text, At(sheet, rows[i].At.Line - 1, merge.FromColumn)), .. rows[i].Cells] };
        }
    }

    private string Text(IExcelDataReader reader, int column, FormPlace sheet)
    {
        if (sheets.TryGetValue(reader.Name, out var scan) && scan.Broken.Count > 0 && scan.Broken.Contains(CellProblem.ColumnName(column + 1) + (reader.Depth + 1)))
        {
            At(sheet, reader.Depth, column).Complain("the formula here has no value; open the file in Excel, put it right and save it, or write the value itself");
            return "";
        }
        var text = reader.GetValue(column) switch
        {
            null => "",
            string written => SheetText.Trim(written),
            bool truth => truth ? "TRUE" : "FALSE",
            DateTime moment => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            TimeSpan time => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
            IFormattable number => Number(Convert.ToDouble(number, CultureInfo.InvariantCulture), reader.GetNumberFormatString(column)),
            var other => other.ToString() ?? "",
        };
        if (text.Length == 0)
            return "";
        characters += text.Length;
        if (++cells > FormLimits.Cells || characters > FormLimits.Characters)
            throw new TooLargeException($"more than {FormLimits.Cells} cells or {FormLimits.Characters} characters; no form is as large");
        return text;
    }

    /// <summary>A format such as 000 is how Excel shows the leading zeros of a code that it keeps as a number.</summary>
    private static string Number(double number, string? format) =>
        format is { Length: > 1 } && format.All(digit => digit == '0') && number is >= 0 and < 1e15
            ? number.ToString(format, CultureInfo.InvariantCulture)
            : Math.Abs(number) < 1e15 ? ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);

    private sealed class TooLargeException(string message) : Exception(message);
}
