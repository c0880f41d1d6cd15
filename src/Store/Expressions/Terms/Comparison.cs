namespace Store.Expressions.Terms;

internal enum Comparator { Equal, NotEqual, Less, AtMost, Greater, AtLeast }

/// <summary>Two values compared. Of several nodes, one that fits is enough; no node compares as blank.</summary>
internal sealed class Comparison(int position, Comparator comparator, Term left, Term right) : Term(position, left, right)
{
    public Comparator Comparator { get; } = comparator;
    public Term Left => Children[0];
    public Term Right => Children[1];

    public override Value Evaluate(in Focus focus)
    {
        Value first = Left.Evaluate(focus), second = Right.Evaluate(focus);
        var lefts = Choices(first);
        var rights = Choices(second);
        for (var i = 0; i < lefts; i++)
        {
            for (var j = 0; j < rights; j++)
            {
                if (Holds(Pick(first, i, focus.Offset), Pick(second, j, focus.Offset), focus.Offset)) return Value.Of(true);
            }
        }

        return Value.Of(false);
    }

    private static int Choices(in Value value) => value.Type == ValueType.Nodes ? Math.Max(1, value.Count) : 1;

    private static Value Pick(in Value value, int index, TimeSpan offset) =>
        value is { Type: ValueType.Nodes, Count: > 1 } ? Value.Answer(value.NodeAt(index), offset) : value.Atom(offset);

    private bool Holds(Value left, Value right, TimeSpan offset)
    {
        left = left.Like(right, offset);
        right = right.Like(left, offset);
        return Comparator switch
        {
            Comparator.Equal => Same(left, right),
            Comparator.NotEqual => !Same(left, right),
            _ => InOrder(left, right),
        };
    }

    private static bool Same(in Value left, in Value right)
    {
        if (left.Type == ValueType.Truth || right.Type == ValueType.Truth) return left.ToTruth() == right.ToTruth();
        if (left.IsDateLike && right.IsDateLike) return Numbers.Same(Comparable(left, right), Comparable(right, left));
        if (left.Type == ValueType.Number || right.Type == ValueType.Number) return Numbers.Same(left.ToNumber(), right.ToNumber());
        return left.ToText() == right.ToText();
    }

    private bool InOrder(in Value left, in Value right)
    {
        double first = Comparable(left, right), second = Comparable(right, left);
        if (left.Type == ValueType.Text && right.Type == ValueType.Text && double.IsNaN(first) && double.IsNaN(second)
            && Dates.TryDate(left.ToText(), out var from) && Dates.TryDate(right.ToText(), out var to))
            (first, second) = (from, to);
        return Comparator switch
        {
            Comparator.Less => first < second,
            Comparator.AtMost => first <= second,
            Comparator.Greater => first > second,
            _ => first >= second,
        };
    }

    /// <summary>A moment beside a date counts as its day, so that a visit this afternoon is not after today().</summary>
    private static double Comparable(in Value value, in Value other) =>
        value.Type == ValueType.DateTime && other.Type == ValueType.Date ? Math.Floor(value.Days) : value.ToNumber();
}
