namespace Store.Packs;

/// <summary>Reads a form as its author wrote it and reports everything that is wrong with it at once.</summary>
public static class FormReader
{
    public static IReadOnlyList<string> Extensions { get; } = [".yaml", ".xlsx", ".xls"];

    /// <summary>A form outside a pack, as the command line and authors' tools have it.</summary>
    /// <returns>The form is null exactly where there are problems.</returns>
    public static (Form? Form, IReadOnlyList<Problem> Problems) ReadFile(string path)
    {
        var check = Check(path);
        return (check.Form, check.Problems);
    }

    /// <summary>As <see cref="ReadFile"/>, with what is allowed but rarely meant.</summary>
    public static FormCheck Check(string path)
    {
        var problems = new List<Problem>();
        var folder = Path.GetDirectoryName(path) ?? "";
        if (!Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
            problems.Add(new Problem(path, 0, $"a form is one of {string.Join(", ", Extensions)}"));
        return problems.Count == 0 && PromptFile.ReadForm(path, problems) is { } content
            ? Check(path, content, problems, name => Path.Combine(folder, name) is var beside && File.Exists(beside) ? PromptFile.Read(beside, problems) : null)
            : new FormCheck(null, problems, []);
    }

    /// <param name="file">Path for problems; also names a form whose settings do not.</param>
    /// <param name="content">YAML; of a workbook as <see cref="PromptFile.ReadForm"/> gives it.</param>
    /// <param name="problems">What is wrong is added here.</param>
    /// <returns>Null where anything was wrong.</returns>
    public static Form? Read(string file, string content, List<Problem> problems) => Check(file, content, problems, _ => null).Form;

    /// <param name="beside">The content of a file by its path relative to the form's folder; null where there is none.</param>
    /// <param name="inPack">See <see cref="FormIssues.InPack"/>.</param>
    internal static FormCheck Check(string file, string content, List<Problem> problems, Func<string, string?> beside, bool inPack = false)
    {
        var before = problems.Count;
        var issues = new FormIssues(problems) { InPack = inPack };
        var files = new FormFiles(file, beside, issues);
        var isWorkbook = Path.GetExtension(file).ToLowerInvariant() is ".xlsx" or ".xls";
        var at = new FormPlace(issues, file, 0, isWorkbook ? "" : null);
        IReadOnlyList<FormTable>? tables = null;
        if (isWorkbook)
            tables = WorkbookTables.Read(Convert.FromBase64String(content), at);
        else if (YamlEntry.Read(file, content, problems) is { } root)
            (tables, at) = (YamlTables.Read(root, issues), at with { Line = root.Line });
        var form = tables is not null && FormSheets.From(tables, at) is { } sheets
            ? Build(sheets, files, isWorkbook ? string.Join('\0', tables.SelectMany(Written)) : content)
            : null;
        var found = Problem.Sorted(problems.Skip(before));
        problems.RemoveRange(before, problems.Count - before);
        problems.AddRange(found);
        return new FormCheck(problems.Count == before ? form : null, found, Problem.Sorted(issues.Notes));
    }

    private static Form Build(FormSheets sheets, FormFiles files, string written)
    {
        var settings = sheets.SettingsRow;
        var choices = new ChoiceSources(sheets, files);
        var survey = new SurveyReader(sheets, choices);
        var items = survey.Read();
        survey.Mentions.Mention(settings["instance_name"]);
        survey.Mentions.Check();
        if (FormCycles.Find(items) is { } cycle)
            survey.RowOf(cycle[0]).Complain($"values that wait for each other: {string.Join(" → ", cycle.Select(item => item.Name))}");

        var id = settings.Text("form_id") ?? Path.GetFileNameWithoutExtension(sheets.At.File);
        var form = new Form(
            id,
            settings.Text("form_title") ?? id,
            settings.Text("version") ?? "",
            Cells.OneOf(settings["kind"], FormColumns.Kinds) ?? "survey",
            settings.Text("name") ?? "data",
            items,
            sheets.At.File)
        {
            InstanceName = Cells.Compile(settings["instance_name"]),
            PlainTitle = settings.Text("plain_title"),
            DefaultLanguage = settings.Text("default_language"),
            Campaign = settings.Text("campaign"),
            Ledger = settings.Text("ledger"),
        };
        form = form with { Tables = FormTables.Read(form, choices.OfSheet, survey.Tables, files) };
        RecordTables.Check(form, survey.RowOf);
        FormNotes.Add(form, survey.RowOf);
        return form.Version.Length > 0 ? form : form with { Version = PromptFile.Version(string.Join('\0', [written, .. files.Contents])) };
    }

    /// <summary>What a workbook says, however it was saved.</summary>
    private static IEnumerable<string> Written(FormTable table) =>
        table.Rows.SelectMany(row => row.Cells).SelectMany(cell => new[] { table.Name, cell.Header.Written, cell.Text, cell.At.Cell ?? "" });
}

/// <param name="Form">Null exactly where there are problems.</param>
/// <param name="Notes">Allowed, but probably not meant; they forbid nothing.</param>
public sealed record FormCheck(Form? Form, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Notes);
