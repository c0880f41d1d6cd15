namespace Store.Rosters;

/// <summary>
/// How a county's workbook is laid out and which words it uses: prompts/roster/workbook.yaml.
/// The program knows sheets and columns by key; what stands in the file's tabs and headings is data.
/// </summary>
public sealed partial record RosterLayout(IReadOnlyList<RosterSheetLayout> Sheets, string NotesHeading)
{
    /// <summary>Headings that are passed over without a word, such as 备注.</summary>
    public required IReadOnlySet<string> IgnoredHeadings { get; init; }

    /// <summary>What people write to say that a cell is empty on purpose, such as a slash.</summary>
    public required IReadOnlySet<string> Blanks { get; init; }

    /// <summary>Every word for a level; the first one of a level is the one written.</summary>
    public required IReadOnlyList<(UnitLevel Level, string Word)> Levels { get; init; }

    /// <summary>Known kinds of monitored household and their other names; the first name counts.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> MonitorTypes { get; init; }

    /// <summary>Words in that column which mean "not monitored".</summary>
    public required IReadOnlySet<string> NotMonitored { get; init; }

    /// <summary>Notes in brackets behind the monitor type which say that the risk is eliminated; the first is the one written.</summary>
    public required IReadOnlyList<string> EliminatedNotes { get; init; }

    /// <summary>Notes in brackets behind the monitor type which say that the risk is still there.</summary>
    public required IReadOnlyList<string> ActiveNotes { get; init; }

    /// <summary>Words of the status column that say nothing new: the household is in the roster.</summary>
    public required IReadOnlySet<string> InRoster { get; init; }

    /// <summary>Why a household is no longer in the roster, and other words for the same; the first counts.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Left { get; init; }

    /// <summary>Relations that mean the householder.</summary>
    public required IReadOnlySet<string> HeadRelations { get; init; }

    /// <summary>Between several words in one cell, when written.</summary>
    public required string Separator { get; init; }

    public RosterSheetLayout this[string key] => Sheets.First(sheet => sheet.Key == key);

    public UnitLevel? LevelOf(string word)
    {
        var heading = RosterText.Heading(word);
        foreach (var (level, known) in Levels)
            if (RosterText.Heading(known) == heading)
                return level;
        return null;
    }

    /// <summary>The type by its first name and whether its risk is eliminated; null where the text is neither that nor "not monitored".</summary>
    public (string? Type, bool Eliminated)? MonitorTypeOf(string text)
    {
        var word = RosterText.Heading(text);
        var compact = RosterText.Compact(text);
        var open = compact.IndexOf('(');
        var note = open < 0 ? null : compact[(open + 1)..].TrimEnd(')');
        if (note is not null && !EliminatedNotes.Contains(note) && !ActiveNotes.Contains(note))
            return null;
        if (NotMonitored.Contains(word))
            return note is null ? (null, false) : null;
        foreach (var names in MonitorTypes)
            if (names.Contains(word))
                return (names[0], note is not null && EliminatedNotes.Contains(note));
        return null;
    }

    /// <summary>The reason by its first name; null where the text is none.</summary>
    public string? LeftWordOf(string text)
    {
        var word = RosterText.Heading(text);
        return Left.FirstOrDefault(names => names.Any(name => RosterText.Heading(name) == word))?[0];
    }

    /// <summary>The monitor type as <see cref="MonitorTypeOf"/> reads it back.</summary>
    public string? Written(RosterHousehold household) =>
        household is { MonitorType: { } type, RiskEliminated: true } ? $"{type}（{EliminatedNotes[0]}）" : household.MonitorType;

    public string WordOf(UnitLevel level) => Levels.First(entry => entry.Level == level).Word;
}

/// <param name="Names">What the tab may be called; the first is the one written and named in messages.</param>
/// <param name="Optional">The workbook may lack the sheet.</param>
public sealed record RosterSheetLayout(string Key, IReadOnlyList<string> Names, bool Optional, IReadOnlyList<RosterColumnLayout> Columns)
{
    public string Name => Names[0];
}

/// <param name="Names">What the heading may be; the first is the one written and named in messages.</param>
/// <param name="Required">No cell of it may be blank.</param>
/// <param name="Optional">Most files lack it: a heading that nobody understands is not taken for it.</param>
public sealed record RosterColumnLayout(string Key, IReadOnlyList<string> Names, bool Required, bool Optional = false)
{
    public string Name => Names[0];
}
