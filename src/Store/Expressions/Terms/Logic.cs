namespace Store.Expressions.Terms;

/// <summary>a or b or c; what follows the first true one is not evaluated.</summary>
internal sealed class AnyOf(int position, IEnumerable<Term> terms) : Term(position, terms)
{
    public override Value Evaluate(in Focus focus)
    {
        foreach (var term in Children)
        {
            if (term.Truth(focus)) return Value.Of(true);
        }

        return Value.Of(false);
    }
}

/// <summary>a and b and c; what follows the first false one is not evaluated.</summary>
internal sealed class AllOf(int position, IEnumerable<Term> terms) : Term(position, terms)
{
    public override Value Evaluate(in Focus focus)
    {
        foreach (var term in Children)
        {
            if (!term.Truth(focus)) return Value.Of(false);
        }

        return Value.Of(true);
    }
}
