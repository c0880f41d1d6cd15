using Store.Expressions;

namespace Bot.Forms.Plans;

internal enum StepKind { Relevance, Rows, Calculation, Offer }

/// <summary>Something that has to be worked out again when what it reads has changed.</summary>
/// <param name="reads">What it reads beside what its expression names.</param>
internal sealed class PlanStep(StepKind kind, PlanItem item, Expression expression, params string[] reads)
{
    public StepKind Kind => kind;

    public PlanItem Item => item;

    public Expression Expression => expression;

    /// <summary>The names it reads.</summary>
    public IReadOnlyList<string> Reads { get; } = [.. expression.References.Union(reads)];

    /// <summary>Steps, by their place in the order, that read what this one decides.</summary>
    public int[] Readers { get; set; } = [];

    /// <summary>Rows have to be laid before it can be worked out.</summary>
    public bool FollowsRows { get; set; }

    /// <summary>It reads other rows of itself, so that one round over the rows may not be enough.</summary>
    public bool ReadsItself { get; set; }
}
