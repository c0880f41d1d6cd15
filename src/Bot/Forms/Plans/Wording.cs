using System.Text.RegularExpressions;
using Store.Expressions;

namespace Bot.Forms.Plans;

/// <summary>A text of a form with the references to other answers in it, cut where they stand.</summary>
internal sealed partial class Wording
{
    private readonly List<(string Text, Expression? Reference)> parts = [];

    public Wording(string text)
    {
        var from = 0;
        foreach (Match reference in Reference().Matches(text))
        {
            parts.Add((text[from..reference.Index], Expression.Parse(reference.Value)));
            from = reference.Index + reference.Length;
        }
        parts.Add((text[from..], null));
    }

    public string Fill(Evaluation at, Node self) => parts.Count == 1
        ? parts[0].Text
        : string.Concat(parts.Select(part => part.Text + part.Reference?.AsText(at, self)));

    [GeneratedRegex(@"\$\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
