namespace Store.Packs;

/// <summary>A form's three sheets before anything is understood; where they were written is known to each cell.</summary>
internal sealed record FormSheets(
    string File,
    IReadOnlyList<SheetRow> Survey,
    IReadOnlyList<SheetRow> Choices,
    SheetRow Settings)
{
    private static readonly string[] Names = ["survey", "choices", "settings"];

    /// <summary>Null (with a problem) where there is no survey to read.</summary>
    public static FormSheets? From(YamlEntry root)
    {
        var sheets = new Dictionary<string, YamlEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, sheet) in root.Pairs)
            if (!Names.Contains(key.Text, StringComparer.OrdinalIgnoreCase))
                key.Complain($"unknown sheet '{key.Text}'; a form has {string.Join(", ", Names)}");
            else
                sheets[key.Text!] = sheet;
        if (!sheets.TryGetValue("survey", out var survey) || !survey.IsList)
        {
            (survey ?? root).Complain("'survey' is missing: a list of rows");
            return null;
        }
        var settings = sheets.TryGetValue("settings", out var given) ? Rows(given, FormColumns.Settings, null).FirstOrDefault() : null;
        var language = settings?["default_language"]?.Text;
        return new FormSheets(
            root.File,
            Rows(survey, FormColumns.Survey, language),
            sheets.TryGetValue("choices", out var choices) ? Rows(choices, FormColumns.Choices, language) : [],
            settings ?? new SheetRow(root.Line, root.Complain, [], null));
    }

    /// <param name="sheet">A list of rows, or the only row.</param>
    /// <param name="known">The sheet's columns; the choices may have others.</param>
    /// <param name="language">Which of several translations to keep.</param>
    private static List<SheetRow> Rows(YamlEntry sheet, IReadOnlyList<string> known, string? language)
    {
        var rows = new List<SheetRow>();
        foreach (var row in sheet.IsMapping ? [sheet] : sheet.Items)
        {
            if (!row.IsMapping)
            {
                row.Complain("a row is a mapping of columns, e.g. {type: text, name: x, label: …}");
                continue;
            }
            var cells = new List<SheetCell>();
            foreach (var (header, value) in row.Pairs)
                if (FormColumns.Canonical(header.Text ?? "", known) is ({ } column, var translation))
                    if (!known.Contains(column) && !ReferenceEquals(known, FormColumns.Choices))
                        header.Complain($"unknown column '{header.Text}'{Nearest.Suggest(column, known)}");
                    else if (value.Text is { } text)
                        cells.Add(new SheetCell(column, translation, text.Trim(), value.Line, value.Complain));
                    else
                        value.Complain($"column '{header.Text}' holds one text, not a list or a mapping");
            rows.Add(new SheetRow(row.Line, row.Complain, cells, language));
        }
        return rows;
    }
}

/// <param name="Column">Canonical name.</param>
/// <param name="Language">What followed :: in the header, e.g. <c>中文 (zh)</c>.</param>
internal sealed record SheetCell(string Column, string? Language, string Text, int Line, Action<string> Complain);

/// <summary>One row; blank cells count as absent. Of several translations the form's language wins, then the untranslated, then Chinese.</summary>
internal sealed class SheetRow(int line, Action<string> complain, IReadOnlyList<SheetCell> cells, string? language)
{
    private readonly ILookup<string, SheetCell> cells = cells.Where(cell => cell.Text.Length > 0).ToLookup(cell => cell.Column);

    public int Line => line;

    public bool IsBlank => cells.Count == 0;

    public IEnumerable<SheetCell> All => cells.SelectMany(column => column);

    public SheetCell? this[string column] => cells[column].OrderBy(Preference).FirstOrDefault();

    public string? Text(string column) => this[column]?.Text;

    public void Complain(string message) => complain(message);

    private int Preference(SheetCell cell) => cell.Language switch
    {
        { } written when language is not null && Means(written, language) => 0,
        null => 1,
        { } written when written.Contains("(zh", StringComparison.OrdinalIgnoreCase) => 2,
        _ => 3,
    };

    /// <summary>中文 (zh), 中文 and zh name the same language.</summary>
    private static bool Means(string written, string wanted) => written.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || written.StartsWith(wanted + " (", StringComparison.OrdinalIgnoreCase)
        || wanted.StartsWith(written + " (", StringComparison.OrdinalIgnoreCase)
        || written.EndsWith($"({wanted})", StringComparison.OrdinalIgnoreCase);
}
