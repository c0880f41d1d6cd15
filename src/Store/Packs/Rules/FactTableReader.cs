namespace Store.Packs;

/// <summary>Reads prompts/facts/*.yaml: one table a file.</summary>
internal static class FactTableReader
{
    private static readonly Dictionary<string, FactType> Types = new(StringComparer.Ordinal)
    {
        ["text"] = FactType.Text,
        ["int"] = FactType.Int,
        ["decimal"] = FactType.Decimal,
        ["date"] = FactType.Date,
        ["month"] = FactType.Month,
        ["yes-no"] = FactType.YesNo,
        ["choice"] = FactType.Choice,
        ["words"] = FactType.Words,
        ["household"] = FactType.Household,
        ["unit"] = FactType.Unit,
        ["person"] = FactType.Person,
        ["campaign"] = FactType.Campaign,
    };

    public static FactTable Read(YamlEntry root)
    {
        root.OnlyKnows("id", "title", "aliases", "columns", "key", "on");
        var columns = new List<FactColumn>();
        foreach (var entry in root["columns"]?.Items ?? [])
            if (Column(entry) is var column && columns.Exists(other => other.Id == column.Id))
                entry["id"]?.Complain($"a second column has the id '{column.Id}'");
            else
                columns.Add(column);
        if (columns.Count == 0)
            (root["columns"] ?? root).Complain("'columns' is missing or empty");
        foreach (var type in (FactType[])[FactType.Household, FactType.Unit, FactType.Campaign])
            if (columns.Count(column => column.Type == type) > 1)
                root["columns"]!.Complain($"only one column can be of the type '{type.ToString().ToLowerInvariant()}'");
        var on = root.Optional("on");
        if (on is not null && columns.Find(column => column.Id == on) is not { Type: FactType.Date })
            root["on"]!.Complain($"there is no column '{on}' of dates");
        var title = root.Required("title");
        return new FactTable(root.Required("id"), title, [title, .. Texts(root["aliases"])], columns, Key(root, columns), on, root.File);
    }

    private static FactColumn Column(YamlEntry entry)
    {
        entry.OnlyKnows("id", "heading", "aliases", "type", "required", "sensitive", "choices");
        var written = entry.Optional("type") ?? "text";
        if (!Types.TryGetValue(written, out var type))
            entry["type"]!.Complain($"unknown column type '{written}'; known: {string.Join(", ", Types.Keys)}");
        var choices = Texts(entry["choices"]);
        if (type == FactType.Choice && choices.Count == 0)
            entry.Complain("a column of choices lists them under 'choices'");
        if (entry["choices"] is { } listed && type is not (FactType.Choice or FactType.Words))
            listed.Complain("'choices' goes with the types choice and words");
        return new FactColumn(
            entry.Required("id"), [entry.Required("heading"), .. Texts(entry["aliases"])], type, Flag(entry, "required"), Flag(entry, "sensitive"), choices);
    }

    private static List<string> Key(YamlEntry root, List<FactColumn> columns)
    {
        var key = Texts(root["key"]);
        if (key.Count == 0)
            (root["key"] ?? root).Complain("'key' is missing: a list of the columns that tell one row from another");
        foreach (var item in root["key"]?.Items ?? [])
            if (columns.Find(column => column.Id == item.Text) is not { } column)
                item.Complain($"there is no column '{item.Text}'{Nearest.Suggest(item.Text ?? "", columns.Select(known => known.Id))}");
            else if (column.Sensitive)
                item.Complain($"'{column.Id}' is sensitive and cannot be part of the key, which lies open");
        return key;
    }

    private static bool Flag(YamlEntry entry, string key)
    {
        if (entry[key] is { Text: not ("yes" or "no" or "true" or "false") } wrong)
            wrong.Complain($"'{key}' is yes or no");
        return entry[key]?.Text is "yes" or "true";
    }

    private static List<string> Texts(YamlEntry? entry) => [.. (entry?.Items ?? []).Select(item => item.Text ?? "").Where(text => text.Length > 0)];
}
