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
    /// <param name="original">The workbook that was read.</param>
    /// <param name="read">What reading it gave, with at least one recognised sheet.</param>
    /// <param name="output">Readable, writable and seekable.</param>
    public static void Write(Stream original, RosterRead read, RosterLayout layout, Messages messages, Stream output)
    {
        original.CopyTo(output);
        output.Position = 0;
        using var document = SpreadsheetDocument.Open(output, isEditable: true);
        var book = document.WorkbookPart!;
        var styles = new MarkedStyles(book);
        var problems = read.Problems.ToLookup(problem => problem.Sheet ?? read.Sheets[0].Tab, StringComparer.Ordinal);
        foreach (var sheet in book.Workbook.Descendants<Sheet>())
        {
            var shape = read.Sheets.FirstOrDefault(found => found.Tab == sheet.Name?.Value)
                ?? new RosterSheetShape("", sheet.Name?.Value ?? "", 1, 1, null, new Dictionary<string, int>(), []);
            if ((shape.NotesColumn is not null || problems.Contains(shape.Tab)) && sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part)
                Mark(part, new SheetMarks(shape, layout.NotesHeading, problems[shape.Tab], styles, messages));
        }
        styles.Save();
    }

    /// <summary>Streams the sheet through, a row at a time: a county's sheet does not fit into memory as objects.</summary>
    private static void Mark(WorksheetPart part, SheetMarks marks)
    {
        using var marked = new MemoryStream();
        using (var reader = OpenXmlReader.Create(part))
        using (var writer = OpenXmlWriter.Create(marked))
        {
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
        marked.Position = 0;
        part.FeedData(marked);
    }
}
