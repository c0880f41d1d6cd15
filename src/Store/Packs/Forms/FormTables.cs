namespace Store.Packs;

using Table = IReadOnlyList<IReadOnlyDictionary<string, string>>;

/// <summary>The tables that a form brings for pulldata() and instance(): its choice lists and the .csv files beside it.</summary>
internal static class FormTables
{
    /// <param name="external">The names on csv-external rows.</param>
    public static IReadOnlyDictionary<string, Table> Read(Form form, ChoiceLists lists, IEnumerable<SheetCell> external, FormFiles files)
    {
        var tables = new Dictionary<string, Table>(StringComparer.Ordinal);
        foreach (var name in external)
            if (files.Find($"{name.Text}.csv") is { } file)
                tables[name.Text] = file.ToTable();
            else
                name.Complain($"no file '{name.Text}.csv' can be read beside the form");
        foreach (var name in FormFormulas.Of(form).SelectMany(formula => formula.Expression.Tables).Distinct(StringComparer.Ordinal))
            if (lists.Find(name) is { } list)
                tables.TryAdd(name, [.. list.Select(Row)]);
            else if (!tables.ContainsKey(name) && (files.Find($"{name}.csv") ?? files.Find(name)) is { } file)
                tables[name] = file.ToTable();
        return tables;
    }

    private static Dictionary<string, string> Row(Choice choice)
    {
        var row = new Dictionary<string, string>(choice.Columns, StringComparer.Ordinal) { ["name"] = choice.Name, ["label"] = choice.Label };
        return row;
    }
}
