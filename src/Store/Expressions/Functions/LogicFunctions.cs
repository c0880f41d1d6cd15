using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class LogicFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("if", 3, 3, (arguments, in focus) => arguments[arguments[0].Truth(focus) ? 1 : 2].Evaluate(focus)),
        new("coalesce", 2, Function.Many, Coalesce),
        new("once", 1, 1, (arguments, in focus) =>
        {
            var stored = Value.Of(focus.Self).Atom(focus.Offset);
            return stored.IsBlank ? arguments[0].Evaluate(focus) : stored;
        }),
        new("true", 0, 0, (_, in _) => Value.Of(true)),
        new("false", 0, 0, (_, in _) => Value.Of(false)),
        new("boolean", 1, 1, (arguments, in focus) => Value.Of(arguments[0].Truth(focus))),
        new("boolean-from-string", 1, 1, (arguments, in focus) =>
            Value.Of(arguments[0].Text(focus) is var text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase)))),
        new("not", 1, 1, (arguments, in focus) => Value.Of(!arguments[0].Truth(focus))),
        new("regex", 2, 2, (arguments, in focus) => Value.Of(Pattern.Of(arguments[1].Text(focus)).Fits(arguments[0].Text(focus))))
        {
            Check = arguments => arguments[1] is Literal written && Pattern.Of(written.Value.ToText()).Fault is { } fault
                ? new(written, $"this is not a regular expression: {fault}")
                : null,
        },
        new("checklist", 2, Function.Many, Checklist),
        new("weighted-checklist", 2, Function.Many, WeightedChecklist) { Stride = 2 },
    ];

    private static Value Coalesce(ImmutableArray<Term> arguments, in Focus focus)
    {
        foreach (var argument in arguments)
        {
            var value = argument.Atom(focus);
            if (!value.IsBlank) return value;
        }

        return Value.Blank;
    }

    /// <summary>At least and at most so many are true; −1 sets no bound.</summary>
    private static Value Checklist(ImmutableArray<Term> arguments, in Focus focus)
    {
        double least = arguments[0].Number(focus), most = arguments[1].Number(focus);
        var count = 0;
        foreach (var item in Spread.Of(arguments, 2, focus))
        {
            if (item.ToTruth()) count++;
        }

        return Value.Of((least < 0 || count >= least) && (most < 0 || count <= most));
    }

    /// <summary>Pairs of a condition and its weight, or one repeat's conditions and another's weights.</summary>
    private static Value WeightedChecklist(ImmutableArray<Term> arguments, in Focus focus)
    {
        double least = arguments[0].Number(focus), most = arguments[1].Number(focus), sum = 0;
        for (var pair = 2; pair < arguments.Length; pair += 2)
        {
            var conditions = Spread.Of(arguments[pair], focus);
            var weights = Spread.Of(arguments[pair + 1], focus);
            for (var i = 0; i < Math.Min(conditions.Count, weights.Count); i++)
            {
                if (conditions[i].ToTruth()) sum += weights[i].ToNumber();
            }
        }

        return Value.Of(sum >= least && sum <= most);
    }
}
