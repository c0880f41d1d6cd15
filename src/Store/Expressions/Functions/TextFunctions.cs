using System.Collections.Immutable;
using System.Text;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class TextFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("string", 0, 1, (arguments, in focus) => Value.Of(TextOrContext(arguments, focus))),
        new("concat", 0, Function.Many, (arguments, in focus) => Value.Of(Join("", arguments, 0, focus))),
        new("join", 1, Function.Many, (arguments, in focus) => Value.Of(Join(arguments[0].Text(focus), arguments, 1, focus))),
        new("substr", 2, 3, Substr),
        new("substring", 2, 3, Substring),
        new("substring-before", 2, 2, (arguments, in focus) =>
        {
            var text = arguments[0].Text(focus);
            return Value.Of(text[..Math.Max(0, text.IndexOf(arguments[1].Text(focus), StringComparison.Ordinal))]);
        }),
        new("substring-after", 2, 2, (arguments, in focus) =>
        {
            string text = arguments[0].Text(focus), mark = arguments[1].Text(focus);
            var found = text.IndexOf(mark, StringComparison.Ordinal);
            return Value.Of(found < 0 ? "" : text[(found + mark.Length)..]);
        }),
        new("translate", 3, 3, Translate),
        new("string-length", 0, 1, (arguments, in focus) => Value.Of(TextOrContext(arguments, focus).Length)),
        new("normalize-space", 0, 1, (arguments, in focus) =>
            Value.Of(string.Join(' ', TextOrContext(arguments, focus).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))),
        new("contains", 2, 2, (arguments, in focus) =>
            Value.Of(arguments[0].Text(focus).Contains(arguments[1].Text(focus), StringComparison.Ordinal))),
        new("starts-with", 2, 2, (arguments, in focus) =>
            Value.Of(arguments[0].Text(focus).StartsWith(arguments[1].Text(focus), StringComparison.Ordinal))),
        new("ends-with", 2, 2, (arguments, in focus) =>
            Value.Of(arguments[0].Text(focus).EndsWith(arguments[1].Text(focus), StringComparison.Ordinal))),
        new("jr:itext", 1, 1, (arguments, in focus) => Value.Of(arguments[0].Text(focus))),
    ];

    private static string TextOrContext(ImmutableArray<Term> arguments, in Focus focus) =>
        arguments.IsEmpty ? Value.Of(focus.Context).Atom(focus.Offset).ToText() : arguments[0].Text(focus);

    /// <summary>Every node of every argument counts, not only the first.</summary>
    private static string Join(string separator, ImmutableArray<Term> arguments, int from, in Focus focus)
    {
        var text = new StringBuilder();
        var first = true;
        for (var i = from; i < arguments.Length; i++)
        {
            var value = arguments[i].Evaluate(focus);
            var count = value.Type == ValueType.Nodes ? value.Count : 1;
            for (var j = 0; j < count; j++)
            {
                if (!first) text.Append(separator);
                first = false;
                text.Append((value.Type == ValueType.Nodes ? Value.Answer(value.NodeAt(j), focus.Offset) : value).ToText());
            }
        }

        return text.ToString();
    }

    /// <summary>From 0, the end not included; negative counts from the end.</summary>
    private static Value Substr(ImmutableArray<Term> arguments, in Focus focus)
    {
        var text = arguments[0].Text(focus);
        var start = Place(arguments[1].Number(focus), text.Length);
        var end = arguments.Length < 3 ? text.Length : Place(arguments[2].Number(focus), text.Length);
        return Value.Of(start < end ? text[start..end] : "");
    }

    private static int Place(double number, int length)
    {
        var place = double.IsNaN(number) ? 0 : Math.Truncate(number);
        return (int)Math.Clamp(place < 0 ? place + length : place, 0, length);
    }

    /// <summary>XPath's own: from 1, a start and a length, both rounded.</summary>
    private static Value Substring(ImmutableArray<Term> arguments, in Focus focus)
    {
        var text = arguments[0].Text(focus);
        var start = Math.Floor(arguments[1].Number(focus) + 0.5);
        var end = arguments.Length < 3 ? double.PositiveInfinity : start + Math.Floor(arguments[2].Number(focus) + 0.5);
        if (double.IsNaN(start) || double.IsNaN(end)) return Value.Blank;
        var from = (int)Math.Clamp(start - 1, 0, text.Length);
        var to = (int)Math.Clamp(end - 1, 0, text.Length);
        return Value.Of(from < to ? text[from..to] : "");
    }

    private static Value Translate(ImmutableArray<Term> arguments, in Focus focus)
    {
        string from = arguments[1].Text(focus), to = arguments[2].Text(focus);
        var text = new StringBuilder();
        foreach (var c in arguments[0].Text(focus))
        {
            var place = from.IndexOf(c);
            if (place < 0) text.Append(c);
            else if (place < to.Length) text.Append(to[place]);
        }

        return Value.Of(text.ToString());
    }
}
