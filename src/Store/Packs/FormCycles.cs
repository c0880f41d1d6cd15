namespace Store.Packs;

/// <summary>Finds values that wait for each other: calculations, relevance and row counts that lead back to themselves.</summary>
internal static class FormCycles
{
    /// <returns>The first cycle in printed order, its first item repeated at the end; null where there is none.</returns>
    public static IReadOnlyList<FormItem>? Find(IReadOnlyList<FormItem> items)
    {
        var graph = new Dictionary<FormItem, List<FormItem>>(ReferenceEqualityComparer.Instance);
        var byName = All(items).GroupBy(item => item.Name).ToDictionary(named => named.Key, named => named.First());
        Connect(items, parent: null, inRepeat: false);

        var finished = new HashSet<FormItem>(ReferenceEqualityComparer.Instance);
        var path = new List<FormItem>();
        foreach (var item in graph.Keys)
            if (Walk(item) is { } cycle)
                return cycle;
        return null;

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

        IReadOnlyList<FormItem>? Walk(FormItem item)
        {
            if (path.FindIndex(waiting => ReferenceEquals(waiting, item)) is var start and >= 0)
                return [.. path[start..], item];
            if (finished.Contains(item))
                return null;
            path.Add(item);
            foreach (var needed in graph[item])
                if (Walk(needed) is { } cycle)
                    return cycle;
            path.RemoveAt(path.Count - 1);
            finished.Add(item);
            return null;
        }
    }

    private static IEnumerable<string> Needs(FormItem item)
    {
        var formulas = item switch
        {
            Group group => [group.Relevant, group.RepeatCount],
            // A triggered calculation runs once, when its trigger changes; it waits for nothing.
            Question { Triggers.Count: > 0 } question => [question.Relevant],
            Question question => [question.Relevant, question.Calculation],
            _ => Array.Empty<Expressions.Expression?>(),
        };
        return formulas.SelectMany(formula => Cells.References(formula?.Source ?? "")).Select(reference => reference.Name);
    }

    private static IEnumerable<FormItem> All(IEnumerable<FormItem> items) =>
        items.SelectMany(item => item is Group group ? All(group.Items).Prepend(group) : [item]);
}
