using System.Collections.Immutable;

namespace Store.Expressions.Terms;

/// <summary>Predicates after something other than a step: ${rep}[age > 60], or brackets around a path.</summary>
internal sealed class Filter(int position, Term head, ImmutableArray<Term> predicates) : Term(position, [head, .. predicates])
{
    public Term Head => Children[0];

    public ImmutableArray<Term> Predicates { get; } = predicates;

    public override Value Evaluate(in Focus focus)
    {
        var nodes = Head.Evaluate(focus);
        return nodes.Type == ValueType.Nodes ? Apply(Predicates, nodes, focus) : Value.None;
    }

    /// <summary>A predicate that comes to a number keeps the node at that place, any other keeps the nodes for which it is true.</summary>
    public static Value Apply(ImmutableArray<Term> predicates, Value nodes, in Focus focus)
    {
        foreach (var predicate in predicates)
        {
            var kept = new List<Node>();
            for (var i = 0; i < nodes.Count; i++)
            {
                var inner = focus.Testing(nodes.NodeAt(i), i + 1, nodes.Count);
                var verdict = predicate.Evaluate(inner);
                var keep = verdict.Type == ValueType.Number ? Numbers.Same(verdict.ToNumber(), i + 1) : verdict.Truth(focus.Offset);
                if (keep) kept.Add(inner.Context);
            }

            nodes = Value.Of(kept);
        }

        return nodes;
    }
}
