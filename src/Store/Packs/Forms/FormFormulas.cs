using Store.Expressions;

namespace Store.Packs;

/// <summary>Every expression of a form, with the column it stands in.</summary>
internal static class FormFormulas
{
    public static IEnumerable<FormFormula> Of(Form form) => Of(form.Items);

    public static IEnumerable<FormFormula> Of(IReadOnlyList<FormItem> items)
    {
        var formulas = items.SelectMany(Of);
        return formulas.Where(formula => formula.Compiled is not null);
    }

    private static IEnumerable<FormFormula> Of(FormItem item) => item switch
    {
        Group group =>
        [
            new(group, "relevant", group.Relevant, ExpressionUse.Condition),
            new(group, "repeat_count", group.RepeatCount, ExpressionUse.Value),
            .. group.Items.SelectMany(Of),
        ],
        Question question =>
        [
            new(question, "relevant", question.Relevant, ExpressionUse.Condition),
            new(question, "required", question.Required, ExpressionUse.Condition),
            new(question, "constraint", question.Constraint, ExpressionUse.Condition),
            new(question, "warning", question.Warning, ExpressionUse.Condition),
            new(question, "calculation", question.Calculation, ExpressionUse.Value),
            new(question, "default", question.Default, ExpressionUse.Value),
            new(question, "unchanged", question.Unchanged, ExpressionUse.Value),
            new(question, "choice_filter", question.ChoiceFilter, ExpressionUse.Condition),
        ],
        _ => [],
    };
}

internal sealed record FormFormula(FormItem Item, string Column, Expression? Compiled, ExpressionUse Use)
{
    public Expression Expression => Compiled!;
}
