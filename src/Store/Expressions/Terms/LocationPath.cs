using System.Collections.Immutable;

namespace Store.Expressions.Terms;

internal enum Axis { Child, Parent, Self, Descendant }

/// <param name="Name">The element's name, or * for any.</param>
internal sealed record Step(Axis Axis, string Name, ImmutableArray<Term> Predicates, int Position)
{
    public bool Fits(Node node) => Name == "*" || node.Name == Name;
}

/// <summary>A path: /data/group/x from the root, ../x from where the expression stands, or steps after another term.</summary>
/// <param name="head">What the steps start from; null for the root or the context node.</param>
internal sealed class LocationPath(int position, Term? head, bool absolute, ImmutableArray<Step> steps)
    : Term(position, [.. head is null ? [] : new[] { head }, .. steps.SelectMany(step => step.Predicates)])
{
    public Term? Head { get; } = head;
    public bool Absolute { get; } = absolute;
    public ImmutableArray<Step> Steps { get; } = steps;

    public override Value Evaluate(in Focus focus)
    {
        var nodes = Walk(focus);
        if (nodes.Count == 0) return Value.None;
        if (nodes.Count == 1) return Value.Of(nodes.NodeAt(0).IsRelevant ? nodes.NodeAt(0) : null);
        var relevant = new List<Node>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes.NodeAt(i).IsRelevant) relevant.Add(nodes.NodeAt(i));
        }

        return Value.Of(relevant);
    }

    private Value Walk(in Focus focus)
    {
        var current = Absolute ? Value.None : Head?.Evaluate(focus) ?? Value.Of(focus.Context);
        if (!Absolute && current.Type != ValueType.Nodes) return Value.None;
        for (var i = 0; i < Steps.Length; i++)
        {
            var own = Absolute && i < Steps.Length - 1 && Steps[i].Predicates.IsEmpty ? focus.Anchor : null;
            current = Absolute && i == 0 ? FromRoot(Steps[0], focus) : Take(Steps[i], current, own, focus);
            if (current.Count == 0) break;
        }

        return Absolute && Steps.Length == 0 ? Value.Of(focus.Self.Root) : current;
    }

    private static Value FromRoot(Step step, in Focus focus)
    {
        var root = focus.Self.Root;
        if (step.Axis == Axis.Descendant)
            return Filter.Apply(step.Predicates, Below(root, step, step.Fits(root) ? [root] : []), focus);
        return step.Axis == Axis.Child && step.Fits(root) ? Filter.Apply(step.Predicates, Value.Of(root), focus) : Value.None;
    }

    /// <param name="own">Stands in a row of its own: where the step passes that row's repeat, only that row is taken.</param>
    private static Value Take(Step step, in Value from, Node? own, in Focus focus)
    {
        if (from.Count == 1) return Filter.Apply(step.Predicates, Follow(step, from.NodeAt(0), own), focus);
        var found = new List<Node>();
        var seen = step.Axis == Axis.Child ? null : new HashSet<Node>();
        for (var i = 0; i < from.Count; i++)
        {
            var nodes = Filter.Apply(step.Predicates, Follow(step, from.NodeAt(i), own), focus);
            for (var j = 0; j < nodes.Count; j++)
            {
                if (seen?.Add(nodes.NodeAt(j)) != false) found.Add(nodes.NodeAt(j));
            }
        }

        return Value.Of(found);
    }

    private static Value Follow(Step step, Node node, Node? own) => step.Axis switch
    {
        Axis.Self => Value.Of(step.Fits(node) ? node : null),
        Axis.Parent => Value.Of(node.Parent is { } parent && step.Fits(parent) ? parent : null),
        Axis.Descendant => Below(node, step, []),
        _ => OwnRow(step, node, own) is { } row ? Value.Of(row) : Named(step, node),
    };

    private static Node? OwnRow(Step step, Node parent, Node? own)
    {
        for (; own is not null; own = own.Parent)
        {
            if (ReferenceEquals(own.Parent, parent)) return step.Fits(own) ? own : null;
        }

        return null;
    }

    private static Value Named(Step step, Node parent)
    {
        Node? first = null;
        List<Node>? many = null;
        foreach (var child in parent.Children)
        {
            if (!step.Fits(child)) continue;
            if (first is null) first = child;
            else (many ??= [first]).Add(child);
        }

        return many is null ? Value.Of(first) : Value.Of(many);
    }

    private static Value Below(Node node, Step step, List<Node> found)
    {
        foreach (var child in node.Children)
        {
            if (step.Fits(child)) found.Add(child);
            Below(child, step, found);
        }

        return Value.Of(found);
    }
}
