using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Store.Rosters;

/// <summary>
/// Reads a county's workbook the way a careful reviewer would: to the end, everything that is wrong at once, by cell.
/// Nothing is guessed: what cannot be read exactly is a problem.
/// </summary>
/// <param name="role">A role's id, name or alias → its id, or null.</param>
/// <param name="looksAfterHouseholds">Whether people of that role id can be a household's contact.</param>
/// <param name="today">No birth and no identification lies later.</param>
public sealed class RosterReader(RosterLayout layout, Func<string, string?> role, Func<string, bool> looksAfterHouseholds, DateOnly today)
{
    // ExcelDataReader asks for code page 1252 even where it reads .xlsx, which has none.
    static RosterReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="workbook">An .xlsx; seekable, or it is copied into memory.</param>
    public RosterRead Read(Stream workbook)
    {
        var problems = new List<CellProblem>();
        Dictionary<string, RosterSheet?> sheets;
        try
        {
            sheets = ReadSheets(workbook, layout, problems, out _);
        }
        catch (Exception broken) when (broken is ExcelReaderException or OpenXmlPackageException or FileFormatException
            or InvalidDataException or XmlException or EndOfStreamException)
        {
            return new RosterRead(null, [new CellProblem(null, 0, 0, RosterMessages.Unreadable, [])], []);
        }

        var units = sheets[RosterColumns.Units] is { } unitSheet ? new UnitRows(unitSheet) : null;
        var people = sheets[RosterColumns.People] is { } personSheet ? new PersonRows(personSheet, units, role) : null;
        var households = sheets[RosterColumns.Households] is { } householdSheet
            ? new HouseholdRows(householdSheet, units, people, looksAfterHouseholds, today)
            : null;
        if (sheets[RosterColumns.Members] is { } members)
            households?.ReadMembers(members);
        if (sheets.GetValueOrDefault(RosterColumns.Measures) is { } measures)
            households?.ReadMeasures(measures);

        List<RosterSheetShape> shapes = [.. sheets.Values.OfType<RosterSheet>().Select(sheet => sheet.Shape)];
        return problems.Count == 0
            ? new RosterRead(new Roster(units!.Units, people!.People, households!.Households), [], shapes)
            : new RosterRead(null, Sorted(problems, layout), shapes);
    }

    /// <summary>Every sheet that the layout asks for; null where it is missing or has no headings.</summary>
    /// <param name="names">Every tab of the file.</param>
    internal static Dictionary<string, RosterSheet?> ReadSheets(Stream workbook, RosterLayout layout, List<CellProblem> problems, out IReadOnlyList<string> names)
    {
        var sheets = new Dictionary<string, RosterSheet?>(StringComparer.Ordinal);
        var tabs = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new List<string>();
        names = found;
        var stream = Seekable(workbook);
        var broken = BrokenCells.Find(stream);
        stream.Position = 0;
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
        do
        {
            found.Add(reader.Name);
            var tab = RosterText.Heading(reader.Name);
            if (layout.Sheets.FirstOrDefault(sheet => sheet.Names.Any(name => RosterText.Heading(name) == tab)) is not { } wanted)
                continue;
            if (!tabs.TryAdd(wanted.Key, reader.Name))
                problems.Add(new CellProblem(reader.Name, 1, 1, RosterMessages.SheetTwice, [("sheet", wanted.Name), ("other", tabs[wanted.Key])]));
            else
                sheets[wanted.Key] = RosterSheet.Read(reader, wanted, layout, broken.GetValueOrDefault(reader.Name), problems);
        }
        while (reader.NextResult());

        foreach (var missing in layout.Sheets.Where(sheet => !tabs.ContainsKey(sheet.Key)))
        {
            sheets[missing.Key] = null;
            if (!missing.Optional)
                problems.Add(new CellProblem(null, 0, 0, RosterMessages.SheetMissing,
                    [("sheet", missing.Name), ("found", string.Join(layout.Separator, names))]));
        }
        return sheets;
    }

    internal static List<CellProblem> Sorted(List<CellProblem> problems, RosterLayout layout)
    {
        var order = layout.Sheets.SelectMany((sheet, i) => sheet.Names.Select(name => (Tab: RosterText.Heading(name), Order: i)))
            .GroupBy(entry => entry.Tab).ToDictionary(entries => entries.Key, entries => entries.First().Order, StringComparer.Ordinal);
        return [.. problems
            .OrderBy(problem => problem.Sheet is null ? -1 : order.GetValueOrDefault(RosterText.Heading(problem.Sheet), order.Count))
            .ThenBy(problem => problem.Row)
            .ThenBy(problem => problem.Column)];
    }

    private static Stream Seekable(Stream stream)
    {
        if (stream.CanSeek)
            return stream;
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
