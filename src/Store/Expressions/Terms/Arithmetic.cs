using System.Collections.Immutable;

namespace Store.Expressions.Terms;

/// <summary>A run of + and -, or of *, div and mod, from left to right. Blank makes the whole not-a-number.</summary>
internal sealed class Arithmetic(int position, ImmutableArray<Term> operands, ImmutableArray<char> operators) : Term(position, operands)
{
    /// <summary>One of + - * / %, the first between the first two operands.</summary>
    public ImmutableArray<char> Operators { get; } = operators;

    public override Value Evaluate(in Focus focus)
    {
        var result = Children[0].Atom(focus);
        for (var i = 0; i < Operators.Length; i++)
        {
            var next = Children[i + 1].Atom(focus);
            double left = result.Like(next, focus.Offset).ToNumber(), right = next.Like(result, focus.Offset).ToNumber();
            result = Value.Of(Operators[i] switch
            {
                '+' => left + right,
                '-' => left - right,
                '*' => left * right,
                '/' => left / right,
                _ => left % right,
            });
        }

        return result;
    }
}

internal sealed class Negation(int position, Term term) : Term(position, term)
{
    public override Value Evaluate(in Focus focus) => Value.Of(-Children[0].Number(focus));
}
