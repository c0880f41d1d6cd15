namespace Store.Expressions;

/// <summary>How a node's text is to be understood by an expression.</summary>
public enum ValueKind : byte { Text, Integer, Decimal, Date, Time, DateTime, SelectOne, SelectMultiple, Group }

/// <summary>
/// One place in a filled form (or a stored record laid out like one) that an expression can point at: the XForms instance.
/// A repeat is several siblings with the same name. Not shared between threads; expressions are.
/// </summary>
public sealed class Node
{
    private List<Node>? children;

    // Of a laid tree, shared by all its nodes; of one put together by hand, the root's alone, made when first asked for.
    private NodeIndex? index;
    private readonly bool isLaid;

    public Node(string name, ValueKind kind)
    {
        Name = name;
        Kind = kind;
    }

    internal Node(string name, ValueKind kind, Node? parent, NodeIndex index, int order) : this(name, kind)
    {
        Parent = parent;
        Order = order;
        this.index = index;
        isLaid = true;
    }

    public string Name { get; }

    /// <summary>A calculation takes the kind of its last value (<see cref="Expression.Compute"/>); a question keeps its own.</summary>
    public ValueKind Kind { get; set; }

    /// <summary>Its own relevance; a node counts only if all its ancestors are relevant too.</summary>
    public bool Relevant { get; set; } = true;

    /// <summary>Place in document order as the tree was when it was last indexed; -1 for a row that is not there.</summary>
    internal int Order { get; set; }

    /// <summary>The stored answer, always text: dates as yyyy-MM-dd, several choices separated by a space, blank as "".</summary>
    public string Text { get; set; } = "";

    public Node? Parent { get; private set; }

    public IReadOnlyList<Node> Children => children ?? (isLaid && HasChildren ? children = LaidChildren() : []);

    public bool HasChildren => isLaid && Order >= 0 ? index!.Layout.LastBelow(Order) > Order : children is { Count: > 0 };

    public bool IsRelevant
    {
        get
        {
            for (var node = this; node is not null; node = node.Parent)
            {
                if (!node.Relevant) return false;
            }

            return true;
        }
    }

    public Node Root
    {
        get
        {
            if (isLaid) return index!.Root;
            var node = this;
            while (node.Parent is not null) node = node.Parent;
            return node;
        }
    }

    /// <summary>1 for the first of its siblings with the same name, 2 for the next: the number of a repeat's row.</summary>
    public int RowNumber
    {
        get
        {
            if (Parent is null) return 1;
            if (isLaid) return Order < 0 ? 0 : index!.Layout.RowNumber(Order);
            var number = 0;
            foreach (var sibling in Parent.Children)
            {
                if (sibling.Name == Name) number++;
                if (ReferenceEquals(sibling, this)) break;
            }

            return number;
        }
    }

    internal NodeIndex Index => isLaid ? index! : Root.index ??= NodeIndex.Of(Root);

    /// <summary>A row that is not there, from where it can be asked how many there should be: it sees the tree, the tree does not see it.</summary>
    /// <param name="parent">In a tree made by <see cref="Layout.Lay"/>.</param>
    public static Node Absent(Node parent, string name) => new(name, ValueKind.Group, parent, parent.Index, -1);

    /// <summary>
    /// The node with another answer, from where it can be asked whether that answer would do: to itself ('.') it is the new one,
    /// to who names it still the old.
    /// </summary>
    /// <param name="node">In a tree made by <see cref="Layout.Lay"/>.</param>
    public static Node Instead(Node node, string text) =>
        new(node.Name, node.Kind, node.Parent, node.Index, node.Order) { Text = text, Relevant = node.Relevant };

    /// <exception cref="InvalidOperationException">The tree was made by a <see cref="Layout"/>, whose shape it keeps.</exception>
    public Node Add(Node child)
    {
        RefuseIfLaid();
        child.Parent?.Remove(child);
        child.Parent = this;
        child.index = null;
        (children ??= []).Add(child);
        Root.index = null;
        return child;
    }

    /// <exception cref="InvalidOperationException">The tree was made by a <see cref="Layout"/>, whose shape it keeps.</exception>
    public void Remove(Node child)
    {
        RefuseIfLaid();
        if (children?.Remove(child) != true) return;
        child.Parent = null;
        Root.index = null;
    }

    internal void Take(Node other)
    {
        Text = other.Text;
        Relevant = other.Relevant;
        Kind = other.Kind;
    }

    private void RefuseIfLaid()
    {
        if (isLaid) throw new InvalidOperationException($"{Name} is part of a layout, which does not change");
    }

    private List<Node> LaidChildren()
    {
        var found = new List<Node>();
        var layout = index!.Layout;
        for (var place = Order + 1; place <= layout.LastBelow(Order); place = layout.LastBelow(place) + 1) found.Add(index[place]);
        return found;
    }
}
