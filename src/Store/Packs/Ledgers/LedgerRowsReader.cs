namespace Store.Packs;

/// <summary>Reads what the rows of a ledger are: records, units, days, or those the source prints.</summary>
internal static class LedgerRowsReader
{
    private static readonly string[] Reserved = ["key", "weight", "dash", "open", "instead", "spare"];

    public static LedgerRows Read(YamlEntry? rows, IReadOnlyList<LedgerInput> inputs, LedgerParts known)
    {
        switch (rows)
        {
            case null:
                return LedgerRows.Records.Each;
            case { Text: "one" }:
                return LedgerRows.One.Row;
            case { IsList: true }:
                return new LedgerRows.Fixed(Printed(rows, inputs));
            case { IsMapping: true }:
                rows.OnlyKnows("per", "days_of", "fixed", "items", "key", "otherwise");
                if (rows.Optional("per") is not null)
                    return Units(rows, inputs);
                if (rows["fixed"] is { } printed)
                    return new LedgerRows.Fixed(printed.IsList ? Printed(printed, inputs) : FromFile(rows, printed, known));
                if (rows["items"] is { } items)
                    return new LedgerRows.Items(items.IsList ? Printed(items, inputs) : FromFile(rows, items, known))
                    {
                        Otherwise = rows.Optional("otherwise") is { } text && inputs.Count > 0
                            ? LedgerColumnReader.ReadExpression(rows["otherwise"]!, text, LedgerInputReader.Names(inputs[0].Shapes))
                            : null,
                    };
                break;
        }
        rows.Complain("'rows' is one, a list, {per: village}, {fixed: …} or {items: …}");
        return LedgerRows.Records.Each;
    }

    /// <summary>The same rows with what is written in place of their columns' own sources, once the columns are known.</summary>
    public static LedgerRows WithInstead(YamlEntry? entry, LedgerRows rows, IReadOnlyList<LedgerColumn> figures, LedgerColumnScope scope)
    {
        if (rows is not LedgerRows.Fixed { Printed: var printed } || entry is null)
            return rows;
        var written = (entry.IsList ? entry : entry["fixed"])?.Items.ToList() ?? [];
        return written.Count != printed.Count
            ? rows
            : new LedgerRows.Fixed([.. printed.Zip(written, (row, at) => row with { Instead = Instead(at, figures, scope) })]);
    }

    private static LedgerRows Units(YamlEntry rows, IReadOnlyList<LedgerInput> inputs)
    {
        var level = LedgerReader.ReadOneOf(rows, "per", ["town", "village"], fallback: null);
        if (rows.Optional("days_of") is not { } input)
            return new LedgerRows.PerUnit(level);
        if (inputs.All(known => known.Name != input))
            rows["days_of"]!.Complain($"there is no input '{input}'");
        return new LedgerRows.PerDay(input, level);
    }

    private static List<LedgerRow> Printed(YamlEntry list, IReadOnlyList<LedgerInput> inputs)
    {
        var names = inputs.SelectMany(input => LedgerInputReader.Names(input.Shapes)).ToHashSet();
        var rows = new List<LedgerRow>();
        foreach (var entry in list.Items)
        {
            var key = entry.Required("key");
            if (rows.Any(row => row.Key == key))
                entry["key"]!.Complain($"a second row has the key '{key}'");
            rows.Add(new(key, entry.Pairs.Where(pair => pair.Key.Text is { } name && !Reserved.Contains(name))
                .ToDictionary(pair => pair.Key.Text!, pair => pair.Value.Text ?? ""))
            {
                IsSpare = LedgerReader.ReadOneOf(entry, "spare", ["yes", "no"], "no") == "yes",
                Weight = entry.Optional("weight") is { } weight ? LedgerColumnReader.ReadExpression(entry["weight"]!, weight, names) : null,
            });
        }
        return rows;
    }

    private static List<LedgerRow> FromFile(YamlEntry rows, YamlEntry at, LedgerParts known)
    {
        var table = TabbedFile.Read(at, known);
        var key = rows.Required("key");
        if (table.Header.Count > 0 && key.Length > 0 && !table.Header.Contains(key))
            rows["key"]!.Complain($"{at.Text} has no column '{key}'; it has {string.Join(", ", table.Header)}");
        return [.. table.Rows.Select(row => new LedgerRow(row.GetValueOrDefault(key, ""), row))];
    }

    private static Dictionary<string, LedgerSource> Instead(YamlEntry row, IReadOnlyList<LedgerColumn> figures, LedgerColumnScope scope)
    {
        var instead = new Dictionary<string, LedgerSource>();
        if (row["open"] is not null)
            foreach (var column in figures.Where(column => column.Source is LedgerSource.Tally or LedgerSource.Formula))
                instead[column.Id] = new LedgerSource.Dash();
        foreach (var open in LedgerReader.ListUnder(row, "open"))
            if (!instead.Remove(open.Text ?? ""))
                open.Complain($"there is no counted column '{open.Text}'");
        foreach (var dash in LedgerReader.ListUnder(row, "dash"))
            if (figures.Any(column => column.Id == dash.Text))
                instead[dash.Text!] = new LedgerSource.Dash();
            else
                dash.Complain($"there is no column '{dash.Text}'");
        foreach (var (id, source) in row["instead"]?.Pairs ?? [])
            if (figures.Any(column => column.Id == id.Text))
            {
                instead[id.Text!] = LedgerColumnReader.ReadSource(source, source, scope);
                if (instead[id.Text!] is LedgerSource.Formula formula)
                    LedgerColumnReader.CheckNames(source, formula.Expression, figures);
            }
            else
                id.Complain($"there is no column '{id.Text}'");
        return instead;
    }
}

/// <summary>A .tsv of the pack: a header, then rows, cells apart by tabs.</summary>
internal sealed record TabbedFile(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    public static TabbedFile Read(YamlEntry at, LedgerParts known)
    {
        if (at.Text is { } name && known.File(name) is { } content)
            return Parse(content);
        at.Complain($"there is no file '{at.Text}' under prompts/");
        return new([], []);
    }

    public static TabbedFile Parse(string content)
    {
        var lines = content.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        var header = lines.Count > 0 ? lines[0] : [];
        return new(header, [.. lines.Skip(1).Select(cells => header.Zip(cells).Where(cell => cell.First.Length > 0)
            .DistinctBy(cell => cell.First).ToDictionary(cell => cell.First, cell => cell.Second.Trim()))]);
    }
}
