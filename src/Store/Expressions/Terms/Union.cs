namespace Store.Expressions.Terms;

/// <summary>a | b: the nodes of both, each once, in the form's order.</summary>
internal sealed class Union(int position, IEnumerable<Term> terms) : Term(position, terms)
{
    public override Value Evaluate(in Focus focus)
    {
        _ = focus.Self.Index;
        var found = new HashSet<Node>();
        foreach (var term in Children)
        {
            var nodes = term.Evaluate(focus);
            if (nodes.Type != ValueType.Nodes) continue;
            for (var i = 0; i < nodes.Count; i++) found.Add(nodes.NodeAt(i));
        }

        return Value.Of([.. found.OrderBy(node => node.Order)]);
    }
}
