using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What the records of one input add to which figures. Each condition is tried once for each way to answer, however many columns share it.</summary>
internal sealed class CountedInput
{
    private static readonly Hits None = new(-1, []);

    private readonly CountingPlan plan;
    private readonly List<Expression> conditions = [];
    private readonly sbyte[] holds;
    private readonly Figure[][] figures;
    private readonly RecordTree judging;
    private readonly RecordTree telling;
    private readonly RecordMemo<Hits> hits;

    public CountedInput(CountingPlan plan, LedgerInput input)
    {
        (this.plan, Input) = (plan, input);
        figures = [.. Enumerable.Range(0, Math.Max(1, plan.Printed.Count)).Select(FiguresOf)];
        holds = new sbyte[conditions.Count];
        judging = new RecordTree(
        [
            .. conditions, .. new[] { input.Match }.OfType<Expression>(),
            .. plan.Printed.Select(printed => printed.Weight).OfType<Expression>(),
            .. figures.SelectMany(row => row).Select(figure => figure.Tally.Of).OfType<Expression>(),
        ]);
        telling = new RecordTree(
        [
            .. new[] { input.On }.OfType<Expression>(),
            .. figures.SelectMany(row => row).Select(figure => figure.Tally.Distinct).OfType<Expression>(),
        ]);
        hits = new(judging, Judge);
    }

    public LedgerInput Input { get; }

    /// <summary>What a record counts for; where its row is not a printed one, in whichever row it belongs to.</summary>
    public Hits Of(LedgerRecord record) => hits.Of(record);

    /// <summary>What tells the record from others that count once together; "" where each counts.</summary>
    public string Told(LedgerRecord record, Hit hit) => hit.Distinct is null ? "" : telling.AsText(record, hit.Distinct);

    public DateOnly DayOf(LedgerRecord record) => (Input.On is { } on ? LedgerComputation.Day(telling.AsText(record, on)) : null)
        ?? DateOnly.FromDateTime(record.SubmittedAt.ToOffset(LedgerComputation.ChinaStandardTime).DateTime);

    private Hits Judge(LedgerRecord record)
    {
        var row = 0;
        if (Input.Match is { } match && plan.Printed.Count > 0)
        {
            if (!plan.ByKey.TryGetValue(judging.AsText(record, match), out row))
                return None;
        }
        else if (plan.Printed.Count > 0)
            return None;
        Array.Clear(holds);
        var weight = plan.Printed.Count > 0 && plan.Printed[row].Weight is { } weighing ? judging.AsNumber(record, weighing) : 1;
        return new(row,
        [
            .. figures[row].Where(figure => HoldsAll(record, figure.Conditions)).Select(figure => new Hit(
                figure.Place, (figure.Tally.Of is { } of ? judging.AsNumber(record, of) : 1) * weight, figure.Tally.Distinct, figure.Tally.Running)),
        ]);
    }

    private bool HoldsAll(LedgerRecord record, int[] places)
    {
        foreach (var place in places)
        {
            if (holds[place] == 0)
                holds[place] = judging.IsTrue(record, conditions[place]) ? (sbyte)1 : (sbyte)-1;
            if (holds[place] < 0)
                return false;
        }
        return true;
    }

    private Figure[] FiguresOf(int row) =>
    [
        .. plan.SourcesOf(row).Index().Select(source => (source.Index, Tally: source.Item as LedgerSource.Tally))
            .Where(figure => figure.Tally?.Input == Input.Name)
            .Select(figure => new Figure(figure.Index, figure.Tally!, [.. figure.Tally!.Where.Select(Place)])),
    ];

    private int Place(Expression condition)
    {
        var place = conditions.FindIndex(known => known.Source == condition.Source);
        if (place >= 0)
            return place;
        conditions.Add(condition);
        return conditions.Count - 1;
    }

    private sealed record Figure(int Place, LedgerSource.Tally Tally, int[] Conditions);
}

/// <param name="Row">The printed row it belongs to; -1 = none; 0 where rows are not printed ones.</param>
internal sealed record Hits(int Row, Hit[] Figures);

/// <summary>What one record adds to one figure.</summary>
/// <param name="Distinct">Of records with the same value of this, the first counts; null = each.</param>
/// <param name="Running">It counts on every later day too.</param>
internal readonly record struct Hit(int Place, decimal Amount, Expression? Distinct, bool Running);
