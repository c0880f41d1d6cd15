using Store.Packs;

namespace Store.Rosters;

/// <summary>Reads prompts/roster/workbook.yaml.</summary>
public partial record RosterLayout
{
    /// <summary>Null (with problems that name file and line) where the file is not complete.</summary>
    public static RosterLayout? Read(string file, string content, List<Problem> problems)
    {
        var before = problems.Count;
        if (YamlEntry.Read(file, content, problems) is not { } root)
            return null;
        root.OnlyKnows("sheets", "notes", "ignored", "blanks", "levels", "monitor", "status", "head_relations", "separator");

        var layout = new RosterLayout(ReadSheets(root), root.Required("notes"))
        {
            IgnoredHeadings = Words(root, "ignored").Append(root.Required("notes")).Select(RosterText.Heading).ToHashSet(StringComparer.Ordinal),
            Blanks = Words(root, "blanks").ToHashSet(StringComparer.Ordinal),
            Levels = ReadLevels(root),
            MonitorTypes = [.. Section(root, "monitor", "types").Items.Select(NamesOf)],
            NotMonitored = Words(root["monitor"] ?? root, "none").Select(RosterText.Heading).ToHashSet(StringComparer.Ordinal),
            EliminatedNotes = Words(root["monitor"] ?? root, "eliminated"),
            ActiveNotes = Words(root["monitor"] ?? root, "active"),
            InRoster = Words(root["status"] ?? root, "in_roster").Select(RosterText.Heading).ToHashSet(StringComparer.Ordinal),
            Left = [.. Section(root, "status", "left").Items.Select(NamesOf)],
            HeadRelations = Words(root, "head_relations").ToHashSet(StringComparer.Ordinal),
            Separator = root.Required("separator"),
        };
        return problems.Count == before ? layout : null;
    }

    private static List<RosterSheetLayout> ReadSheets(YamlEntry root)
    {
        var sheets = Section(root, "sheets");
        sheets.OnlyKnows([.. RosterColumns.All.Select(entry => entry.Sheet)]);
        var read = new List<RosterSheetLayout>();
        foreach (var (key, columns) in RosterColumns.All)
        {
            var sheet = Section(sheets, key);
            sheet.OnlyKnows("names", "optional", "columns");
            var section = Section(sheet, "columns");
            section.OnlyKnows([.. columns]);
            Distinguish(section, columns);
            read.Add(new RosterSheetLayout(key, Words(sheet, "names"), sheet["optional"]?.Text == "true",
                [.. columns.Select(column => ReadColumn(section, column))]));
        }
        return read;
    }

    private static void Distinguish(YamlEntry section, IReadOnlyList<string> columns)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
            if (section[column]?["names"] is { } names)
                foreach (var name in NamesOf(names))
                    if (!known.TryAdd(RosterText.Heading(name), column) && known[RosterText.Heading(name)] != column)
                        names.Complain($"the heading '{name}' already means '{known[RosterText.Heading(name)]}'");
    }

    private static RosterColumnLayout ReadColumn(YamlEntry section, string key)
    {
        var column = Section(section, key);
        column.OnlyKnows("names", "required", "optional");
        return new RosterColumnLayout(key, Words(column, "names"), column["required"]?.Text == "true", column["optional"]?.Text == "true");
    }

    private static List<(UnitLevel Level, string Word)> ReadLevels(YamlEntry root)
    {
        var levels = Section(root, "levels");
        levels.OnlyKnows("county", "town", "village");
        return
        [
            .. Words(levels, "county").Select(word => (UnitLevel.County, word)),
            .. Words(levels, "town").Select(word => (UnitLevel.Town, word)),
            .. Words(levels, "village").Select(word => (UnitLevel.Village, word)),
        ];
    }

    private static YamlEntry Section(YamlEntry parent, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (parent[key] is not { } child)
            {
                parent.Complain($"'{key}' is missing");
                return parent;
            }
            parent = child;
        }
        return parent;
    }

    /// <summary>A list of words, or one word alone; at least one, so that the first can be written.</summary>
    private static List<string> Words(YamlEntry parent, string key)
    {
        if (parent[key] is { } entry && NamesOf(entry) is { Count: > 0 } words)
            return words;
        (parent[key] ?? parent).Complain($"'{key}' needs a word or a list of words");
        return [""];
    }

    private static List<string> NamesOf(YamlEntry entry) =>
        [.. (entry.IsList ? entry.Items.Select(item => item.Text) : [entry.Text]).OfType<string>().Where(text => text.Length > 0)];
}
