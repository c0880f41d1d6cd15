namespace Store.Expressions;

/// <summary>Every node of one tree by name, in document order, so that ${x} costs the same in a long form as in a short one.</summary>
internal sealed class NodeIndex(Layout layout, Node[] nodes)
{
    public Layout Layout => layout;

    public Node Root => nodes[0];

    public Node this[int place] => nodes[place];

    /// <summary>Numbers the nodes of a tree that was put together by hand.</summary>
    public static NodeIndex Of(Node root)
    {
        var nodes = new List<Node>();
        var places = new List<LaidNode>();
        Number(root, -1);
        var layout = new Layout(places);
        return new(layout, [.. nodes]);

        void Number(Node node, int parent)
        {
            var place = node.Order = nodes.Count;
            nodes.Add(node);
            places.Add(new(node.Name, node.Kind, parent));
            foreach (var child in node.Children) Number(child, place);
        }
    }

    public Nodes All(string name) => new(nodes, layout.Named(name));

    /// <summary>The nodes of that name strictly below <paramref name="ancestor"/>.</summary>
    public Nodes Below(Node ancestor, string name) => Below(layout.Named(name), ancestor);

    /// <summary>
    /// What ${name} means seen from a node: in the nearest row both lie in, else everywhere.
    /// A repeat named from within one of its own rows means all its rows.
    /// </summary>
    /// <param name="shared">The ancestor both lie in; null where the name is not there.</param>
    public Nodes Nearest(Node from, string name, out Node? shared)
    {
        var all = layout.Named(name);
        shared = all.Length == 0 ? null : from;
        if (all.Length < 2) return new(nodes, all);
        for (; shared is not null; shared = shared.Parent)
        {
            var below = Below(all, shared);
            if (below.Length > 0) return below;
        }

        return new(nodes, all);
    }

    /// <summary>True where the second lies in the first, or is the same.</summary>
    public bool Holds(Node upper, Node lower) => lower.Order >= upper.Order && lower.Order <= layout.LastBelow(upper.Order);

    private Nodes Below(ReadOnlySpan<int> all, Node ancestor)
    {
        if (ancestor.Order < 0) return new(nodes, []);
        var start = FirstAfter(all, ancestor.Order);
        return new(nodes, all[start..FirstAfter(all, layout.LastBelow(ancestor.Order))]);
    }

    private static int FirstAfter(ReadOnlySpan<int> places, int order)
    {
        int low = 0, high = places.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (places[middle] <= order) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>Some nodes of one tree, by their places in it.</summary>
internal readonly ref struct Nodes(Node[] nodes, ReadOnlySpan<int> places)
{
    private readonly ReadOnlySpan<int> places = places;

    public int Length => places.Length;

    public Node this[int index] => nodes[places[index]];
}
