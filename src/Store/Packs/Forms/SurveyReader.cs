using System.Text.RegularExpressions;

namespace Store.Packs;

/// <summary>Turns the rows of the survey sheet into questions and groups. Used once per form.</summary>
internal sealed partial class SurveyReader(FormSheets sheets, ChoiceSources choices)
{
    private readonly Dictionary<FormItem, SheetRow> rows = new(ReferenceEqualityComparer.Instance);
    private readonly FormMentions mentions = new();
    private readonly List<(Question Question, SheetCell Cell)> fromRepeats = [];
    private readonly Stack<Open> open = new([new Open(null, "", IsRepeat: true, null)]);

    /// <summary>A group whose end has not come yet; the form itself is the outermost.</summary>
    /// <param name="Level">What its answers are kept in: null for a repeat's row and the form itself, the nearest of them for a plain group.</param>
    private sealed record Open(SheetRow? Row, string Name, bool IsRepeat, Open? Level)
    {
        public List<FormItem> Items { get; } = [];
        public Dictionary<string, FormPlace> Names { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, FormPlace> NamesOfLevel { get; } = new(StringComparer.Ordinal);
        public string Word => IsRepeat ? "repeat" : "group";
    }

    public FormMentions Mentions => mentions;

    /// <summary>The names of the tables that csv-external rows bring.</summary>
    public List<SheetCell> Tables { get; } = [];

    public IReadOnlyList<FormItem> Read()
    {
        foreach (var row in sheets.Survey.Take(FormLimits.SurveyRows))
            if (row["type"] is { } cell)
                Read(row, cell);
            else if (row.All.Any(other => other.Column is "name" or "label"))
                row.Complain("the row has no type");
        if (sheets.Survey.Count > FormLimits.SurveyRows)
            sheets.Survey[FormLimits.SurveyRows].Complain($"a form has at most {FormLimits.SurveyRows} rows, this one {sheets.Survey.Count}");
        while (open.Count > 1)
        {
            open.Peek().Row!.Complain($"begin_{open.Peek().Word} '{open.Peek().Name}' is never ended");
            Close();
        }
        var items = open.Peek().Items;
        CheckRepeats(items);
        return items;
    }

    public SheetRow RowOf(FormItem item) => rows[item];

    private void Read(SheetRow row, SheetCell typeCell)
    {
        if (Cells.YesNo(row["disabled"]))
            return;
        var (type, problem) = RowType.Parse(typeCell.Text);
        if (type is null)
            typeCell.Complain(problem);
        if (type?.Refusal is { } refusal)
            typeCell.Complain($"'{typeCell.Text}': {refusal}");
        if (type?.Note is { } note)
            typeCell.At.Note(note);
        switch (type?.Kind)
        {
            case RowKind.BeginGroup or RowKind.BeginRepeat:
                Begin(row, type, typeCell);
                break;
            case RowKind.EndGroup or RowKind.EndRepeat:
                End(row, type.Kind == RowKind.EndRepeat);
                break;
            case RowKind.Table:
                if (row["name"] is { } table)
                    Tables.Add(table);
                else
                    row.Complain($"'{typeCell.Text}' has no name");
                break;
            default:
                // A row of unknown type still has a name, so that references to it are not complained of too.
                var known = type ?? new RowType(RowKind.Question);
                var name = Name(row, known, typeCell);
                var question = new QuestionRow(row, typeCell, known, mentions, choices).Read(name, isKnown: type is { Refusal: null });
                rows[question] = row;
                open.Peek().Items.Add(question);
                if (question.ChoicesFrom is not null)
                    fromRepeats.Add((question, typeCell));
                if (question.OrOther)
                    AddOther(question, row);
                break;
        }
    }

    /// <summary>XLSForm asks what the other is in a text of this name, right after.</summary>
    private void AddOther(Question question, SheetRow row)
    {
        var other = QuestionRow.Other(question, choices.OtherLabel);
        if (Keep(other.Name, row.At, isKept: true))
            mentions.Add(other.Name);
        rows[other] = row;
        open.Peek().Items.Add(other);
    }

    private void Begin(SheetRow row, RowType type, SheetCell typeCell)
    {
        var isRepeat = type.Kind == RowKind.BeginRepeat;
        var name = Name(row, type, typeCell);
        if (open.Count == FormLimits.Depth + 1)
            row.Complain($"groups are nested more than {FormLimits.Depth} deep");
        var outside = open.Peek();
        open.Push(new Open(row, name, isRepeat, isRepeat ? null : outside.Level ?? outside));
    }

    private void End(SheetRow row, bool isRepeat)
    {
        var innermost = open.Peek();
        if (innermost.Row is null)
            row.Complain($"end_{(isRepeat ? "repeat" : "group")} without a beginning");
        else if (innermost.IsRepeat != isRepeat)
            row.Complain($"end_{(isRepeat ? "repeat" : "group")} ends begin_{innermost.Word} '{innermost.Name}' of {innermost.Row.At.Shown}");
        if (innermost.Row is not null)
            Close();
    }

    private void Close()
    {
        var closed = open.Pop();
        var row = closed.Row!;
        var group = new Group(
            closed.Name,
            mentions.Said(row, "label") ?? "",
            mentions.Formula(row, "relevant"),
            row.At.Line,
            closed.IsRepeat,
            mentions.Formula(row, "repeat_count"),
            closed.Items);
        rows[group] = row;
        // Deeper ones are complained of already; kept out of the tree, they cannot exhaust the stack of whoever walks it.
        if (open.Count <= FormLimits.Depth)
            open.Peek().Items.Add(group);
    }

    private string Name(SheetRow row, RowType type, SheetCell typeCell)
    {
        if (row["name"] is not { } cell)
        {
            // Nobody refers to a note, so XLSForm lets it go without a name.
            if (type is { Kind: RowKind.Question, Type: QuestionType.Note })
                return $"note_{row.At.Line}";
            if (type.Metadata is { } metadata && NodeName().IsMatch(metadata))
                return metadata;
            row.Complain($"'{typeCell.Text}' has no name");
            return "";
        }
        if (!NodeName().IsMatch(cell.Text))
            cell.Complain($"'{cell.Text}' is no name: a letter first, then letters, digits, _ - .");
        if (Keep(cell.Text, cell.At, isKept: type.Kind != RowKind.BeginGroup))
            mentions.Add(cell.Text);
        return cell.Text;
    }

    /// <summary>One name twice in a group is a mistake; in two groups XLSForm allows it, and the answers are kept by group and name.</summary>
    /// <param name="isKept">False for a plain group, which has no answer of its own.</param>
    /// <returns>False (with a problem) where the name is taken.</returns>
    private bool Keep(string name, FormPlace at, bool isKept)
    {
        var here = open.Peek();
        var level = here.Level ?? here;
        if (here.Names.TryGetValue(name, out var first))
        {
            at.Complain($"the name '{name}' is used twice{(here.Row is null ? "" : $" in {here.Word} '{here.Name}'")} (also in {first.Shown})");
            return false;
        }
        here.Names[name] = at;
        if (isKept && !level.NamesOfLevel.TryAdd(name, at))
            at.Note($"the name '{name}' is used twice (also in {level.NamesOfLevel[name].Shown}); neither ${{{name}}} nor a ledger can tell which is meant");
        return true;
    }

    /// <summary>select_one ${name} takes its choices from the rows of a repeat, so the name must be a question in one.</summary>
    private void CheckRepeats(IReadOnlyList<FormItem> items)
    {
        if (fromRepeats.Count == 0)
            return;
        var repeated = InRepeats(items, inRepeat: false).ToHashSet(StringComparer.Ordinal);
        foreach (var (question, cell) in fromRepeats)
            if (mentions.Knows(question.ChoicesFrom!) && !repeated.Contains(question.ChoicesFrom!))
                cell.Complain($"${{{question.ChoicesFrom}}} is in no repeat, so it has no rows to choose from");
    }

    private static IEnumerable<string> InRepeats(IEnumerable<FormItem> items, bool inRepeat) => items.SelectMany(item => item switch
    {
        Group group => InRepeats(group.Items, inRepeat || group.IsRepeat),
        _ => inRepeat ? [item.Name] : Array.Empty<string>(),
    });

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_.\-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex NodeName();
}
