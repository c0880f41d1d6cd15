namespace Store.Packs;

/// <summary>A form's sheets written as YAML: sheet names as keys, each a list of rows, each row a mapping of columns.</summary>
internal static class YamlTables
{
    public static IReadOnlyList<FormTable> Read(YamlEntry root, FormIssues issues)
    {
        var tables = new Dictionary<string, FormTable>(StringComparer.Ordinal);
        foreach (var (key, sheet) in root.Pairs)
            if (FormSheets.NameOf(key.Text ?? "") is not { } name)
                key.Complain($"unknown sheet '{key.Text}'; a form has {string.Join(", ", FormSheets.Names)}");
            else if (!sheet.IsList && !(name == FormSheets.Settings && sheet.IsMapping))
                sheet.Complain($"'{key.Text}' is {(sheet.Text is { Length: 0 } ? "empty" : "not a list")}: write a list of rows");
            else
                tables[name] = new FormTable(name, Rows(sheet, issues), Tolerant: false);
        return [.. tables.Values];
    }

    private static List<FormTableRow> Rows(YamlEntry sheet, FormIssues issues)
    {
        var rows = new List<FormTableRow>();
        foreach (var row in sheet.IsMapping ? [sheet] : sheet.Items)
        {
            if (!row.IsMapping)
            {
                row.Complain("a row is a mapping of columns, e.g. {type: text, name: x, label: …}");
                continue;
            }
            var cells = new List<FormTableCell>();
            foreach (var (header, value) in row.Pairs)
                if (value.Text is { } text)
                    cells.Add(new FormTableCell(new FormTableHeader(header.Text ?? "", At(header)), SheetText.Trim(text), At(value)));
                else
                    value.Complain($"column '{header.Text}' holds one text, not a list or a mapping");
            rows.Add(new FormTableRow(At(row), cells));
        }
        return rows;

        FormPlace At(YamlEntry entry) => new(issues, entry.File, entry.Line);
    }
}
