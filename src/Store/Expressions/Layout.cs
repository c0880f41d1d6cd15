using System.Runtime.InteropServices;

namespace Store.Expressions;

/// <summary>One node of a <see cref="Layout"/>.</summary>
/// <param name="Parent">The parent's place; -1 for the root, which comes first.</param>
public readonly record struct LaidNode(string Name, ValueKind Kind, int Parent);

/// <summary>
/// The shape of a tree: which nodes it has, in document order. Immutable, shared by every tree laid out after it, so that
/// a form filled a thousand times is indexed once.
/// </summary>
public sealed class Layout
{
    private readonly LaidNode[] places;
    private readonly int[] last;
    private readonly int[] rows;
    private readonly Dictionary<string, int[]> named;

    /// <param name="nodes">Each after its parent and after everything below its earlier siblings.</param>
    public Layout(IEnumerable<LaidNode> nodes)
    {
        places = [.. nodes];
        last = new int[places.Length];
        rows = new int[places.Length];
        var byName = new Dictionary<string, List<int>>();
        var siblings = new Dictionary<(int Parent, string Name), int>();
        for (var i = 0; i < places.Length; i++)
        {
            last[i] = i;
            rows[i] = ++CollectionsMarshal.GetValueRefOrAddDefault(siblings, (places[i].Parent, places[i].Name), out _);
            if (!byName.TryGetValue(places[i].Name, out var found)) byName[places[i].Name] = found = [];
            found.Add(i);
        }

        for (var i = places.Length - 1; i > 0; i--) last[places[i].Parent] = Math.Max(last[places[i].Parent], last[i]);
        named = byName.ToDictionary(found => found.Key, found => found.Value.ToArray());
    }

    public int Count => places.Length;

    /// <summary>A blank tree of this shape, every node relevant; the root first.</summary>
    public Node[] Lay()
    {
        var nodes = new Node[places.Length];
        var index = new NodeIndex(this, nodes);
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = new(places[i].Name, places[i].Kind, i == 0 ? null : nodes[places[i].Parent], index, i);
        return nodes;
    }

    /// <summary>A tree of its own with the same answers.</summary>
    /// <param name="from">Laid out after this layout.</param>
    public Node[] Copy(Node[] from)
    {
        var nodes = Lay();
        for (var i = 0; i < nodes.Length; i++) nodes[i].Take(from[i]);
        return nodes;
    }

    internal int LastBelow(int place) => last[place];

    internal int RowNumber(int place) => rows[place];

    internal ReadOnlySpan<int> Named(string name) => named.TryGetValue(name, out var found) ? found : [];
}
