using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class NumberFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("number", 0, 1, (arguments, in focus) =>
            Value.Of(arguments.IsEmpty ? Value.Of(focus.Context).Atom(focus.Offset).ToNumber() : arguments[0].Number(focus))),
        new("int", 1, 1, (arguments, in focus) => Value.Of(Math.Truncate(arguments[0].Number(focus)))),
        new("round", 1, 2, (arguments, in focus) =>
            Value.Of(Numbers.Round(arguments[0].Number(focus), arguments.Length < 2 ? 0 : arguments[1].Number(focus)))),
        new("sum", 1, Function.Many, Sum),
        new("max", 1, Function.Many, (arguments, in focus) => Value.Of(Extreme(arguments, focus, Math.Max))),
        new("min", 1, Function.Many, (arguments, in focus) => Value.Of(Extreme(arguments, focus, Math.Min))),
        new("pi", 0, 0, (_, in _) => Value.Of(Math.PI)),
        Unary("floor", Math.Floor),
        Unary("ceiling", Math.Ceiling),
        Unary("abs", Math.Abs),
        Unary("sqrt", Math.Sqrt),
        Unary("exp", Math.Exp),
        Unary("exp10", power => Math.Pow(10, power)),
        Unary("log", Math.Log),
        Unary("log10", Math.Log10),
        Unary("sin", Math.Sin),
        Unary("cos", Math.Cos),
        Unary("tan", Math.Tan),
        Unary("asin", Math.Asin),
        Unary("acos", Math.Acos),
        Unary("atan", Math.Atan),
        Binary("atan2", Math.Atan2),
        Binary("pow", Math.Pow),
    ];

    private static Function Unary(string name, Func<double, double> compute) =>
        new(name, 1, 1, (arguments, in focus) => Value.Of(compute(arguments[0].Number(focus))));

    private static Function Binary(string name, Func<double, double, double> compute) =>
        new(name, 2, 2, (arguments, in focus) => Value.Of(compute(arguments[0].Number(focus), arguments[1].Number(focus))));

    /// <summary>Blank rows are left out; a household member without an income does not make the income unknown.</summary>
    private static Value Sum(ImmutableArray<Term> arguments, in Focus focus)
    {
        var sum = 0d;
        foreach (var argument in arguments)
        {
            var value = argument.Evaluate(focus);
            var count = value.Type == ValueType.Nodes ? value.Count : 1;
            for (var i = 0; i < count; i++)
            {
                var number = NumberAt(value, i, focus);
                if (!double.IsNaN(number)) sum += number;
            }
        }

        return Value.Of(sum);
    }

    private static double Extreme(ImmutableArray<Term> arguments, in Focus focus, Func<double, double, double> better)
    {
        var best = double.NaN;
        foreach (var argument in arguments)
        {
            var value = argument.Evaluate(focus);
            var count = value.Type == ValueType.Nodes ? value.Count : 1;
            for (var i = 0; i < count; i++)
            {
                var number = NumberAt(value, i, focus);
                if (!double.IsNaN(number)) best = double.IsNaN(best) ? number : better(best, number);
            }
        }

        return best;
    }

    private static double NumberAt(in Value value, int index, in Focus focus) =>
        (value.Type == ValueType.Nodes ? Value.Answer(value.NodeAt(index), focus.Offset) : value).ToNumber();
}
