using System.Globalization;

namespace Store.Packs;

/// <summary>Reads prompts/checklists/*.yaml, each with the .tsv that it describes.</summary>
internal static class ChecklistReader
{
    private static readonly char[] Between = ['、', '，', ',', '；', ';'];

    /// <param name="content">A file beside it by name; null where there is none.</param>
    public static Checklist Read(YamlEntry root, Func<string, string?> content, CampaignParts known)
    {
        root.OnlyKnows("id", "campaign", "title", "short", "file", "columns", "running", "everybody", "roles", "aliases", "problem", "none");
        var file = root.Required("file");
        var items = new List<ChecklistItem>();
        if (content(file) is { } table)
            items = Items(root, table);
        else if (file.Length > 0)
            root["file"]!.Complain($"there is no file '{file}' beside it");
        foreach (var role in (root["roles"]?.Pairs ?? []).Where(pair => !known.Roles.Contains(pair.Key.Text ?? "")))
            role.Key.Complain($"there is no role '{role.Key.Text}'");
        return new Checklist(
            root.Required("id"), root.Required("campaign"), root.Required("title"), root.Optional("short") ?? root.Required("title"), items,
            Lists(root["everybody"]), Lists(root["roles"]), [.. (root["aliases"]?.Items ?? []).Select(Texts)],
            Form(root["problem"], known), Form(root["none"], known));
    }

    private static List<ChecklistItem> Items(YamlEntry root, string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines.Length > 0 ? lines[0].Split('\t') : [];
        var columns = root["columns"];
        columns?.OnlyKnows("number", "text", "lead", "responsible", "group", "group_number");
        int At(string what, bool required = false)
        {
            var name = required ? (columns ?? root).Required(what) : columns?.Optional(what);
            var at = name is { Length: > 0 } ? Array.IndexOf(header, name) : -1;
            if (at < 0 && name is { Length: > 0 })
                columns![what]!.Complain($"{root.Optional("file")} has no column '{name}'; it has {string.Join(", ", header)}");
            return at;
        }
        var (number, text, lead, responsible, group, groupNumber) = (At("number", true), At("text", true), At("lead"), At("responsible"), At("group"), At("group_number"));
        var items = new List<ChecklistItem>();
        var counted = new Dictionary<string, int>();
        foreach (var (line, place) in lines.Skip(1).Select((line, index) => (line.Split('\t'), index + 2)))
        {
            string Cell(int at) => at >= 0 && at < line.Length ? line[at].Trim() : "";
            // A mark of doubt behind a number is the extract's, not the list's.
            var called = Cell(number).TrimEnd('?', '？');
            if (root.Optional("running") is not null)
            {
                counted[called] = counted.GetValueOrDefault(called) + 1;
                called = string.Create(CultureInfo.InvariantCulture, $"{called}-{counted[called]}");
            }
            if (called.Length == 0 || items.Exists(item => item.Number == called))
                (root["file"] ?? root).Complain($"row {place}: the number '{called}' is {(called.Length == 0 ? "blank" : "there twice")}");
            items.Add(new ChecklistItem(
                called, groupNumber >= 0 ? $"{Cell(groupNumber)} {Cell(group)}" : Cell(group), Cell(text), Units(Cell(lead)), Units(Cell(responsible))));
        }
        return items;
    }

    // 县应急局等 is 县应急局 and whoever else.
    private static List<string> Units(string cell) =>
        [.. cell.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(unit => unit.TrimEnd('等')).Distinct()];

    private static ChecklistForm? Form(YamlEntry? entry, CampaignParts known)
    {
        if (entry is null)
            return null;
        entry.OnlyKnows("form", "answers");
        var id = entry.Required("form");
        var form = known.Forms.GetValueOrDefault(id);
        if (form is null && id.Length > 0)
            entry["form"]!.Complain($"there is no form '{id}'");
        foreach (var (question, _) in entry["answers"]?.Pairs ?? [])
            if (form is not null && form.Find(question.Text ?? "") is null)
                question.Complain($"form '{id}' has no question '{question.Text}'");
        return new ChecklistForm(id, (entry["answers"]?.Pairs ?? []).ToDictionary(pair => pair.Key.Text ?? "", pair => pair.Value.Text ?? ""));
    }

    private static Dictionary<string, IReadOnlyList<string>> Lists(YamlEntry? entry) =>
        (entry?.Pairs ?? []).ToDictionary(pair => pair.Key.Text ?? "", pair => Texts(pair.Value));

    private static IReadOnlyList<string> Texts(YamlEntry list) => [.. list.Items.Select(item => item.Text ?? "")];
}
