using System.Text.RegularExpressions;
using Store;
using Store.Expressions;
using Store.Packs;

namespace Bot.Forms.Plans;

/// <summary>A text of a form with the references to other answers in it, cut where they stand.</summary>
internal sealed partial class Wording
{
    private readonly List<(string Text, Expression? Reference, string? Mask)> parts = [];

    /// <param name="form">Whose questions it refers to.</param>
    public Wording(string text, Form form)
    {
        var from = 0;
        foreach (Match reference in Reference().Matches(text))
        {
            var expression = Expression.Parse(reference.Value);
            parts.Add((text[from..reference.Index], expression, expression.References.Select(form.MaskAt).FirstOrDefault(mask => mask is not null)));
            from = reference.Index + reference.Length;
        }
        parts.Add((text[from..], null, null));
    }

    public string Fill(Evaluation at, Node self) => parts.Count == 1
        ? parts[0].Text
        : string.Concat(parts.Select(part => part.Text + Said(part.Reference?.AsText(at, self) ?? "", part.Mask)));

    private static string Said(string answer, string? mask) => mask is null ? PersonalNumbers.MaskIds(answer) : Mask.Of(mask, answer);

    [GeneratedRegex(@"\$\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
