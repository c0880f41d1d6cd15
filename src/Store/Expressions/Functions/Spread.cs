using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

/// <summary>Arguments with every node counted by itself, for functions over many answers.</summary>
internal static class Spread
{
    public static List<Value> Of(Term argument, in Focus focus)
    {
        var values = new List<Value>();
        Add(values, argument, focus);
        return values;
    }

    public static List<Value> Of(ImmutableArray<Term> arguments, int from, in Focus focus)
    {
        var values = new List<Value>();
        for (var i = from; i < arguments.Length; i++) Add(values, arguments[i], focus);
        return values;
    }

    private static void Add(List<Value> values, Term argument, in Focus focus)
    {
        var value = argument.Evaluate(focus);
        if (value.Type != ValueType.Nodes) values.Add(value);
        else
        {
            for (var i = 0; i < value.Count; i++) values.Add(Value.Answer(value.NodeAt(i), focus.Offset));
        }
    }
}
