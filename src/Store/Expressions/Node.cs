namespace Store.Expressions;

/// <summary>How a node's text is to be understood by an expression.</summary>
public enum ValueKind { Text, Integer, Decimal, Date, Time, DateTime, SelectOne, SelectMultiple, Group }

/// <summary>
/// One place in a filled form (or a stored record laid out like one) that an expression can point at: the XForms instance.
/// A repeat is several siblings with the same name. Not shared between threads; expressions are.
/// </summary>
public sealed class Node(string name, ValueKind kind)
{
    private readonly List<Node> children = [];
    private NodeIndex? index;

    public string Name { get; } = name;

    /// <summary>A calculation takes the kind of its last value (<see cref="Expression.Compute"/>); a question keeps its own.</summary>
    public ValueKind Kind { get; set; } = kind;

    public Node? Parent { get; private set; }

    public IReadOnlyList<Node> Children => children;

    /// <summary>The stored answer, always text: dates as yyyy-MM-dd, several choices separated by a space, blank as "".</summary>
    public string Text { get; set; } = "";

    /// <summary>Its own relevance; a node counts only if all its ancestors are relevant too.</summary>
    public bool Relevant { get; set; } = true;

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
            var number = 0;
            foreach (var sibling in Parent.children)
            {
                if (sibling.Name == Name) number++;
                if (ReferenceEquals(sibling, this)) break;
            }

            return number;
        }
    }

    /// <summary>Place in document order and that of the last descendant; kept by <see cref="NodeIndex"/>.</summary>
    internal int Order { get; set; }
    internal int LastOrder { get; set; }

    /// <summary>Only asked of a root.</summary>
    internal NodeIndex Index => index ??= new NodeIndex(this);

    public Node Add(Node child)
    {
        child.Parent?.Remove(child);
        child.Parent = this;
        child.index = null;
        children.Add(child);
        Root.index = null;
        return child;
    }

    public void Remove(Node child)
    {
        if (!children.Remove(child)) return;
        child.Parent = null;
        Root.index = null;
    }
}
