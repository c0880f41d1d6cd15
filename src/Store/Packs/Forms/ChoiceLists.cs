namespace Store.Packs;

/// <summary>One sheet of choices, or the files beside the form: each list in printed order.</summary>
internal sealed class ChoiceLists
{
    /// <summary>Columns that stand in for a label: image, media::image, audio …</summary>
    private static readonly string[] Pictures = ["image", "audio", "video"];

    private readonly Dictionary<string, List<Choice>> lists = new(StringComparer.Ordinal);
    private readonly HashSet<(string List, string Name)> seen = [];
    private readonly Dictionary<string, List<SheetCell>> spaced = new(StringComparer.Ordinal);

    /// <param name="rows">A sheet of choices.</param>
    /// <param name="duplicatesAllowed">settings.allow_choice_duplicates: the same name twice in a list, told apart by a choice_filter.</param>
    public ChoiceLists(IReadOnlyList<SheetRow> rows, bool duplicatesAllowed)
    {
        foreach (var row in rows.Where(row => row.All.Any(cell => FormColumns.Choices.Contains(cell.Column) && cell.Column != "comment")))
            if (row.Text("list_name") is { } list)
                Add(list, row, duplicatesAllowed);
            else if (row["name"] is null && row.At.Cell is not null)
                row.At.Note("not read: the row names no list and no choice");
            else
                row.Complain("the choice names no list: 'list_name' is missing");
    }

    public IEnumerable<string> Names => lists.Keys;

    public IReadOnlyList<Choice>? Find(string list) => lists.GetValueOrDefault(list);

    /// <summary>Several choices are stored with a space between them, so their names cannot have one. Said once for each list.</summary>
    public void RefuseSpaces(string list)
    {
        if (spaced.Remove(list, out var names))
            foreach (var name in names)
                name.Complain($"choice '{name.Text}': a name has no spaces, because they separate several choices");
    }

    private void Add(string list, SheetRow row, bool duplicatesAllowed)
    {
        var choices = lists.TryGetValue(list, out var known) ? known : lists[list] = [];
        if (row["name"] is not { } name)
        {
            row.Complain($"a choice of '{list}' has no name");
            return;
        }
        if (!seen.Add((list, name.Text)) && !duplicatesAllowed)
            name.Complain($"choice '{name.Text}' is in list '{list}' twice");
        if (name.Text.Any(char.IsWhiteSpace))
            (spaced.TryGetValue(list, out var others) ? others : spaced[list] = []).Add(name);
        var label = row.Text("label");
        if (label is null && !row.All.Any(cell => Pictures.Any(cell.Column.Contains)))
            row.At.Slip($"choice '{name.Text}' of '{list}' has no label");
        choices.Add(new Choice(name.Text, label ?? name.Text, Cells.YesNo(row["exclusive"]), Further(row)));
    }

    private static Dictionary<string, string> Further(SheetRow row) => row.All
        .Where(cell => !FormColumns.Choices.Contains(cell.Column))
        .DistinctBy(cell => cell.Column)
        .ToDictionary(cell => cell.Column, cell => row.Text(cell.Column)!);
}
