namespace Store.Packs;

/// <summary>Of several translations a chat shows one: which, and what the author should know about the others.</summary>
internal static class Languages
{
    /// <summary>Lower is better.</summary>
    public static int Preference(string? written, string? wanted) => written switch
    {
        not null when wanted is not null && Means(written, wanted) => 0,
        null => 1,
        _ when written.Contains("(zh", StringComparison.OrdinalIgnoreCase) => 2,
        _ => 3,
    };

    /// <summary>Notes what is only partly translated, and a default language that nothing is written in.</summary>
    public static void Check(string? wanted, SheetRow? settings, IReadOnlyList<SheetRow> survey, IReadOnlyList<SheetRow> choices)
    {
        var written = LanguagesOf(survey).Union(LanguagesOf(choices)).ToList();
        if (written.All(language => language is null))
            return;
        if (wanted is not null && !written.Exists(language => language is not null && Means(language, wanted)) && !written.Contains(null))
            settings!["default_language"]!.At.Note(
                $"no label is written in the default_language '{wanted}'; there are {string.Join(", ", written)}");
        foreach (var sheet in (IReadOnlyList<SheetRow>[])[survey, choices])
            foreach (var language in LanguagesOf(sheet).ToList())
                NoteGaps(sheet, language);
    }

    private static IEnumerable<string?> LanguagesOf(IEnumerable<SheetRow> rows) =>
        rows.SelectMany(row => row.All).Where(cell => cell.Column == "label").Select(cell => cell.Language).Distinct();

    private static void NoteGaps(IEnumerable<SheetRow> rows, string? language)
    {
        var gaps = rows.Where(row => row["label"] is not null && !row.All.Any(cell => cell.Column == "label" && cell.Language == language)).ToList();
        if (gaps.Count > 0)
            gaps[0].At.Note($"{(language is null ? "label" : $"label::{language}")} is missing here{(gaps.Count > 1 ? $" and in {gaps.Count - 1} more rows" : "")}; "
                + $"{gaps[0]["label"]!.Language ?? "the untranslated label"} is shown instead");
    }

    /// <summary>中文 (zh), 中文 and zh name the same language.</summary>
    private static bool Means(string written, string wanted) => written.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || written.StartsWith(wanted + " (", StringComparison.OrdinalIgnoreCase)
        || wanted.StartsWith(written + " (", StringComparison.OrdinalIgnoreCase)
        || written.EndsWith($"({wanted})", StringComparison.OrdinalIgnoreCase);
}
