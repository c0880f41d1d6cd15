namespace Store.Packs;

/// <summary>Where the selects of one form find their choices.</summary>
internal sealed class ChoiceSources
{
    /// <summary>The name that XLSForm gives the choice of or_other.</summary>
    public const string OtherName = "other";

    private readonly FormSheets sheets;
    private readonly FormFiles files;
    private readonly ChoiceLists lists;
    private readonly ChoiceLists external;
    private readonly Dictionary<(string File, string Value, string Label), ChoiceLists?> fromFiles = [];

    public ChoiceSources(FormSheets sheets, FormFiles files)
    {
        this.sheets = sheets;
        this.files = files;
        var duplicatesAllowed = Cells.YesNo(sheets.SettingsRow["allow_choice_duplicates"]);
        lists = new ChoiceLists(sheets.Choices, duplicatesAllowed);
        // Villages of one name in two towns are what such a sheet is for.
        external = new ChoiceLists(sheets.ExternalChoices, duplicatesAllowed: true);
        OtherLabel = sheets.SettingsRow.Text("other_label") ?? "Other";
    }

    /// <summary>settings.other_label, else the word that XLSForm itself puts there.</summary>
    public string OtherLabel { get; }

    public ChoiceLists OfSheet => lists;

    /// <summary>The choices of a select or rank; complains where there are none.</summary>
    public IReadOnlyList<Choice> Of(RowType type, SheetCell typeCell, IReadOnlyDictionary<string, string> parameters)
    {
        if (type.List is not { } list || type.ListKind == ListKind.Repeat)
            return [];
        var isSeveral = type.Type != QuestionType.SelectOne;
        var found = type.ListKind switch
        {
            ListKind.File => FromFile(list, typeCell, isSeveral, parameters),
            ListKind.External => Listed(external, list, typeCell, isSeveral, "external_choices has no list"),
            _ => Listed(lists, list, typeCell, isSeveral, "there is no choice list"),
        };
        if (!type.OrOther || found.Any(choice => choice.Name == OtherName))
            return found;
        if (sheets.SettingsRow["other_label"] is null)
            typeCell.At.Note($"the choice that or_other adds reads '{OtherLabel}'; write it in settings as other_label");
        return [.. found, new Choice(OtherName, OtherLabel, Exclusive: false, new Dictionary<string, string>())];
    }

    private static IReadOnlyList<Choice> Listed(ChoiceLists from, string list, SheetCell typeCell, bool isSeveral, string missing)
    {
        if (from.Find(list) is { } found)
        {
            if (isSeveral)
                from.RefuseSpaces(list);
            return found;
        }
        typeCell.Complain($"{missing} '{list}'{Nearest.Suggest(list, from.Names)}");
        return [];
    }

    private IReadOnlyList<Choice> FromFile(string file, SheetCell typeCell, bool isSeveral, IReadOnlyDictionary<string, string> parameters)
    {
        var extension = Path.GetExtension(file).ToLowerInvariant();
        // As ODK has it: a feature is known by its id and shown by its title.
        var (value, label) = extension == ".geojson"
            ? (parameters.GetValueOrDefault("value", "id"), parameters.GetValueOrDefault("label", "title"))
            : (parameters.GetValueOrDefault("value", "name"), parameters.GetValueOrDefault("label", "label"));
        if (fromFiles.TryGetValue((file, value, label), out var known))
            return known?.Find(file) ?? [];
        ChoiceLists? read = null;
        if (extension is not (".csv" or ".xml" or ".geojson"))
            typeCell.Complain($"'{file}': choices are read from .csv, .xml and .geojson files, not {(extension.Length > 0 ? extension : "this one")}; save it as .csv");
        else if (files.Find(file) is not { } found)
            typeCell.Complain($"no file '{file}' can be read beside the form");
        else
            read = new ChoiceLists(found.ToChoices(file, value, label, sheets.Language), duplicatesAllowed: true);
        fromFiles[(file, value, label)] = read;
        if (isSeveral)
            read?.RefuseSpaces(file);
        return read?.Find(file) ?? [];
    }
}
