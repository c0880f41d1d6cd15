namespace Store.Expressions.Terms;

/// <summary>${name}: the question of that name in the nearest common row, else in every row.</summary>
internal sealed class Reference(int position, string name) : Term(position)
{
    public string Name { get; } = name;

    public override Value Evaluate(in Focus focus)
    {
        var nodes = Find(focus);
        if (nodes.Length == 1) return Value.Of(nodes[0].IsRelevant ? nodes[0] : null);
        var relevant = new List<Node>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node.IsRelevant) relevant.Add(node);
        }

        return Value.Of(relevant);
    }

    private ReadOnlySpan<Node> Find(in Focus focus)
    {
        var index = focus.At.Self.Root.Index;
        var anchor = focus.Anchor;
        var nodes = index.Nearest(anchor, Name, out var shared);
        if (nodes.Length < 2 || ReferenceEquals(anchor, focus.At.Self)) return nodes;

        // In a predicate, ${x} may be of the row being tested or of the row the expression stands in: the closer wins.
        var own = index.Nearest(focus.At.Self, Name, out var ownShared);
        return ownShared is not null && shared is not null && ownShared.Order > shared.Order && IsAbove(shared, ownShared) ? own : nodes;
    }

    private static bool IsAbove(Node upper, Node lower) => lower.Order <= upper.LastOrder;
}
