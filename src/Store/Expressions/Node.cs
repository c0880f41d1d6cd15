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

    public string Name { get; } = name;

    public ValueKind Kind { get; } = kind;

    public Node? Parent { get; private set; }

    public IReadOnlyList<Node> Children => children;

    /// <summary>The stored answer, always text: dates as yyyy-MM-dd, several choices separated by a space, blank as "".</summary>
    public string Text { get; set; } = "";

    /// <summary>Its own relevance; a node counts only if all its ancestors are relevant too.</summary>
    public bool Relevant { get; set; } = true;

    public bool IsRelevant => Relevant && (Parent?.IsRelevant ?? true);

    public Node Add(Node child)
    {
        child.Parent = this;
        children.Add(child);
        return child;
    }

    public void Remove(Node child) => children.Remove(child);
}
