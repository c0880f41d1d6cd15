using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using ExcelDataReader.Exceptions;
using Store.Packs;
using Store.Rosters;

namespace Store;

/// <summary>
/// Takes a workbook of fact tables into the store: a sheet a table, all of it in one transaction, or nothing and every problem at
/// once. Sheets and headings are found as those of a roster are.
/// </summary>
public static class FactImport
{
    /// <summary>Only looks at the workbook and at what its rows may name.</summary>
    /// <param name="campaign">What the rows belong to where they do not say; "" = to every campaign.</param>
    /// <param name="source">The workbook's name, kept with every row.</param>
    public static async Task<FactRead> Read(Tx tx, Pack pack, Stream workbook, string campaign, string source)
    {
        if (pack.RosterLayout is not { } words)
            throw new InvalidOperationException("prompts/roster/workbook.yaml is missing: nothing says how workbooks are read");
        var layout = words with { Sheets = [.. pack.FactTables.Select(Sheet)] };
        var problems = new List<CellProblem>();
        Dictionary<string, RosterSheet?> sheets;
        try
        {
            sheets = RosterReader.ReadSheets(workbook, layout, problems, out var names);
            if (sheets.Values.All(sheet => sheet is null) && problems.Count == 0)
                problems.Add(new CellProblem(null, 0, 0, FactMessages.NoTable,
                    [("found", string.Join(layout.Separator, names)), ("known", string.Join(layout.Separator, pack.FactTables.Select(table => table.Title)))]));
        }
        catch (Exception broken) when (broken is ExcelReaderException or OpenXmlPackageException or FileFormatException
            or InvalidDataException or XmlException or EndOfStreamException)
        {
            return new FactRead([], new RosterRead(null, [new CellProblem(null, 0, 0, RosterMessages.Unreadable, [])], []));
        }
        var known = await FactNames.Of(tx, pack);
        var tables = new List<(FactTable, IReadOnlyList<Fact>)>();
        foreach (var table in pack.FactTables)
            if (sheets.GetValueOrDefault(table.Id) is { } sheet)
                tables.Add((table, new FactRows(table, sheet, known, campaign, source).Facts));
        List<RosterSheetShape> shapes = [.. sheets.Values.OfType<RosterSheet>().Select(sheet => sheet.Shape)];
        return new FactRead(problems.Count == 0 ? tables : [], new RosterRead(null, RosterReader.Sorted(problems, layout), shapes));
    }

    /// <summary>Every row that says something new, and the journal's note of it; it can be taken back as one, see <see cref="FactBatches.Undo"/>.</summary>
    /// <param name="source">Where it comes from, for whoever looks at the batches later.</param>
    /// <param name="by">The userid or command that imports.</param>
    public static async Task<FactUpdate> Save(Tx tx, FactRead read, string source, string by, DateTimeOffset now)
    {
        var update = await FactBatches.Save(tx, read.Tables, source, by, now);
        if (update.Batch > 0)
            await Journal.Append(tx, now, new JournalNote(
                FactBatches.JournalChain, by, "facts.imported", $"batch:{update.Batch}", After: string.Join(' ', read.Tables.Select(entry => $"{entry.Table.Id}={entry.Facts.Count}"))));
        return update;
    }

    private static RosterSheetLayout Sheet(FactTable table) => new(
        table.Id, table.Names, Optional: true,
        [.. table.Columns.Select(column => new RosterColumnLayout(column.Id, column.Names, column.Required))]);
}

/// <summary>What came out of a workbook of fact tables.</summary>
/// <param name="Tables">Empty as soon as there is one problem.</param>
/// <param name="Read">Problems and sheets, for the marked copy; its roster is null.</param>
public sealed record FactRead(IReadOnlyList<(FactTable Table, IReadOnlyList<Fact> Facts)> Tables, RosterRead Read);
