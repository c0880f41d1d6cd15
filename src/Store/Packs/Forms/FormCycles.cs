using Store.Expressions;

namespace Store.Packs;

/// <summary>Finds values that wait for each other: calculations, relevance and row counts that lead back to themselves.</summary>
internal static class FormCycles
{
    /// <returns>The first cycle in printed order, its first item repeated at the end; null where there is none.</returns>
    public static IReadOnlyList<FormItem>? Find(IReadOnlyList<FormItem> items)
    {
        var graph = new Dictionary<FormItem, List<FormItem>>(ReferenceEqualityComparer.Instance);
        // A name that two have cannot be referred to.
        var byName = All(items).GroupBy(item => item.Name).Where(named => !named.Skip(1).Any()).ToDictionary(named => named.Key, named => named.First());
        Connect(items, parent: null, inRepeat: false);
        return Walk(graph);

        void Connect(IReadOnlyList<FormItem> siblings, Group? parent, bool inRepeat)
        {
            foreach (var item in siblings)
            {
                var needs = graph[item] = [.. Needs(item).Where(byName.ContainsKey).Select(name => byName[name])];
                // What lies in an irrelevant group is blank, so every item needs its group's relevance.
                if (parent is not null)
                    needs.Add(parent);
                // Inside a repeat the same name may mean another row.
                if (inRepeat)
                    needs.RemoveAll(needed => ReferenceEquals(needed, item));
                if (item is Group group)
                    Connect(group.Items, group, inRepeat || group.IsRepeat);
            }
        }
    }

    /// <summary>Depth first, with a stack of our own: a chain may be as long as the form.</summary>
    private static List<FormItem>? Walk(Dictionary<FormItem, List<FormItem>> graph)
    {
        var finished = new HashSet<FormItem>(ReferenceEqualityComparer.Instance);
        var waiting = new HashSet<FormItem>(ReferenceEqualityComparer.Instance);
        var path = new Stack<(FormItem Item, int Next)>();
        foreach (var start in graph.Keys.Where(item => !finished.Contains(item)))
        {
            path.Push((start, 0));
            waiting.Add(start);
            while (path.TryPop(out var step))
            {
                if (step.Next == graph[step.Item].Count)
                {
                    waiting.Remove(step.Item);
                    finished.Add(step.Item);
                    continue;
                }
                path.Push((step.Item, step.Next + 1));
                var needed = graph[step.Item][step.Next];
                if (finished.Contains(needed))
                    continue;
                if (!waiting.Add(needed))
                    return [.. path.Reverse().Select(taken => taken.Item).SkipWhile(item => !ReferenceEquals(item, needed)), needed];
                path.Push((needed, 0));
            }
        }
        return null;
    }

    private static IEnumerable<string> Needs(FormItem item)
    {
        var formulas = item switch
        {
            Group group => [group.Relevant, group.RepeatCount],
            // A triggered calculation runs once, when its trigger changes; it waits for nothing.
            Question { Triggers.Count: > 0 } question => [question.Relevant],
            Question question => [question.Relevant, question.Calculation],
            _ => Array.Empty<Expression?>(),
        };
        return formulas.SelectMany(formula => Cells.References(formula?.Source ?? "")).Select(reference => reference.Name);
    }

    private static IEnumerable<FormItem> All(IEnumerable<FormItem> items) =>
        items.SelectMany(item => item is Group group ? All(group.Items).Prepend(group) : [item]);
}
