namespace Store.Packs;

/// <summary>A form's sheets with their headers understood; where they were written is known to each cell.</summary>
internal sealed record FormSheets(
    FormPlace At,
    IReadOnlyList<SheetRow> Survey,
    IReadOnlyList<SheetRow> Choices,
    IReadOnlyList<SheetRow> ExternalChoices,
    SheetRow SettingsRow)
{
    public const string Settings = "settings";

    public static IReadOnlyList<string> Names { get; } = ["survey", "choices", Settings, "external_choices"];

    public string? Language => SettingsRow.Text("default_language");

    /// <summary>The sheet that a tab or key of this name is; null where it is none of them.</summary>
    public static string? NameOf(string written) => FormColumns.Underscored(SheetText.Trim(written)) is var plain && Names.Contains(plain) ? plain : null;

    /// <summary>What workbooks call a sheet where they have none of the right name.</summary>
    public static string? OldNameOf(string written) => FormColumns.Underscored(SheetText.Trim(written)) switch
    {
        "columns" or "choices_and_columns" or "choice" => "choices",
        "setting" => Settings,
        _ => null,
    };

    /// <summary>Null (with a problem) where there is no survey to read.</summary>
    public static FormSheets? From(IReadOnlyList<FormTable> tables, FormPlace at)
    {
        if (Find("survey") is not { } survey)
        {
            if (at.Issues.Problems.TrueForAll(problem => !problem.Message.StartsWith("'survey'", StringComparison.Ordinal)))
                at.Complain("'survey' is missing: a list of rows");
            return null;
        }
        var settings = Find(Settings) is { } given ? Rows(given, FormColumns.Settings, null).Find(row => !row.IsBlank) : null;
        var language = settings?.Text("default_language");
        var rows = Rows(survey, FormColumns.Survey, language);
        var choices = Find("choices") is { } lists ? Rows(lists, FormColumns.Choices, language) : [];
        Languages.Check(language, settings, rows, choices);
        return new FormSheets(
            at,
            rows,
            choices,
            Find("external_choices") is { } external ? Rows(external, FormColumns.Choices, language) : [],
            settings ?? new SheetRow(at, [], null));

        FormTable? Find(string name) => tables.FirstOrDefault(table => table.Name == name);
    }

    /// <param name="known">The sheet's columns; the choices may have others.</param>
    /// <param name="language">Which of several translations to keep.</param>
    private static List<SheetRow> Rows(FormTable table, IReadOnlyList<string> known, string? language)
    {
        var rows = new List<SheetRow>(table.Rows.Count);
        var headers = new Dictionary<FormTableHeader, FormHeader>(ReferenceEqualityComparer.Instance);
        foreach (var row in table.Rows)
        {
            var cells = new List<SheetCell>(row.Cells.Count);
            var seen = new Dictionary<(string, string?), SheetCell>();
            foreach (var cell in row.Cells)
            {
                if (!headers.TryGetValue(cell.Header, out var header))
                    headers[cell.Header] = header = FormHeader.Understand(cell.Header, known, table.Tolerant);
                if (header.Column is not { } column || cell.Text.Length == 0)
                    continue;
                var read = new SheetCell(column, header.Language, cell.Text, cell.At);
                if (cell.Text.Length > FormLimits.CellLength)
                    cell.At.Complain($"a cell holds at most {FormLimits.CellLength} characters, not {cell.Text.Length}");
                else if (seen.TryAdd((column, header.Language), read))
                    cells.Add(read);
                else if (seen[(column, header.Language)].Text != cell.Text)
                    cell.At.Complain($"'{column}' is already given in {seen[(column, header.Language)].At.Shown}");
            }
            rows.Add(new SheetRow(row.At, cells, language));
        }
        return rows;
    }
}
