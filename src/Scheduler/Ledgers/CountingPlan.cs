using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>How the figures of a ledger come about, worked out once for the ledger and each of its sheets. Not shared between threads.</summary>
internal sealed class CountingPlan
{
    private readonly LedgerSource[][] sources;
    private readonly Node row;
    private readonly Node[] nodes;
    private readonly Evaluation here;
    private readonly Dictionary<Expression, int[]> reads = new(ReferenceEqualityComparer.Instance);

    public CountingPlan(Ledger ledger)
    {
        Ledger = ledger;
        Figures = [.. ledger.Figures];
        Printed = (ledger.Rows as LedgerRows.Fixed)?.Printed ?? [];
        ByKey = Printed.Index().ToDictionary(printed => printed.Item.Key, printed => printed.Index);
        ByName = Figures.Index().ToDictionary(figure => figure.Item.Id, figure => figure.Index);
        sources = Printed.Count == 0
            ? [[.. Figures.Select(figure => figure.Source)]]
            : [.. Printed.Select(printed => Figures.Select(figure => printed.Instead.GetValueOrDefault(figure.Id) ?? figure.Source).ToArray())];
        Recounted = [.. Figures.Index().Where(figure => ledger.Totals?.Recount.Contains(figure.Item.Id) == true).Select(figure => figure.Index)];
        Inputs = [.. ledger.Inputs.Select(input => new CountedInput(this, input))];
        row = new Node(ledger.Id, ValueKind.Group);
        nodes = [.. Figures.Select(figure => row.Add(new Node(figure.Id, ValueKind.Decimal)))];
        here = new Evaluation(row, DateTimeOffset.UnixEpoch);
    }

    public Ledger Ledger { get; }

    public LedgerColumn[] Figures { get; }

    public IReadOnlyList<LedgerRow> Printed { get; }

    public IReadOnlyDictionary<string, int> ByKey { get; }

    /// <summary>The places of figures.</summary>
    public IReadOnlyDictionary<string, int> ByName { get; }

    /// <summary>The figures that totals count anew.</summary>
    public HashSet<int> Recounted { get; }

    public IReadOnlyList<CountedInput> Inputs { get; }

    /// <summary>Rows that are not printed ones are all counted alike.</summary>
    public IReadOnlyList<LedgerSource> SourcesOf(int row) => sources[Printed.Count == 0 ? 0 : row];

    /// <summary>The value of a formula over the figures of a row.</summary>
    /// <param name="known">The figures it reads.</param>
    public string Value(Expression formula, Func<int, LedgerCell> known)
    {
        if (!reads.TryGetValue(formula, out var places))
            reads[formula] = places = [.. formula.References.Where(ByName.ContainsKey).Select(name => ByName[name])];
        // A figure may be a formula itself, so all are known before the first is set.
        var texts = new string[places.Length];
        for (var at = 0; at < places.Length; at++)
            texts[at] = known(places[at]) is LedgerCell.Number number ? number.ToString() : "";
        for (var at = 0; at < places.Length; at++)
            nodes[places[at]].Text = texts[at];
        return formula.AsText(here);
    }
}
