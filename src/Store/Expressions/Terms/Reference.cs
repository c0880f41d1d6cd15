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
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].IsRelevant) relevant.Add(nodes[i]);
        }

        return Value.Of(relevant);
    }

    private Nodes Find(in Focus focus)
    {
        var index = focus.Self.Index;
        var anchor = focus.Anchor;
        var nodes = index.Nearest(anchor, Name, out var shared);
        if (nodes.Length < 2 || ReferenceEquals(anchor, focus.Self)) return nodes;

        // In a predicate, ${x} may be of the row being tested or of the row the expression stands in: the closer wins.
        var own = index.Nearest(focus.Self, Name, out var ownShared);
        return ownShared is not null && shared is not null && ownShared.Order > shared.Order && index.Holds(shared, ownShared) ? own : nodes;
    }
}
