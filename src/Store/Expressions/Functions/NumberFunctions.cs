using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class NumberFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("number", 0, 1, (arguments, in scope) =>
            Value.Of(arguments.IsEmpty ? Value.Of(scope.Context).Atom(scope.Offset).ToNumber() : arguments[0].Number(scope))),
        new("int", 1, 1, (arguments, in scope) => Value.Of(Math.Truncate(arguments[0].Number(scope)))),
        new("round", 1, 2, (arguments, in scope) =>
            Value.Of(Numbers.Round(arguments[0].Number(scope), arguments.Length < 2 ? 0 : arguments[1].Number(scope)))),
        new("sum", 1, Function.Many, Sum),
        new("max", 1, Function.Many, (arguments, in scope) => Value.Of(Extreme(arguments, scope, Math.Max))),
        new("min", 1, Function.Many, (arguments, in scope) => Value.Of(Extreme(arguments, scope, Math.Min))),
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
        new(name, 1, 1, (arguments, in scope) => Value.Of(compute(arguments[0].Number(scope))));

    private static Function Binary(string name, Func<double, double, double> compute) =>
        new(name, 2, 2, (arguments, in scope) => Value.Of(compute(arguments[0].Number(scope), arguments[1].Number(scope))));

    /// <summary>Blank rows are left out; a household member without an income does not make the income unknown.</summary>
    private static Value Sum(ImmutableArray<Term> arguments, in Scope scope)
    {
        var sum = 0d;
        foreach (var argument in arguments)
        {
            var value = argument.Evaluate(scope);
            var count = value.Type == ValueType.Nodes ? value.Count : 1;
            for (var i = 0; i < count; i++)
            {
                var number = NumberAt(value, i, scope);
                if (!double.IsNaN(number)) sum += number;
            }
        }

        return Value.Of(sum);
    }

    private static double Extreme(ImmutableArray<Term> arguments, in Scope scope, Func<double, double, double> better)
    {
        var best = double.NaN;
        foreach (var argument in arguments)
        {
            var value = argument.Evaluate(scope);
            var count = value.Type == ValueType.Nodes ? value.Count : 1;
            for (var i = 0; i < count; i++)
            {
                var number = NumberAt(value, i, scope);
                if (!double.IsNaN(number)) best = double.IsNaN(best) ? number : better(best, number);
            }
        }

        return best;
    }

    private static double NumberAt(in Value value, int index, in Scope scope) =>
        (value.Type == ValueType.Nodes ? Value.Answer(value.NodeAt(index), scope.Offset) : value).ToNumber();
}
