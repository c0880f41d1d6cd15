using Store.Expressions;

namespace Store.Packs;

/// <summary>One row of the survey sheet that is a question.</summary>
internal sealed class QuestionRow(SheetRow row, SheetCell typeCell, RowType type, FormMentions mentions, ChoiceSources choices)
{
    /// <param name="isKnown">False where the type was complained of, so that the rest is not.</param>
    public Question Read(string name, bool isKnown)
    {
        var parameters = Cells.Parameters(row["parameters"]);
        var steps = type.Type == QuestionType.Range ? RangeSteps.Read(row["parameters"] ?? typeCell, parameters) : null;
        var question = new Question(name, mentions.Said(row, "label") ?? "", mentions.Formula(row, "relevant"), row.At.Line, type.Type)
        {
            Hint = mentions.Said(row, "hint") ?? steps?.Hint,
            Plain = mentions.Said(row, "plain"),
            Constraint = And(steps?.Constraint, mentions.Formula(row, "constraint")),
            ConstraintMessage = mentions.Said(row, "constraint_message"),
            Required = mentions.Mentioned(row["required"], Cells.Condition),
            RequiredMessage = mentions.Said(row, "required_message"),
            Default = Default(row["default"]),
            Calculation = mentions.Formula(row, "calculation"),
            Triggers = Triggers(row["trigger"]),
            Choices = choices.Of(type, typeCell, parameters),
            ChoicesFrom = type.ListKind == ListKind.Repeat ? type.List : null,
            ChoiceFilter = mentions.Formula(row, "choice_filter"),
            OrOther = type.OrOther,
            ReadOnly = ReadOnly(row["readonly"]),
            Appearance = type.Metadata ?? row.Text("appearance"),
            Parameters = parameters,
            Unit = row.Text("unit"),
            Short = mentions.Said(row, "short"),
            Aliases = row.Text("aliases")?.Split((char[])[' ', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries) ?? [],
            Preset = Cells.OneOf(row["preset"], FormColumns.Presets),
            Mask = Cells.OneOf(row["mask"], FormColumns.Masks),
            PrefillPrevious = Cells.OneOf(row["prefill"], ["previous"]) is not null,
            Unchanged = mentions.Formula(row, "unchanged"),
            States = row.Text("states"),
            Lookup = Cells.OneOf(row["lookup"], FormColumns.Lookups),
            Warning = mentions.Formula(row, "warning"),
            WarningMessage = mentions.Said(row, "warning_message"),
            Minutes = Cells.Number(row["minutes"]) ?? 0.1m,
        };
        if (question.ChoicesFrom is not null)
            mentions.Mention(typeCell);
        if (isKnown)
            Check(question);
        return question is { Label: "", Hint: null, IsAsked: true, Type: not QuestionType.Note } ? question with { Label = name } : question;
    }

    /// <summary>What or_other asks when the added choice is taken.</summary>
    public static Question Other(Question of, string label) =>
        new($"{of.Name}_{ChoiceSources.OtherName}", $"{of.Label}（{label}）", Expression.Parse($"selected(${{{of.Name}}}, '{ChoiceSources.OtherName}')"), of.Line, QuestionType.Text)
        {
            Plain = of.Plain is { } plain ? $"{plain}（{label}）" : null,
            Short = of.Short is { } few ? $"{few}（{label}）" : null,
            PrefillPrevious = of.PrefillPrevious,
            Minutes = of.Minutes,
        };

    private void Check(Question question)
    {
        if (question.IsAsked && question.Label.Length == 0 && question.Hint is null)
            row.At.Slip($"'{question.Name}' has no label{(row.At.Cell is null ? "" : ", so its name is shown")}");
        if (question.Type == QuestionType.Calculate && question.Calculation is null && row["calculation"] is null && question.Default is null)
            row.Complain($"'{question.Name}' is a calculate without a calculation");
        if (question.Warning is not null && question.WarningMessage is null)
            row.Complain($"'{question.Name}' has a warning but no warning_message to show");
        if (row["repeat_count"] is { } count)
            count.Complain("repeat_count belongs to a begin_repeat row");
        if (row["choice_filter"] is { } filter && !type.IsSelect)
            filter.At.Note("choice_filter is read for selects and ranks only");
        if (row["trigger"] is { } trigger && question.Calculation is null && row["calculation"] is null)
            trigger.At.Note("a trigger without a calculation does nothing");
    }

    private Expression? Default(SheetCell? cell)
    {
        if (cell?.Text.Contains("${last-saved#", StringComparison.Ordinal) != true)
            return mentions.Mentioned(cell, Cells.Default);
        mentions.Mention(cell);
        cell.At.Note("last-saved# is not kept here and gives no default; write prefill: previous");
        return null;
    }

    private static bool ReadOnly(SheetCell? cell)
    {
        if (cell is null || !Cells.IsComputed(cell.Text) || Cells.IsTruth(cell.Text))
            return Cells.YesNo(cell);
        cell.At.Note("readonly is yes or no here; an expression is not read, and the question can be answered");
        return false;
    }

    private List<string> Triggers(SheetCell? cell)
    {
        mentions.Mention(cell);
        var names = Cells.References(cell?.Text ?? "").Select(reference => reference.Name).ToList();
        if (cell is not null && names.Count == 0)
            cell.Complain("trigger names questions, e.g. ${household_id}");
        return names;
    }

    private static Expression? And(Expression? first, Expression? second) =>
        first is null ? second : second is null ? first : Expression.Parse($"({first.Source}) and ({second.Source})");
}
