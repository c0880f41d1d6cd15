using System.Text.RegularExpressions;
using Store.Expressions;

namespace Store.Packs;

/// <summary>Turns the rows of the survey sheet into questions and groups. Used once per form.</summary>
internal sealed partial class SurveyReader(ChoiceLists choices)
{
    private readonly Dictionary<FormItem, SheetRow> rows = new(ReferenceEqualityComparer.Instance);
    private readonly List<(SheetCell Cell, string Name, int Character)> mentions = [];
    private readonly Dictionary<string, int> timesNamed = new(StringComparer.Ordinal);
    private readonly Stack<Open> open = new([new Open(null, "", IsRepeat: false)]);

    /// <summary>A group whose end has not come yet; the form itself is the outermost.</summary>
    private sealed record Open(SheetRow? Row, string Name, bool IsRepeat)
    {
        public List<FormItem> Items { get; } = [];
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
        public string Word => IsRepeat ? "repeat" : "group";
    }

    public IReadOnlyList<FormItem> Read(IEnumerable<SheetRow> survey)
    {
        foreach (var row in survey)
            if (row["type"] is { } cell)
                Read(row, cell);
            else if (row.All.Any(other => other.Column is "name" or "label"))
                row.Complain("the row has no type");
        while (open.Count > 1)
        {
            open.Peek().Row!.Complain($"begin_{open.Peek().Word} '{open.Peek().Name}' is never ended");
            Close();
        }
        return open.Peek().Items;
    }

    public SheetRow RowOf(FormItem item) => rows[item];

    /// <summary>Remembers what a text or expression outside the survey refers to, to be checked with all others.</summary>
    public void Mention(SheetCell? cell)
    {
        foreach (var (name, character) in Cells.References(cell?.Text ?? ""))
            mentions.Add((cell!, name, character));
    }

    /// <summary>Complains of every ${name} that is no question, and of those that could be two.</summary>
    public void CheckMentions()
    {
        foreach (var (cell, name, character) in mentions)
            if (!timesNamed.TryGetValue(name, out var times))
                cell.Complain($"{cell.Column}: character {character}: there is no question ${{{name}}}{Nearest.Suggest(name, timesNamed.Keys)}");
            else if (times > 1)
                cell.Complain($"{cell.Column}: character {character}: ${{{name}}} could be {times} different questions; give them different names");
    }

    private void Read(SheetRow row, SheetCell typeCell)
    {
        if (Cells.YesNo(row["disabled"]))
            return;
        var (type, problem) = RowType.Parse(typeCell.Text);
        if (type is null)
            typeCell.Complain(problem);
        switch (type?.Kind)
        {
            case RowKind.BeginGroup or RowKind.BeginRepeat:
                open.Push(new Open(row, Name(row, type, typeCell), type.Kind == RowKind.BeginRepeat));
                break;
            case RowKind.EndGroup or RowKind.EndRepeat:
                End(row, type.Kind == RowKind.EndRepeat);
                break;
            default:
                // A row of unknown type still has a name, so that references to it are not complained of too.
                var question = Question(row, type ?? new RowType(RowKind.Question), typeCell, isKnown: type is not null);
                rows[question] = row;
                open.Peek().Items.Add(question);
                break;
        }
    }

    private void End(SheetRow row, bool isRepeat)
    {
        var innermost = open.Peek();
        if (innermost.Row is null)
            row.Complain($"end_{(isRepeat ? "repeat" : "group")} without a beginning");
        else if (innermost.IsRepeat != isRepeat)
            row.Complain($"end_{(isRepeat ? "repeat" : "group")} ends begin_{innermost.Word} '{innermost.Name}' of line {innermost.Row.Line}");
        if (innermost.Row is not null)
            Close();
    }

    private void Close()
    {
        var closed = open.Pop();
        var row = closed.Row!;
        var group = new Group(
            closed.Name,
            Said(row, "label") ?? "",
            Formula(row, "relevant"),
            row.Line,
            closed.IsRepeat,
            Formula(row, "repeat_count"),
            closed.Items);
        rows[group] = row;
        open.Peek().Items.Add(group);
    }

    private Question Question(SheetRow row, RowType type, SheetCell typeCell, bool isKnown)
    {
        var question = new Question(Name(row, type, typeCell), Said(row, "label") ?? "", Formula(row, "relevant"), row.Line, type.Type)
        {
            Hint = Said(row, "hint"),
            Plain = Said(row, "plain"),
            Constraint = Formula(row, "constraint"),
            ConstraintMessage = Said(row, "constraint_message"),
            Required = Mentioned(row["required"], Cells.Condition),
            RequiredMessage = Said(row, "required_message"),
            Default = Mentioned(row["default"], Cells.Default),
            Calculation = Formula(row, "calculation"),
            Triggers = Triggers(row["trigger"]),
            Choices = ChoicesOf(type, typeCell),
            ChoiceFilter = Formula(row, "choice_filter"),
            OrOther = type.OrOther,
            ReadOnly = Cells.YesNo(row["readonly"]),
            Appearance = type.Metadata ?? row.Text("appearance"),
            Parameters = Cells.Parameters(row["parameters"]),
            Unit = row.Text("unit"),
            Short = Said(row, "short"),
            Preset = Cells.OneOf(row["preset"], FormColumns.Presets),
            Mask = Cells.OneOf(row["mask"], FormColumns.Masks),
            PrefillPrevious = Cells.OneOf(row["prefill"], ["previous"]) is not null,
            Unchanged = Formula(row, "unchanged"),
            States = row.Text("states"),
            Lookup = Cells.OneOf(row["lookup"], FormColumns.Lookups),
            Warning = Formula(row, "warning"),
            WarningMessage = Said(row, "warning_message"),
            Minutes = Cells.Number(row["minutes"]) ?? 0.1m,
        };
        if (isKnown)
            CheckWording(row, question);
        // XLSForm asks what the other is in a question of this name.
        if (question.OrOther)
            timesNamed.TryAdd($"{question.Name}_other", 1);
        return question;
    }

    private static void CheckWording(SheetRow row, Question question)
    {
        if (question.IsAsked && question.Label.Length == 0 && question.Hint is null)
            row.Complain($"'{question.Name}' has no label");
        if (question.Type == QuestionType.Calculate && question.Calculation is null && row["calculation"] is null && question.Default is null)
            row.Complain($"'{question.Name}' is a calculate without a calculation");
        if (question.Warning is not null && question.WarningMessage is null)
            row.Complain($"'{question.Name}' has a warning but no warning_message to show");
        if (row["repeat_count"] is { } count)
            count.Complain("repeat_count belongs to a begin_repeat row");
    }

    private string Name(SheetRow row, RowType type, SheetCell typeCell)
    {
        if (row["name"] is not { } cell)
        {
            // Nobody refers to a note, so XLSForm lets it go without a name.
            if (type is { Kind: RowKind.Question, Type: QuestionType.Note })
                return $"note_{row.Line}";
            row.Complain($"'{typeCell.Text}' has no name");
            return "";
        }
        if (!NodeName().IsMatch(cell.Text))
            cell.Complain($"'{cell.Text}' is no name: a letter first, then letters, digits, _ - .");
        if (!open.Peek().Names.Add(cell.Text))
            cell.Complain($"the name '{cell.Text}' is used twice{(open.Peek().Row is null ? "" : $" in {open.Peek().Word} '{open.Peek().Name}'")}");
        else
            timesNamed[cell.Text] = timesNamed.GetValueOrDefault(cell.Text) + 1;
        return cell.Text;
    }

    private IReadOnlyList<Choice> ChoicesOf(RowType type, SheetCell typeCell)
    {
        if (type.List is not { } list)
            return [];
        if (choices.Find(list) is { } found)
            return found;
        typeCell.Complain($"there is no choice list '{list}'{Nearest.Suggest(list, choices.Names)}");
        return [];
    }

    private List<string> Triggers(SheetCell? cell)
    {
        Mention(cell);
        var names = Cells.References(cell?.Text ?? "").Select(reference => reference.Name).ToList();
        if (cell is not null && names.Count == 0)
            cell.Complain("trigger names questions, e.g. ${household_id}");
        return names;
    }

    private Expression? Formula(SheetRow row, string column) => Mentioned(row[column], Cells.Compile);

    private string? Said(SheetRow row, string column)
    {
        Mention(row[column]);
        return row.Text(column);
    }

    private Expression? Mentioned(SheetCell? cell, Func<SheetCell?, Expression?> read)
    {
        Mention(cell);
        return read(cell);
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_.\-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex NodeName();
}
