using Scheduler.Ledgers;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>What the official ledgers say of their own sums, for rules that name such a check by its id.</summary>
internal static class LedgerIdentities
{
    public static async Task<IReadOnlyList<SubjectRecord>> Of(Tx tx, Pack pack, IReadOnlyList<CompiledCheck> checks, string? campaign)
    {
        var ids = checks.Where(check => check.Check.Over == "identity").SelectMany(check => check.Rule.Parameters.Values)
            .SelectMany(parameter => (parameter.Value?.Literal ?? "").Trim('\'').Split(' ')).ToHashSet();
        var there = (await HouseholdPages.Counts(tx)).Where(count => count.Number > 0).Select(count => count.What).Concat((await Facts.Counts(tx)).Keys).ToHashSet();
        var records = new List<SubjectRecord>();
        // A ledger that is drawn in two ways has its checks in both.
        var done = new HashSet<string>();
        foreach (var ledger in pack.Ledgers.Where(ledger => campaign is null || ledger.Campaign == campaign))
        {
            // Where nobody has handed in anything, all figures are zero: that breaks no sum and proves none, whatever rows are printed.
            var asked = ledger.Checks.Where(check => ids.Contains(check.Id) && !done.Contains(check.Id) && InputsOf(ledger, check).Any(input => HasRecords(input, there))).Select(check => check.Id).ToHashSet();
            if (asked.Count == 0)
                continue;
            done.UnionWith(asked);
            var table = await LedgerRounds.Compute(tx, pack, ledger, Scope.Everything, null, ledger.Campaign, null);
            if (table.Rows.Count > 0)
                records.AddRange(table.Checks.Where(check => asked.Contains(check.Id)).Select(check => new SubjectRecord("identity", $"{ledger.Id}/{check.Id}", new Dictionary<string, string>
                {
                    ["ledger"] = ledger.Title,
                    ["check"] = check.Id,
                    ["ok"] = check.Ok ? "yes" : "no",
                    ["said"] = check.Message,
                    ["campaign"] = ledger.Campaign,
                })));
        }
        return records;
    }

    private static bool HasRecords(LedgerInput input, HashSet<string> there) =>
        input.Kind is not (LedgerInputKind.Forms or LedgerInputKind.Table) || input.Ids.Any(there.Contains);

    /// <summary>What a check's figures are counted from; where its columns are answers, the records that are the rows.</summary>
    private static IEnumerable<LedgerInput> InputsOf(Ledger ledger, LedgerCheck check)
    {
        IEnumerable<string> named = check switch
        {
            LedgerCheck.NoRecord none => [none.Input],
            LedgerCheck.EveryRow every => [every.Input],
            _ => InputsOf(ledger, FiguresOf(ledger, check), []),
        };
        var inputs = named.Select(ledger.Input).OfType<LedgerInput>().Distinct().ToList();
        return inputs.Count > 0 ? inputs : ledger.Inputs.Take(1);
    }

    private static IEnumerable<string> FiguresOf(Ledger ledger, LedgerCheck check) => check switch
    {
        LedgerCheck.Equation equation => equation.That.References,
        LedgerCheck.AcrossRows across => across.Cells.Values.Select(cell => cell.Column),
        LedgerCheck.AddsUp addsUp => addsUp.Columns,
        LedgerCheck.Agrees agrees => [agrees.Column],
        LedgerCheck.CountsRows counts => [counts.Column],
        _ => ledger.Figures.Select(figure => figure.Id),
    };

    private static IEnumerable<string> InputsOf(Ledger ledger, IEnumerable<string> figures, HashSet<string> seen) => figures.Where(seen.Add)
        .SelectMany(id => ledger.Figures.FirstOrDefault(figure => figure.Id == id)?.Source switch
        {
            LedgerSource.Tally tally => [tally.Input],
            LedgerSource.Formula formula => InputsOf(ledger, formula.Expression.References, seen),
            _ => (IEnumerable<string>)[],
        });
}
