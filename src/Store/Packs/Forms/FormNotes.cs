using Store.Expressions;

namespace Store.Packs;

/// <summary>What is allowed in a form's expressions but rarely meant, said at its cell.</summary>
internal static class FormNotes
{
    public static void Add(Form form, Func<FormItem, SheetRow> rowOf)
    {
        var kinds = new Dictionary<string, ValueKind?>(StringComparer.Ordinal);
        var answered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in form.Questions)
        {
            kinds[question.Name] = question.ValueKind;
            if (!question.IsAsked || question is { Relevant: null, Required.Source: "true()" })
                answered.Add(question.Name);
        }
        // Of a range the constraint is not only what the cell says.
        foreach (var formula in FormFormulas.Of(form).Where(formula => formula is not { Column: "constraint", Item: Question { Type: QuestionType.Range } }))
            if (rowOf(formula.Item)[formula.Column] is { } cell)
                foreach (var warning in ExpressionLint.Check(
                    formula.Expression,
                    formula.Use,
                    // A bare name in a filter is the choice's own column.
                    name => formula.Column == "choice_filter" && !formula.Expression.Source.Contains($"${{{name}}}", StringComparison.Ordinal)
                        ? null : kinds.GetValueOrDefault(name),
                    formula.Item.Name,
                    name => !answered.Contains(name) && !(name == formula.Item.Name && formula.Column is "constraint" or "warning" or "unchanged")))
                    cell.At.Note($"{cell.Column}: character {warning.Position}: {warning.Message}");
    }
}
