using System.Runtime.InteropServices;

namespace Store.Expressions;

/// <summary>Every node of one tree by name, in document order, so that ${x} costs the same in a long form as in a short one.</summary>
internal sealed class NodeIndex
{
    private readonly Dictionary<string, List<Node>> named = [];
    private int count;

    public NodeIndex(Node root) => Number(root);

    public ReadOnlySpan<Node> All(string name) =>
        named.TryGetValue(name, out var nodes) ? CollectionsMarshal.AsSpan(nodes) : [];

    /// <summary>The nodes of that name strictly below <paramref name="ancestor"/>.</summary>
    public ReadOnlySpan<Node> Below(Node ancestor, string name)
    {
        var all = All(name);
        var start = FirstAfter(all, ancestor.Order);
        return all[start..FirstAfter(all, ancestor.LastOrder)];
    }

    /// <summary>
    /// What ${name} means seen from a node: in the nearest row both lie in, else everywhere.
    /// A repeat named from within one of its own rows means all its rows.
    /// </summary>
    /// <param name="shared">The ancestor both lie in; null where the name is not there.</param>
    public ReadOnlySpan<Node> Nearest(Node from, string name, out Node? shared)
    {
        shared = from;
        if (!named.TryGetValue(name, out var nodes))
        {
            shared = null;
            return [];
        }

        if (nodes.Count == 1) return CollectionsMarshal.AsSpan(nodes);
        for (; shared is not null; shared = shared.Parent)
        {
            var below = Below(shared, name);
            if (below.Length > 0) return below;
        }

        return All(name);
    }

    private static int FirstAfter(ReadOnlySpan<Node> nodes, int order)
    {
        int low = 0, high = nodes.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (nodes[middle].Order <= order) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void Number(Node node)
    {
        node.Order = ++count;
        if (!named.TryGetValue(node.Name, out var nodes)) named[node.Name] = nodes = [];
        nodes.Add(node);
        foreach (var child in node.Children) Number(child);
        node.LastOrder = count;
    }
}
