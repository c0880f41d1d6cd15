using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

/// <summary>Arguments with every node counted by itself, for functions over many answers.</summary>
internal static class Spread
{
    public static List<Value> Of(Term argument, in Scope scope)
    {
        var values = new List<Value>();
        Add(values, argument, scope);
        return values;
    }

    public static List<Value> Of(ImmutableArray<Term> arguments, int from, in Scope scope)
    {
        var values = new List<Value>();
        for (var i = from; i < arguments.Length; i++) Add(values, arguments[i], scope);
        return values;
    }

    private static void Add(List<Value> values, Term argument, in Scope scope)
    {
        var value = argument.Evaluate(scope);
        if (value.Type != ValueType.Nodes) values.Add(value);
        else
        {
            for (var i = 0; i < value.Count; i++) values.Add(Value.Answer(value.NodeAt(i), scope.Offset));
        }
    }
}
