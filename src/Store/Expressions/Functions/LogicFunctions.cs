using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class LogicFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("if", 3, 3, (arguments, in scope) => arguments[arguments[0].Truth(scope) ? 1 : 2].Evaluate(scope)),
        new("coalesce", 2, Function.Many, Coalesce),
        new("once", 1, 1, (arguments, in scope) =>
        {
            var stored = Value.Of(scope.At.Self).Atom(scope.Offset);
            return stored.IsBlank ? arguments[0].Evaluate(scope) : stored;
        }),
        new("true", 0, 0, (_, in _) => Value.Of(true)),
        new("false", 0, 0, (_, in _) => Value.Of(false)),
        new("boolean", 1, 1, (arguments, in scope) => Value.Of(arguments[0].Truth(scope))),
        new("boolean-from-string", 1, 1, (arguments, in scope) =>
            Value.Of(arguments[0].Text(scope) is var text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase)))),
        new("not", 1, 1, (arguments, in scope) => Value.Of(!arguments[0].Truth(scope))),
        new("regex", 2, 2, (arguments, in scope) => Value.Of(Pattern.Of(arguments[1].Text(scope)).Fits(arguments[0].Text(scope))))
        {
            Check = arguments => arguments[1] is Literal written && Pattern.Of(written.Value.ToText()).Fault is { } fault
                ? new(written, $"this is not a regular expression: {fault}")
                : null,
        },
        new("checklist", 2, Function.Many, Checklist),
        new("weighted-checklist", 2, Function.Many, WeightedChecklist) { Stride = 2 },
    ];

    private static Value Coalesce(ImmutableArray<Term> arguments, in Scope scope)
    {
        foreach (var argument in arguments)
        {
            var value = argument.Atom(scope);
            if (!value.IsBlank) return value;
        }

        return Value.Blank;
    }

    /// <summary>At least and at most so many are true; −1 sets no bound.</summary>
    private static Value Checklist(ImmutableArray<Term> arguments, in Scope scope)
    {
        double least = arguments[0].Number(scope), most = arguments[1].Number(scope);
        var count = 0;
        foreach (var item in Spread.Of(arguments, 2, scope))
        {
            if (item.ToTruth()) count++;
        }

        return Value.Of((least < 0 || count >= least) && (most < 0 || count <= most));
    }

    /// <summary>Pairs of a condition and its weight, or one repeat's conditions and another's weights.</summary>
    private static Value WeightedChecklist(ImmutableArray<Term> arguments, in Scope scope)
    {
        double least = arguments[0].Number(scope), most = arguments[1].Number(scope), sum = 0;
        for (var pair = 2; pair < arguments.Length; pair += 2)
        {
            var conditions = Spread.Of(arguments[pair], scope);
            var weights = Spread.Of(arguments[pair + 1], scope);
            for (var i = 0; i < Math.Min(conditions.Count, weights.Count); i++)
            {
                if (conditions[i].ToTruth()) sum += weights[i].ToNumber();
            }
        }

        return Value.Of(sum >= least && sum <= most);
    }
}
