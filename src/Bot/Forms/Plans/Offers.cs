using Store.Expressions;
using Store.Packs;

namespace Bot.Forms.Plans;

/// <summary>Which choices a choice_filter leaves.</summary>
internal static class Offers
{
    public static IReadOnlyList<Choice> Of(PlanItem item, Expression? filter, Evaluation at, Node self)
    {
        var choices = item.Question!.Choices;
        if (filter is null)
            return choices;
        var offered = new List<Choice>();
        for (var i = 0; i < choices.Count; i++)
            if (filter.IsTrue(at with { Self = self, Item = item.ChoiceNodes[i] }))
                offered.Add(choices[i]);
        return offered;
    }

    /// <summary>The choices of a stored answer that are still offered; an answer that never was a choice is left alone.</summary>
    public static string Keep(PlanItem item, string stored, Evaluation at, Node self)
    {
        if (stored.Length == 0 || IsOffered(item, stored, at, self))
            return stored;
        return stored.Contains(' ', StringComparison.Ordinal) && item.Kind == ValueKind.SelectMultiple
            ? string.Join(' ', stored.Split(' ').Where(name => IsOffered(item, name, at, self)))
            : "";
    }

    private static bool IsOffered(PlanItem item, string name, Evaluation at, Node self)
    {
        var known = false;
        foreach (var index in item.ChoicesNamed(name))
        {
            if (item.Question!.ChoiceFilter!.IsTrue(at with { Self = self, Item = item.ChoiceNodes[index] }))
                return true;
            known = true;
        }
        return !known && !name.Contains(' ', StringComparison.Ordinal);
    }
}
