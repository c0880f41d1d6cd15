using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class NodeFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("count", 1, 1, (arguments, in scope) => Value.Of(Nodes(arguments[0], scope).Count)) { Check = NeedsNodes("count") },
        new("count-non-empty", 1, 1, CountNonEmpty) { Check = NeedsNodes("count-non-empty") },
        new("position", 0, 1, Position),
        new("last", 0, 0, (_, in scope) => Value.Of(scope.Position == 0 ? 1 : scope.Last)),
        new("current", 0, 0, (_, in scope) => Value.Of(scope.At.Self)),
        new("instance", 1, 1, (arguments, in scope) => Value.Of(Table.Find(scope.At, arguments[0].Text(scope))?.Instance)),
        new("pulldata", 4, 4, (arguments, in scope) => Value.Of(
            Table.Find(scope.At, arguments[0].Text(scope))
                ?.Look(arguments[1].Text(scope), arguments[2].Text(scope), arguments[3].Text(scope)) ?? "")),
        new("indexed-repeat", 3, 11, IndexedRepeat) { Stride = 2, Check = NeedsNames },
        new("name", 0, 1, (arguments, in scope) => Value.Of(Named(arguments, scope)?.Name ?? "")),
        new("local-name", 0, 1, (arguments, in scope) =>
            Value.Of(Named(arguments, scope) is { } node ? node.Name[(node.Name.IndexOf(':') + 1)..] : "")),
    ];

    public static Value Nodes(Term term, in Scope scope) =>
        term.Evaluate(scope) is { Type: ValueType.Nodes } nodes ? nodes : Value.None;

    private static Func<ImmutableArray<Term>, Complaint?> NeedsNodes(string name) => arguments =>
        arguments[0] is Literal or Arithmetic or Comparison or AnyOf or AllOf or Negation
            ? new(arguments[0], $"{name}() counts questions or rows of a repeat; name one")
            : null;

    private static Value CountNonEmpty(ImmutableArray<Term> arguments, in Scope scope)
    {
        var nodes = Nodes(arguments[0], scope);
        var count = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes.NodeAt(i) is { Text.Length: > 0 } or { Children.Count: > 0 }) count++;
        }

        return Value.Of(count);
    }

    private static Value Position(ImmutableArray<Term> arguments, in Scope scope)
    {
        if (arguments.IsEmpty) return Value.Of(scope.Position > 0 ? scope.Position : scope.Context.RowNumber);
        var nodes = Nodes(arguments[0], scope);
        return Value.Of(nodes.Count == 0 ? 0 : nodes.NodeAt(0).RowNumber);
    }

    private static Node? Named(ImmutableArray<Term> arguments, in Scope scope)
    {
        if (arguments.IsEmpty) return scope.Context;
        var nodes = Nodes(arguments[0], scope);
        return nodes.Count == 0 ? null : nodes.NodeAt(0);
    }

    private static Complaint? NeedsNames(ImmutableArray<Term> arguments)
    {
        for (var i = 0; i < arguments.Length; i = i == 0 ? 1 : i + 2)
        {
            if (NameOf(arguments[i]) is null)
                return new(arguments[i], $"indexed-repeat() wants the name of a {(i == 0 ? "question" : "repeat")} here, such as ${{name}}");
        }

        return null;
    }

    private static string? NameOf(Term term) => term switch
    {
        Reference reference => reference.Name,
        LocationPath { Steps: [.., { Axis: Axis.Child, Name: not "*" } last] } => last.Name,
        _ => null,
    };

    /// <summary>The question in a given row, within a given row of a repeat inside that, and so on. A number below 1 means the first row.</summary>
    private static Value IndexedRepeat(ImmutableArray<Term> arguments, in Scope scope)
    {
        var index = scope.At.Self.Root.Index;
        Node? row = null;
        for (var i = 1; i < arguments.Length; i += 2)
        {
            var name = NameOf(arguments[i])!;
            var wanted = arguments[i + 1].Number(scope);
            var number = wanted >= 1 ? (int)Math.Min(wanted, int.MaxValue) : 1;
            var rows = row is null ? index.Nearest(scope.Anchor, name, out _) : index.Below(row, name);
            if (number > rows.Length) return Value.None;
            row = rows[number - 1];
        }

        var found = new List<Node>();
        foreach (var node in index.Below(row!, NameOf(arguments[0])!))
        {
            if (node.IsRelevant) found.Add(node);
        }

        return Value.Of(found);
    }
}
