namespace Store.Packs;

/// <summary>Reads a form as its author wrote it and reports everything that is wrong with it at once.</summary>
public static class FormReader
{
    /// <summary>A form outside a pack, as the command line and authors' tools have it.</summary>
    /// <returns>The form is null exactly where there are problems.</returns>
    public static (Form? Form, IReadOnlyList<Problem> Problems) ReadFile(string path)
    {
        var problems = new List<Problem>();
        var form = PromptFile.Read(path, problems) is { } content ? Read(path, content, problems) : null;
        return (form, [.. problems.OrderBy(problem => problem.Line)]);
    }

    /// <param name="file">Path for problems; also names a form whose settings do not.</param>
    /// <param name="content">YAML.</param>
    /// <param name="problems">What is wrong is added here.</param>
    /// <returns>Null where anything was wrong.</returns>
    public static Form? Read(string file, string content, List<Problem> problems)
    {
        var before = problems.Count;
        var sheets = YamlEntry.Read(file, content, problems) is { } root ? FormSheets.From(root) : null;
        var form = sheets is null ? null : Build(sheets, PromptFile.Version(content));
        return problems.Count == before ? form : null;
    }

    private static Form Build(FormSheets sheets, string version)
    {
        var settings = sheets.Settings;
        var survey = new SurveyReader(new ChoiceLists(sheets.Choices, Cells.YesNo(settings["allow_choice_duplicates"])));
        var items = survey.Read(sheets.Survey);
        survey.Mention(settings["instance_name"]);
        survey.CheckMentions();
        if (FormCycles.Find(items) is { } cycle)
            survey.RowOf(cycle[0]).Complain($"values that wait for each other: {string.Join(" → ", cycle.Select(item => item.Name))}");

        var id = settings.Text("form_id") ?? Path.GetFileNameWithoutExtension(sheets.File);
        return new Form(
            id,
            settings.Text("form_title") ?? id,
            settings.Text("version") ?? version,
            Cells.OneOf(settings["kind"], FormColumns.Kinds) ?? "survey",
            settings.Text("name") ?? "data",
            items,
            sheets.File)
        {
            InstanceName = Cells.Compile(settings["instance_name"]),
            PlainTitle = settings.Text("plain_title"),
            DefaultLanguage = settings.Text("default_language"),
            Campaign = settings.Text("campaign"),
            Ledger = settings.Text("ledger"),
        };
    }
}
