namespace Store.Expressions;

/// <summary>What an expression is for: only conditions are read as true or false.</summary>
public enum ExpressionUse { Condition, Value }

/// <param name="Position">1-based character in the source.</param>
/// <param name="Message">A sentence for the form's author: what will happen, and what to write instead.</param>
public sealed record LintWarning(int Position, string Message);

/// <summary>Finds what is allowed but rarely meant: the mistakes that made forms skip or keep the wrong question.</summary>
public static class ExpressionLint
{
    /// <param name="kindOf">The kind of the question of that name; null for a name that is not a question.</param>
    /// <param name="self">The question the expression belongs to, for '.'; null if none.</param>
    /// <param name="canBeBlank">True for questions that may be left empty or skipped; all of them unless told.</param>
    public static IReadOnlyList<LintWarning> Check(
        Expression expression,
        ExpressionUse use,
        Func<string, ValueKind?> kindOf,
        string? self = null,
        Func<string, bool>? canBeBlank = null)
    {
        var walk = new LintWalk(kindOf, self, canBeBlank ?? (_ => true));
        walk.Visit(expression.Term, isCondition: use == ExpressionUse.Condition, guarded: []);
        return [.. walk.Warnings.DistinctBy(warning => (warning.Position, warning.Message)).OrderBy(warning => warning.Position)];
    }
}
