using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class NodeFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("count", 1, 1, (arguments, in focus) => Value.Of(Nodes(arguments[0], focus).Count)) { Check = NeedsNodes("count") },
        new("count-non-empty", 1, 1, CountNonEmpty) { Check = NeedsNodes("count-non-empty") },
        new("position", 0, 1, Position),
        new("last", 0, 0, (_, in focus) => Value.Of(focus.Position == 0 ? 1 : focus.Last)),
        new("current", 0, 0, (_, in focus) => Value.Of(focus.Self)),
        new("instance", 1, 1, (arguments, in focus) => Value.Of(Table.Find(focus.At, arguments[0].Text(focus))?.Instance)),
        new("pulldata", 4, 4, (arguments, in focus) => Value.Of(
            Table.Look(focus.At, arguments[0].Text(focus), arguments[1].Text(focus), arguments[2].Text(focus), arguments[3].Text(focus)))),
        new("indexed-repeat", 3, 11, IndexedRepeat) { Stride = 2, Check = NeedsNames },
        new("name", 0, 1, (arguments, in focus) => Value.Of(Named(arguments, focus)?.Name ?? "")),
        new("local-name", 0, 1, (arguments, in focus) =>
            Value.Of(Named(arguments, focus) is { } node ? node.Name[(node.Name.IndexOf(':') + 1)..] : "")),
    ];

    public static Value Nodes(Term term, in Focus focus) =>
        term.Evaluate(focus) is { Type: ValueType.Nodes } nodes ? nodes : Value.None;

    private static Func<ImmutableArray<Term>, Complaint?> NeedsNodes(string name) => arguments =>
        arguments[0] is Literal or Arithmetic or Comparison or AnyOf or AllOf or Negation
            ? new(arguments[0], $"{name}() counts questions or rows of a repeat; name one")
            : null;

    private static Value CountNonEmpty(ImmutableArray<Term> arguments, in Focus focus)
    {
        var nodes = Nodes(arguments[0], focus);
        var count = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes.NodeAt(i) is { Text.Length: > 0 } or { HasChildren: true }) count++;
        }

        return Value.Of(count);
    }

    private static Value Position(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (arguments.IsEmpty) return Value.Of(focus.Position > 0 ? focus.Position : focus.Context.RowNumber);
        var nodes = Nodes(arguments[0], focus);
        return Value.Of(nodes.Count == 0 ? 0 : nodes.NodeAt(0).RowNumber);
    }

    private static Node? Named(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (arguments.IsEmpty) return focus.Context;
        var nodes = Nodes(arguments[0], focus);
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
    private static Value IndexedRepeat(ImmutableArray<Term> arguments, in Focus focus)
    {
        var index = focus.Self.Index;
        Node? row = null;
        for (var i = 1; i < arguments.Length; i += 2)
        {
            var name = NameOf(arguments[i])!;
            var wanted = arguments[i + 1].Number(focus);
            var number = wanted >= 1 ? (int)Math.Min(wanted, int.MaxValue) : 1;
            var rows = row is null ? index.Nearest(focus.Anchor, name, out _) : index.Below(row, name);
            if (number > rows.Length) return Value.None;
            row = rows[number - 1];
        }

        var found = new List<Node>();
        var below = index.Below(row!, NameOf(arguments[0])!);
        for (var i = 0; i < below.Length; i++)
        {
            if (below[i].IsRelevant) found.Add(below[i]);
        }

        return Value.Of(found);
    }
}
