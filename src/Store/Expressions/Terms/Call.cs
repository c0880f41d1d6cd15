using System.Collections.Immutable;
using Store.Expressions.Functions;

namespace Store.Expressions.Terms;

/// <summary>A function with its arguments, which it evaluates itself: if() and coalesce() leave out what is not needed.</summary>
internal sealed class Call(int position, Function function, ImmutableArray<Term> arguments) : Term(position, arguments)
{
    public Function Function { get; } = function;

    public override Value Evaluate(in Focus focus) => Function.Body(Children, focus);
}
