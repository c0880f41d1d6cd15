namespace Store.Packs;

/// <summary>Reads figures as a source printed them: a .tsv whose header gives the columns by their path (a/b/c) or their id.</summary>
public static class LedgerStatedReader
{
    internal static LedgerStated? Read(YamlEntry? stated, IReadOnlyList<LedgerColumn> columns, LedgerParts known)
    {
        if (stated is null)
            return null;
        stated.OnlyKnows("file", "by", "differs", "adds_up");
        var by = stated.Required("by");
        if (by.Length > 0 && columns.All(column => column.Id != by))
            stated["by"]!.Complain($"there is no column '{by}'");
        var (differs, addsUp) = (stated.Required("differs"), stated.Required("adds_up"));
        if (stated.Optional("file") is null)
            return new(by, [], differs, addsUp);
        var table = TabbedFile.Read(stated["file"]!, known);
        foreach (var heading in table.Header.Where(heading => Column(columns, heading) is null))
            stated["file"]!.Complain($"no column of the ledger is called '{heading}'");
        return new(by, Rows(table.Rows, columns), differs, addsUp);
    }

    /// <summary>The figures of a file that somebody hands in, by column id.</summary>
    /// <param name="unknown">Headings that are no column of the ledger.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Parse(string content, Ledger ledger, out IReadOnlyList<string> unknown)
    {
        var table = TabbedFile.Parse(content);
        unknown = [.. table.Header.Where(heading => Column(ledger.Columns, heading) is null)];
        return Rows(table.Rows, ledger.Columns);
    }

    private static List<IReadOnlyDictionary<string, string>> Rows(
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows, IReadOnlyList<LedgerColumn> columns) =>
    [
        .. rows.Select(row => row.Select(cell => (Column: Column(columns, cell.Key), cell.Value)).Where(cell => cell.Column is not null)
            .ToDictionary(cell => cell.Column!.Id, cell => cell.Value)),
    ];

    private static LedgerColumn? Column(IReadOnlyList<LedgerColumn> columns, string heading) =>
        columns.FirstOrDefault(column => column.Id == heading || string.Join('/', column.Path) == heading);
}
