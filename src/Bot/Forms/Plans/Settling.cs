using Store.Expressions;

namespace Bot.Forms.Plans;

/// <summary>A form's instance with everything worked out. Not changed any more, so fillings that differ in nothing else share it.</summary>
/// <param name="Stored">For each place what the draft holds there, whatever became of it.</param>
internal sealed record Settled(FormShape Shape, Node[] Nodes, string[] Stored);

/// <summary>Works out what follows from the answers: from nothing, or from a filling that differs in a few of them.</summary>
internal sealed class Settling
{
    // Only for forms whose values wait for each other in a circle, which the loader refuses, and for rows that read each other.
    private const int MostRounds = 12;

    private readonly FormPlan plan;
    private readonly Draft draft;
    private readonly Evaluation at;
    private readonly bool[] due;
    private IReadOnlyDictionary<string, int> rows;

    // Rows that were counted and are not laid yet.
    private Dictionary<string, int>? counted;
    private FormShape shape;
    private Node[] nodes;
    private string[] stored;

    private Settling(FormPlan plan, Draft draft, DateTimeOffset now, IReadOnlyDictionary<string, int> rows, FormShape shape, Node[] nodes, string[] stored)
    {
        this.plan = plan;
        this.draft = draft;
        this.rows = rows;
        this.shape = shape;
        this.nodes = nodes;
        this.stored = stored;
        due = new bool[plan.Steps.Length];
        at = Place(plan, draft, nodes[0], now);
    }

    public static Evaluation Place(FormPlan plan, Draft draft, Node self, DateTimeOffset now) =>
        new(self, now)
        {
            Data = plan.Form.Tables.Count == 0 ? draft.Data : new TablesOver(draft.Data, plan.Form.Tables),
            ChoiceLabel = plan.LabelOf,
            Begun = draft.StartedAt == default ? null : draft.StartedAt,
        };

    public static Settled FromNothing(FormPlan plan, Draft draft, DateTimeOffset now)
    {
        var added = plan.HasOpenRepeats ? RowsAdded.Of(draft) : [];
        var laid = plan.Shape(added);
        var settling = new Settling(plan, draft, now, added, laid, laid.Layout.Lay(), new string[laid.Places.Length]);
        settling.Fill();
        Array.Fill(settling.due, true);
        settling.Settle(anew: true, moment: true);
        return new Settled(settling.shape, settling.nodes, settling.stored);
    }

    /// <param name="was">Settled for <paramref name="before"/>, at <paramref name="then"/>.</param>
    public static Settled From(Settled was, Draft before, DateTimeOffset then, FormPlan plan, Draft draft, DateTimeOffset now)
    {
        var moment = plan.ReadsMoment && then != now;
        var answered = !ReferenceEquals(before.Answers, draft.Answers);
        if (!moment && !answered && ReferenceEquals(before.Rows, draft.Rows) && ReferenceEquals(before.Data, draft.Data))
            return was;
        if (!plan.IsSound || !ReferenceEquals(before.Data, draft.Data))
            return FromNothing(plan, draft, now);

        var wanted = was.Shape.Rows;
        if (plan.HasOpenRepeats)
        {
            var added = RowsAdded.Of(draft);
            if (!RowsAdded.AreSame(added, was.Shape))
                return FromNothing(plan, draft, now);
            // Rows added within rows that are not there now are not forgotten.
            foreach (var repeat in was.Shape.Repeats.Where(place => place.Item.Group!.RepeatCount is not null))
                added[repeat.Path] = repeat.Wanted;
            wanted = added;
        }

        var settling = new Settling(plan, draft, now, wanted, was.Shape, was.Shape.Layout.Copy(was.Nodes), was.Stored);
        if (answered && !settling.Take() && !moment)
            return was;
        settling.Settle(anew: false, moment);
        return new Settled(settling.shape, settling.nodes, settling.stored);
    }

    /// <summary>Lays the draft's answers into a new tree.</summary>
    private void Fill()
    {
        Array.Fill(stored, "");
        foreach (var (path, value) in draft.Answers)
            if (shape.Find(path) is { } order)
                stored[order] = nodes[order].Text = value;
    }

    /// <summary>Takes over the answers that differ; false where none does.</summary>
    private bool Take()
    {
        var changed = false;
        foreach (var order in shape.Questions)
        {
            var place = shape.Places[order];
            var value = draft.Answers.GetValueOrDefault(place.Path, "");
            if (value == stored[order])
                continue;
            if (!changed)
                stored = [.. stored];
            changed = true;
            stored[order] = value;
            if (plan.OwnStep[place.Item!.Index] is >= 0 and var own)
                due[own] = true;
            else
                nodes[order].Text = value;
            foreach (var reader in plan.ReadersOf[place.Item.Index])
                due[reader] = true;
        }
        return changed;
    }

    private void Settle(bool anew, bool moment)
    {
        for (var round = 0; round < (plan.IsSound ? 1 : MostRounds); round++)
        {
            var moved = false;
            for (var i = 0; i < plan.Steps.Length; i++)
            {
                var step = plan.Steps[i];
                if (counted is not null && (step.Kind != StepKind.Rows || step.FollowsRows))
                    Reshape();
                if (!anew && !due[i] && !step.Expression.ReadsPlace && !(moment && step.Expression.ReadsMoment))
                    continue;
                if (!Settle(step))
                    continue;
                moved = true;
                foreach (var reader in step.Readers)
                    due[reader] = true;
            }
            Reshape();
            if (!moved)
                return;
        }
    }

    /// <returns>True where something moved.</returns>
    private bool Settle(PlanStep step) => step.Kind switch
    {
        StepKind.Relevance => SettleRelevance(step),
        StepKind.Rows => SettleRows(step),
        _ => SettleValues(step),
    };

    private bool SettleRelevance(PlanStep step)
    {
        var moved = false;
        foreach (var order in shape.Instances[step.Item.Index])
        {
            var node = nodes[order];
            var relevant = step.Expression.IsTrue(at, node);
            moved |= node.Relevant != relevant;
            node.Relevant = relevant;
        }
        return moved;
    }

    private bool SettleValues(PlanStep step)
    {
        var instances = shape.Instances[step.Item.Index];
        if (!step.ReadsItself)
            return SettleValuesOnce(step, instances, anew: true);
        var before = Array.ConvertAll(instances, order => nodes[order].Text);
        foreach (var order in instances)
            nodes[order].Text = stored[order];
        for (var round = 0; round < MostRounds && SettleValuesOnce(step, instances, anew: false); round++)
        {
        }
        return !instances.Select(order => nodes[order].Text).SequenceEqual(before);
    }

    // What a place holds in the draft is what its expression finds there ('.' and once()), not what the last round made of it.
    private bool SettleValuesOnce(PlanStep step, int[] instances, bool anew)
    {
        var moved = false;
        foreach (var order in instances)
        {
            var node = nodes[order];
            var was = node.Text;
            if (anew)
                node.Text = stored[order];
            node.Text = step.Kind == StepKind.Calculation
                ? step.Expression.AsText(at, node)
                : Offers.Keep(step.Item, stored[order], at, node, Rows(step.Item));
            moved |= was != node.Text;
        }
        return moved;
    }

    private IEnumerable<Node> Rows(PlanItem item) => plan.RowsOffered(item, shape).Select(order => nodes[order]);

    private bool SettleRows(PlanStep step)
    {
        var changed = false;
        foreach (var repeat in shape.Repeats)
        {
            if (repeat.Item != step.Item)
                continue;
            var count = step.Expression.AsNumber(at, Node.Absent(nodes[repeat.Parent], step.Item.Item.Name));
            var wanted = double.IsNaN(count) ? 0 : (int)Math.Clamp(count, 0, Limits.RepeatRows);
            if (wanted == repeat.Wanted)
                continue;
            (counted ??= new Dictionary<string, int>(rows, StringComparer.Ordinal))[repeat.Path] = wanted;
            changed = true;
        }
        return changed;
    }

    /// <summary>Goes on with other numbers of rows, if there are any: what was settled stays, everything that may see the new rows is due.</summary>
    private void Reshape()
    {
        if (counted is null)
            return;
        (rows, counted) = (counted, null);
        var next = plan.Shape(rows);
        var laid = next.Layout.Lay();
        var kept = new string[laid.Length];
        Array.Fill(kept, "");
        var before = next.Before(shape);
        foreach (var place in next.Places)
        {
            if (before[place.Order] is >= 0 and var was)
            {
                laid[place.Order].Text = nodes[was].Text;
                laid[place.Order].Relevant = nodes[was].Relevant;
                kept[place.Order] = stored[was];
            }
            else if (place.IsQuestion)
                kept[place.Order] = laid[place.Order].Text = draft.Answers.GetValueOrDefault(place.Path, "");
        }
        (shape, nodes, stored) = (next, laid, kept);
        Array.Fill(due, true);
    }
}
