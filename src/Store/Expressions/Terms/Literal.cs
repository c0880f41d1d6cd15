namespace Store.Expressions.Terms;

/// <summary>A number or a text as written.</summary>
internal sealed class Literal(int position, Value value) : Term(position)
{
    public Value Value { get; } = value;

    public override Value Evaluate(in Focus focus) => Value;
}
