using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Store.Packs;

namespace Store.Rosters;

/// <summary>
/// A copy of the clerk's own workbook with every problem cell filled red and the sentences in a last column.
/// Only marks are added: formats, formulas and other sheets stay. The marks of an earlier copy are taken off first,
/// so a copy can be corrected and imported again and again.
/// </summary>
public static class RosterAnnotation
{
    /// <param name="original">The workbook that was read; seekable.</param>
    /// <param name="read">What reading it gave, with at least one recognised sheet.</param>
    public static void Write(Stream original, RosterRead read, RosterLayout layout, Messages messages, Stream output)
    {
        using var styled = Styled(original);
        var workbook = styled ?? original;
        workbook.Position = 0;
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        var book = document.WorkbookPart!;
        var styles = new MarkedStyles(book);
        var sheets = new Dictionary<string, (WorksheetPart Part, SheetMarks Marks)>(StringComparer.Ordinal);
        var problems = read.Problems.ToLookup(problem => problem.Sheet ?? read.Sheets[0].Tab, StringComparer.Ordinal);
        foreach (var sheet in book.Workbook.Descendants<Sheet>())
        {
            var shape = read.Sheets.FirstOrDefault(found => found.Tab == sheet.Name?.Value)
                ?? new RosterSheetShape("", sheet.Name?.Value ?? "", 1, 1, null, new Dictionary<string, int>(), []);
            if ((shape.NotesColumn is not null || problems.Contains(shape.Tab)) && sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part)
                sheets[NameOf(part)] = (part, new SheetMarks(shape, layout.NotesHeading, problems[shape.Tab], styles, messages));
        }

        using var from = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        using var to = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var stylesheet = NameOf(book.WorkbookStylesPart!);
        // The styles last: only then is it known which the marks need.
        foreach (var entry in from.Entries.OrderBy(entry => entry.FullName == stylesheet))
        {
            using var copy = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
            if (entry.FullName == stylesheet)
                styles.Save(copy);
            else if (sheets.TryGetValue(entry.FullName, out var sheet))
                Mark(sheet.Part, sheet.Marks, copy);
            else
            {
                using var content = entry.Open();
                content.CopyTo(copy);
            }
        }
    }

    /// <summary>Some programs write workbooks without any styles; then a copy that has them. Null where the original has.</summary>
    private static MemoryStream? Styled(Stream original)
    {
        original.Position = 0;
        using (var document = SpreadsheetDocument.Open(original, isEditable: false))
            if (document.WorkbookPart!.WorkbookStylesPart?.Stylesheet is not null)
                return null;
        original.Position = 0;
        var copy = new MemoryStream();
        original.CopyTo(copy);
        using (var document = SpreadsheetDocument.Open(copy, isEditable: true))
            (document.WorkbookPart!.WorkbookStylesPart ?? document.WorkbookPart.AddNewPart<WorkbookStylesPart>()).Stylesheet = new Stylesheet();
        return copy;
    }

    /// <summary>As the zip has it.</summary>
    private static string NameOf(OpenXmlPart part) => part.Uri.OriginalString.TrimStart('/');

    /// <summary>Streams the sheet through, a row at a time: a county's sheet does not fit into memory as objects.</summary>
    private static void Mark(WorksheetPart part, SheetMarks marks, Stream marked)
    {
        using var reader = OpenXmlReader.Create(part);
        using var writer = OpenXmlWriter.Create(marked);
        while (reader.Read())
            if (reader.ElementType == typeof(Worksheet) || reader.ElementType == typeof(SheetData))
            {
                if (reader.IsStartElement)
                    writer.WriteStartElement(reader);
                else
                {
                    if (reader.ElementType == typeof(SheetData))
                        foreach (var row in marks.Rest())
                            writer.WriteElement(row);
                    writer.WriteEndElement();
                }
            }
            else if (reader.ElementType == typeof(Row))
            {
                var row = (Row)reader.LoadCurrentElement()!;
                foreach (var earlier in marks.Before(row))
                    writer.WriteElement(earlier);
                marks.Apply(row);
                writer.WriteElement(row);
            }
            else if (reader.ElementType == typeof(SheetDimension))
                reader.LoadCurrentElement(); // left out: the notes column lies outside of it
            else
                writer.WriteElement(reader.LoadCurrentElement()!);
    }
}
