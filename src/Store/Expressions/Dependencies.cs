namespace Store.Expressions;

/// <summary>
/// Which named expressions (calculations, relevance) have to be worked out before which others.
/// Names that no expression computes are answers, and depend on nothing.
/// </summary>
public sealed class Dependencies
{
    private readonly Dictionary<string, HashSet<string>> readers = [];
    private readonly Dictionary<string, string[]> inputs = [];
    private readonly List<string> order = [];
    private readonly List<IReadOnlyList<string>> cycles = [];

    /// <param name="expressions">In the form's order; a name may have several (its calculation, its relevance, that of its group).</param>
    public Dependencies(IEnumerable<(string Name, Expression Expression)> expressions)
    {
        var given = expressions.ToList();
        foreach (var group in given.GroupBy(named => named.Name, named => named.Expression.References))
            inputs[group.Key] = [.. group.SelectMany(references => references).Distinct()];
        foreach (var (name, wanted) in inputs)
        {
            foreach (var input in wanted) ReadersOf(input).Add(name);
        }

        Sort();
    }

    /// <summary>Every name that has an expression, each after all it depends on; as the form has them where that leaves a choice.</summary>
    public IReadOnlyList<string> Order => order;

    /// <summary>Names that depend on themselves, each written out from a name back to the same name. Empty in a sound form.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cycles => cycles;

    /// <summary>A cycle as a sentence for the form's author.</summary>
    public static string Describe(IReadOnlyList<string> cycle) => cycle.Count == 2
        ? $"{cycle[0]} depends on itself"
        : $"these depend on each other in a circle: {string.Join(" → ", cycle)}";

    /// <summary>What has to be worked out anew, in order, when these have changed; they themselves only if they depend on one another.</summary>
    public IReadOnlyList<string> Affected(params IEnumerable<string> changed)
    {
        var affected = new HashSet<string>();
        var waiting = new Queue<string>(changed);
        while (waiting.TryDequeue(out var name))
        {
            if (!readers.TryGetValue(name, out var found)) continue;
            foreach (var reader in found)
            {
                if (affected.Add(reader)) waiting.Enqueue(reader);
            }
        }

        return [.. order.Where(affected.Contains)];
    }

    private HashSet<string> ReadersOf(string name)
    {
        if (!readers.TryGetValue(name, out var found)) readers[name] = found = [];
        return found;
    }

    /// <summary>Depth first, with a stack of our own: a chain may be as long as the form.</summary>
    private void Sort()
    {
        var done = new HashSet<string>();
        var open = new List<(string Name, int Next)>();
        var onPath = new HashSet<string>();
        foreach (var start in inputs.Keys)
        {
            Enter(start);
            while (open.Count > 0)
            {
                var (name, next) = open[^1];
                if (next == inputs[name].Length)
                {
                    open.RemoveAt(open.Count - 1);
                    onPath.Remove(name);
                    done.Add(name);
                    order.Add(name);
                    continue;
                }

                open[^1] = (name, next + 1);
                Enter(inputs[name][next]);
            }
        }

        void Enter(string name)
        {
            if (!inputs.ContainsKey(name) || done.Contains(name)) return;
            if (onPath.Add(name)) open.Add((name, 0));
            else cycles.Add([.. open.Select(step => step.Name).SkipWhile(step => step != name), name]);
        }
    }
}
