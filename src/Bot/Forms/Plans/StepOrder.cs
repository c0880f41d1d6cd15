using Store.Expressions;

namespace Bot.Forms.Plans;

/// <summary>Puts a form's steps in an order in which each comes after those that decide what it reads.</summary>
internal static class StepOrder
{
    /// <returns>The steps in order; not sound where some wait for each other in a circle.</returns>
    public static (PlanStep[] Steps, bool IsSound) Of(IReadOnlyList<PlanItem> items)
    {
        var steps = items.SelectMany(StepsOf).ToList();
        var ofItem = steps.ToLookup(step => step.Item);
        var named = items.ToLookup(item => item.Item.Name, StringComparer.Ordinal);
        var isSound = !steps.Exists(step => step.Expression.ReadsAnything);
        var needs = steps.ToDictionary(step => step, step => Needs(step, ofItem, named));
        foreach (var (step, needed) in needs)
        {
            step.FollowsRows = needed.Any(other => other != step && other.Kind == StepKind.Rows);
            if (needed.Remove(step))
            {
                // A value may follow from those of other rows; that something is asked cannot follow from its own answer.
                step.ReadsItself = step.Kind is StepKind.Calculation or StepKind.Offer;
                isSound &= step.ReadsItself;
            }
        }

        var order = new List<PlanStep>(steps.Count);
        var done = new HashSet<PlanStep>();
        var onPath = new HashSet<PlanStep>();
        // How many rows there are as early as can be, one repeat after the other: each new number lays the form anew.
        foreach (var step in steps.OrderBy(step => step.Kind != StepKind.Rows))
            isSound &= Enter(step);

        var readers = ReadersByName(items, order);
        foreach (var step in order)
            step.Readers = Reading(step.Kind is StepKind.Calculation or StepKind.Offer ? [step.Item] : WithAllInside(step.Item), readers);
        return ([.. order], isSound);

        // With a stack of its own: a chain may be as long as the form.
        bool Enter(PlanStep first)
        {
            var sound = true;
            var open = new Stack<(PlanStep Step, IEnumerator<PlanStep> Needs)>();
            Open(first);
            while (open.TryPeek(out var top))
                if (top.Needs.MoveNext())
                    Open(top.Needs.Current);
                else
                {
                    open.Pop();
                    onPath.Remove(top.Step);
                    done.Add(top.Step);
                    order.Add(top.Step);
                }
            return sound;

            void Open(PlanStep step)
            {
                if (done.Contains(step))
                    return;
                if (onPath.Add(step))
                    open.Push((step, needs[step].GetEnumerator()));
                else
                    sound = false;
            }
        }
    }

    /// <summary>For each item the steps that read its value.</summary>
    public static int[][] Readers(IReadOnlyList<PlanItem> items, PlanStep[] steps)
    {
        var readers = ReadersByName(items, steps);
        return [.. items.Select(item => Reading([item], readers))];
    }

    private static IEnumerable<PlanStep> StepsOf(PlanItem item)
    {
        if (item.Item.Relevant is { } relevant)
            yield return new PlanStep(StepKind.Relevance, item, relevant);
        if (item.Group is { IsRepeat: true, RepeatCount: { } count })
            yield return new PlanStep(StepKind.Rows, item, count);
        if (item is { IsComputed: true, Question.Calculation: { } calculation })
            yield return new PlanStep(StepKind.Calculation, item, calculation);
        else if (item.Question is { ChoicesFrom: { } rows } question)
            yield return new PlanStep(StepKind.Offer, item, question.ChoiceFilter ?? Expression.Parse("true()"), rows);
        else if (item.Question is { ChoiceFilter: { } filter })
            yield return new PlanStep(StepKind.Offer, item, filter);
    }

    private static HashSet<PlanStep> Needs(PlanStep step, ILookup<PlanItem, PlanStep> ofItem, ILookup<string, PlanItem> named)
    {
        var needs = new HashSet<PlanStep>();
        // Where it stands has to be settled first: how many rows there are, and whether they count.
        for (var above = step.Item; above is not null; above = above.Parent)
            foreach (var settled in ofItem[above])
                if (settled != step && settled.Kind is StepKind.Relevance or StepKind.Rows && (above != step.Item || step.Kind != StepKind.Rows))
                    needs.Add(settled);
        foreach (var read in step.Reads.SelectMany(name => named[name]))
            for (var above = read; above is not null; above = above.Parent)
                needs.UnionWith(ofItem[above].Where(settled => above == read || settled.Kind is StepKind.Relevance or StepKind.Rows));
        return needs;
    }

    private static ILookup<string, int> ReadersByName(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanStep> steps) => steps
        .SelectMany((step, place) => step.Reads.Select(name => (name, place)))
        .ToLookup(reading => reading.name, reading => reading.place, StringComparer.Ordinal);

    private static int[] Reading(IEnumerable<PlanItem> items, ILookup<string, int> readers) =>
        [.. items.SelectMany(item => readers[item.Item.Name]).Distinct().Order()];

    private static IEnumerable<PlanItem> WithAllInside(PlanItem item) => item.Inside.SelectMany(WithAllInside).Prepend(item);
}
