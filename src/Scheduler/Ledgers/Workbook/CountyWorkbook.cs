using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Store.Packs;

namespace Scheduler.Ledgers.Workbook;

/// <summary>
/// Fills the county's own workbook: the row with fields is there once for each record, what stands below it moves down, everything
/// else stays as they made it.
/// </summary>
internal static partial class CountyWorkbook
{
    public static void Write(LedgerTable table, LedgerTemplate template, Stream stream)
    {
        using var filled = new MemoryStream();
        filled.Write(Convert.FromBase64String(template.Content));
        using (var document = SpreadsheetDocument.Open(filled, isEditable: true))
        {
            var book = document.WorkbookPart!;
            var sheet = book.Workbook.Descendants<Sheet>().Single(each => each.Name == template.Sheet);
            var part = (WorksheetPart)book.GetPartById(sheet.Id!.Value!);
            FillFields(book, part.Worksheet, template, table);
            if (template.Row > 0)
            {
                var moved = Math.Max(table.Rows.Count, 1) - 1;
                Repeat(book, part.Worksheet, template, table, moved);
                MoveNames(book, sheet, template.Row, moved);
            }
            Mark(part.Worksheet, table.Marks);
            RemoveSettings(book, sheet);
            if (book.CalculationChainPart is { } chain)
                book.DeletePart(chain);
        }
        UndatedPackage.Write(filled, stream);
    }

    private static void FillFields(WorkbookPart book, Worksheet sheet, LedgerTemplate template, LedgerTable table)
    {
        foreach (var cell in sheet.Descendants<Cell>().Where(cell => template.Fields.ContainsKey(cell.CellReference?.Value ?? "")))
        {
            var text = template.Fields[cell.CellReference!.Value!];
            if (Field().Match(text) is { } whole && whole.Length == text.Trim().Length && Figure(table, whole.Groups["name"].Value) is { } figure)
                Set(book, cell, figure);
            else
                SetText(cell, Field().Replace(text, found => found.Groups["name"].Value is var name && name == "count"
                    ? table.Rows.Count.ToString(CultureInfo.InvariantCulture)
                    : Figure(table, name)?.ToString() ?? Known(table, name)));
        }
    }

    /// <summary>A figure by its row and column, or by its column where there is one row; null where it is none.</summary>
    private static LedgerCell? Figure(LedgerTable table, string name)
    {
        var (row, id) = LedgerTemplate.Parts(name);
        var column = table.Columns.ToList().FindIndex(each => each.Id == id);
        if (column < 0 || (row.Length == 0 && table.Ledger.Rows is not LedgerRows.One))
            return null;
        if (row == LedgerTemplate.Totals)
            return table.Totals.Count > 0 ? table.Totals[column] : LedgerCell.Blank.Here;
        var at = row.Length == 0 ? 0 : table.Keys.ToList().IndexOf(row);
        return at >= 0 && at < table.Rows.Count ? table.Rows[at][column] : null;
    }

    // What is asked for by nobody in particular is the county's.
    private static string Known(LedgerTable table, string name) =>
        table.Known.GetValueOrDefault(name) ?? (name == "unit" ? table.Known.GetValueOrDefault("county", "") : "");

    private static void Repeat(WorkbookPart book, Worksheet sheet, LedgerTemplate template, LedgerTable table, int moved)
    {
        var data = sheet.GetFirstChild<SheetData>()!;
        var pattern = data.Elements<Row>().Single(row => row.RowIndex! == (uint)template.Row);
        foreach (var row in data.Elements<Row>().Where(row => row.RowIndex! > (uint)template.Row))
            MoveRow(row, moved);
        foreach (var formula in data.Descendants<CellFormula>())
            formula.Text = Moved(formula.Text, template.Row, moved);
        var room = new CountyRows(sheet, template.Row);
        var after = (OpenXmlElement)pattern;
        for (var number = 0; number <= moved; number++)
        {
            var row = (Row)pattern.CloneNode(true);
            MoveRow(row, number);
            foreach (var (index, letter) in template.Cells.Index())
                if (letter.Length > 0 && row.Elements<Cell>().FirstOrDefault(cell => cell.CellReference!.Value!.StartsWith(letter, StringComparison.Ordinal)
                    && char.IsAsciiDigit(cell.CellReference!.Value![letter.Length])) is { } cell)
                    Set(book, cell, number < table.Rows.Count ? table.Rows[number][index] : LedgerCell.Blank.Here);
            room.Fit(row);
            data.InsertAfter(row, after);
            after = row;
        }
        pattern.Remove();
        if (sheet.GetFirstChild<MergeCells>() is { } merges)
            MoveMerges(merges, template.Row, moved);
        foreach (var validation in sheet.Descendants<DataValidation>())
            validation.SequenceOfReferences = new ListValue<StringValue>(validation.SequenceOfReferences!.Items.Select(item => new StringValue(Moved(item.Value!, template.Row, moved))));
        foreach (var formatting in sheet.Descendants<ConditionalFormatting>())
            formatting.SequenceOfReferences = new ListValue<StringValue>(formatting.SequenceOfReferences!.Items.Select(item => new StringValue(Moved(item.Value!, template.Row, moved))));
        if (sheet.SheetDimension is { } dimension)
            dimension.Reference = Moved(dimension.Reference!.Value!, template.Row, moved);
    }

    private static void MoveRow(Row row, int by)
    {
        row.RowIndex = row.RowIndex! + (uint)by;
        foreach (var cell in row.Elements<Cell>())
            cell.CellReference = string.Concat(cell.CellReference!.Value!.TakeWhile(char.IsAsciiLetter)) + row.RowIndex.Value.ToString(CultureInfo.InvariantCulture);
    }

    // A merge within the row that repeats is there for each record.
    private static void MoveMerges(MergeCells merges, int row, int moved)
    {
        foreach (var merge in merges.Elements<MergeCell>().ToList())
        {
            var ends = merge.Reference!.Value!.Split(':');
            if (RowOf(ends[0]) < row)
                continue;
            if (RowOf(ends[0]) > row)
                merge.Reference = string.Join(':', ends.Select(end => At(end, RowOf(end) + moved)));
            else
                for (var number = 1; number <= moved; number++)
                    merges.Append(new MergeCell { Reference = string.Join(':', ends.Select(end => At(end, row + number))) });
        }
        merges.Count = (uint)merges.Elements<MergeCell>().Count();
    }

    private static void MoveNames(WorkbookPart book, Sheet sheet, int row, int moved)
    {
        foreach (var name in book.Workbook.Descendants<DefinedName>().Where(name => name.Text.Contains(sheet.Name!.Value!, StringComparison.Ordinal) || name.Text.StartsWith('$')))
            name.Text = Moved(name.Text, row, moved);
    }

    /// <summary>References below the row move; a range that ends with it grows.</summary>
    private static string Moved(string text, int row, int moved) => Reference().Replace(text, found =>
    {
        var at = int.Parse(found.Groups["row"].Value, CultureInfo.InvariantCulture);
        var moves = at > row || at == row && found.Index > 0 && text[found.Index - 1] == ':';
        return found.Groups["column"].Value + (moves ? at + moved : at).ToString(CultureInfo.InvariantCulture);
    });

    private static void Mark(Worksheet sheet, IReadOnlyList<string> marks)
    {
        var data = sheet.GetFirstChild<SheetData>()!;
        foreach (var mark in marks)
        {
            var number = data.Elements<Row>().Max(row => row.RowIndex!.Value) + 1;
            var cell = new Cell { CellReference = $"A{number.ToString(CultureInfo.InvariantCulture)}" };
            SetText(cell, mark);
            data.Append(new Row(cell) { RowIndex = number });
        }
    }

    private static void RemoveSettings(WorkbookPart book, Sheet kept)
    {
        var index = 0u;
        foreach (var sheet in book.Workbook.Descendants<Sheet>().ToList())
        {
            if (sheet != kept && sheet.Name!.Value!.Trim().ToLowerInvariant() is "settings" or "设置")
            {
                foreach (var name in book.Workbook.Descendants<DefinedName>().Where(name => name.LocalSheetId?.Value == index).ToList())
                    name.Remove();
                book.DeletePart(sheet.Id!.Value!);
                sheet.Remove();
            }
            else
            {
                index++;
                continue;
            }
            foreach (var name in book.Workbook.Descendants<DefinedName>().Where(name => name.LocalSheetId?.Value > index))
                name.LocalSheetId = name.LocalSheetId! - 1;
        }
        if (book.Workbook.DefinedNames is { } names && !names.HasChildren)
            names.Remove();
        foreach (var view in book.Workbook.Descendants<WorkbookView>())
            view.ActiveTab = null;
    }

    private static void Set(WorkbookPart book, Cell cell, LedgerCell value)
    {
        cell.CellFormula = null;
        switch (value)
        {
            case LedgerCell.Number number:
                cell.DataType = null;
                cell.InlineString = null;
                cell.CellValue = new CellValue(number.ToString());
                break;
            case LedgerCell.Date date when IsDate(book, cell):
                cell.DataType = null;
                cell.InlineString = null;
                cell.CellValue = new CellValue(date.Value.ToDateTime(default).ToOADate().ToString(CultureInfo.InvariantCulture));
                break;
            default:
                SetText(cell, value.ToString()!);
                break;
        }
    }

    private static void SetText(Cell cell, string text)
    {
        cell.CellValue = null;
        cell.CellFormula = null;
        cell.InlineString = text.Length == 0 ? null : new InlineString(new Text(CellText.Clean(text)) { Space = SpaceProcessingModeValues.Preserve });
        cell.DataType = text.Length == 0 ? null : CellValues.InlineString;
    }

    private static bool IsDate(WorkbookPart book, Cell cell)
    {
        var sheet = book.WorkbookStylesPart?.Stylesheet;
        var format = sheet?.CellFormats?.Elements<CellFormat>().ElementAtOrDefault((int)(cell.StyleIndex?.Value ?? 0))?.NumberFormatId?.Value ?? 0;
        return format is >= 14 and <= 22 or >= 27 and <= 36 or >= 50 and <= 58
            || sheet?.NumberingFormats?.Elements<NumberingFormat>().FirstOrDefault(each => each.NumberFormatId! == format)?.FormatCode?.Value?.Contains('y', StringComparison.OrdinalIgnoreCase) == true;
    }

    private static int RowOf(string reference) => int.Parse(string.Concat(reference.SkipWhile(char.IsAsciiLetter)), CultureInfo.InvariantCulture);

    private static string At(string reference, int row) => string.Concat(reference.TakeWhile(char.IsAsciiLetter)) + row.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$\{\s*(?<name>[^}]*?)\s*\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Field();

    [GeneratedRegex(@"(?<column>\$?[A-Z]{1,3}\$?)(?<row>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
