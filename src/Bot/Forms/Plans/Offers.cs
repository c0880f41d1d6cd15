using Store.Expressions;
using Store.Packs;

namespace Bot.Forms.Plans;

/// <summary>Which choices a question has: those of its list, or one for each row of a repeat; of both, what the choice_filter leaves.</summary>
internal static class Offers
{
    private static readonly Dictionary<string, string> NoColumns = [];

    /// <param name="tree">The nodes of the form being filled, for choices that are rows of it.</param>
    public static IReadOnlyList<Choice> Of(PlanItem item, Expression? filter, Evaluation at, Node self, IEnumerable<Node> tree)
    {
        if (item.Question!.ChoicesFrom is not null)
            return [.. Rows(filter, at, self, tree)];
        var choices = item.Question.Choices;
        if (filter is null)
            return choices;
        var offered = new List<Choice>();
        for (var i = 0; i < choices.Count; i++)
            if (filter.IsTrue(at with { Self = self, Item = item.ChoiceNodes[i] }))
                offered.Add(choices[i]);
        return offered;
    }

    /// <summary>The choices of a stored answer that are still offered; an answer that never was a choice is left alone.</summary>
    public static string Keep(PlanItem item, string stored, Evaluation at, Node self, IEnumerable<Node> tree)
    {
        if (stored.Length == 0)
            return stored;
        if (item.Kind == ValueKind.SelectMultiple && stored.Contains(' ', StringComparison.Ordinal))
            return string.Join(' ', stored.Split(' ').Where(name => IsOffered(item, name, at, self, tree)));
        return IsOffered(item, stored, at, self, tree) ? stored : "";
    }

    private static bool IsOffered(PlanItem item, string name, Evaluation at, Node self, IEnumerable<Node> tree)
    {
        if (item.Question!.ChoicesFrom is not null)
            return Rows(item.Question.ChoiceFilter, at, self, tree).Any(choice => choice.Name == name);
        var known = false;
        foreach (var index in item.ChoicesNamed(name))
        {
            if (item.Question.ChoiceFilter!.IsTrue(at with { Self = self, Item = item.ChoiceNodes[index] }))
                return true;
            known = true;
        }
        return !known;
    }

    // In the filter a bare name, and ${name} too, is of the row that would be chosen.
    private static IEnumerable<Choice> Rows(Expression? filter, Evaluation at, Node self, IEnumerable<Node> tree) => tree
        .Where(node => node.Text.Length > 0 && node.IsRelevant && (filter is null || filter.IsTrue(at with { Self = self, Item = node.Parent })))
        .Select(node => new Choice(node.Text, node.Text, false, NoColumns))
        .DistinctBy(choice => choice.Name);
}
