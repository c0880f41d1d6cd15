using System.Collections.Immutable;

namespace Store.Expressions.Terms;

/// <summary>One piece of a compiled expression. Immutable.</summary>
/// <param name="position">1-based character in the source where it begins, or where its operator stands.</param>
internal abstract class Term(int position, params IEnumerable<Term> children)
{
    public int Position { get; } = position;

    public ImmutableArray<Term> Children { get; } = [.. children];

    public abstract Value Evaluate(in Focus focus);

    public Value Atom(in Focus focus) => Evaluate(focus).Atom(focus.Offset);

    public double Number(in Focus focus) => Atom(focus).ToNumber();

    public string Text(in Focus focus) => Atom(focus).ToText();

    public bool Truth(in Focus focus) => Evaluate(focus).Truth(focus.Offset);
}

/// <summary>Where a term is evaluated: the place of the whole expression, and within predicates the node being tested.</summary>
/// <param name="self">The node that the expression belongs to.</param>
/// <param name="last">How many nodes are being tested.</param>
internal readonly struct Focus(Evaluation at, Node self, Node context, int position, int last)
{
    public Evaluation At { get; } = at;
    public Node Self { get; } = self;
    public Node Context { get; } = context;

    /// <summary>1-based place among the nodes being tested; 0 outside predicates.</summary>
    public int Position { get; } = position;
    public int Last { get; } = last;

    public TimeSpan Offset => At.Now.Offset;

    public static Focus Of(Evaluation at) => Of(at, at.Self);

    public static Focus Of(Evaluation at, Node self) => new(at, self, at.Item ?? self, 0, 0);

    public Focus Testing(Node node, int position, int last) => new(At, Self, node, position, last);

    /// <summary>From where ${…} and absolute paths look for their row: the node being tested if it belongs to the same form.</summary>
    public Node Anchor => ReferenceEquals(Context, Self) || !ReferenceEquals(Context.Root, Self.Root) ? Self : Context;
}
