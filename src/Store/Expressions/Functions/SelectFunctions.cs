using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class SelectFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("selected", 2, 2, Selected),
        new("is-selected", 2, 2, Selected),
        new("selected-at", 2, 2, (arguments, in focus) =>
        {
            var wanted = arguments[1].Number(focus);
            var count = 0;
            var text = arguments[0].Text(focus);
            foreach (var range in text.AsSpan().Split(' '))
            {
                if (range.Start.Value == range.End.Value) continue;
                if (count++ == Math.Truncate(wanted)) return Value.Of(text[range]);
            }

            return Value.Blank;
        }),
        new("count-selected", 1, 1, (arguments, in focus) =>
        {
            var count = 0;
            var text = arguments[0].Text(focus).AsSpan();
            foreach (var range in text.Split(' '))
            {
                if (range.Start.Value != range.End.Value) count++;
            }

            return Value.Of(count);
        }),
        new("jr:choice-name", 2, 2, (arguments, in focus) =>
        {
            var choice = arguments[0].Text(focus);
            var question = arguments[1] is Reference reference ? reference.Name : QuestionName(arguments[1].Text(focus));
            return Value.Of(choice.Length == 0 ? "" : focus.At.ChoiceLabel(question, choice) ?? "");
        }),
    ];

    /// <summary>The question in '${q}' or '/data/group/q', which jr:choice-name() is given as a text.</summary>
    public static string QuestionName(string written)
    {
        var name = written.Trim();
        if (name.StartsWith("${") && name.EndsWith('}')) name = name[2..^1].Trim();
        return name[(name.LastIndexOf('/') + 1)..];
    }

    /// <summary>Whole choices only: '1' is not selected in "10 11".</summary>
    private static Value Selected(ImmutableArray<Term> arguments, in Focus focus)
    {
        var text = arguments[0].Text(focus).AsSpan();
        var choice = arguments[1].Text(focus).AsSpan().Trim();
        if (choice.IsEmpty) return Value.Of(false);
        foreach (var range in text.Split(' '))
        {
            if (text[range].SequenceEqual(choice)) return Value.Of(true);
        }

        return Value.Of(false);
    }
}
