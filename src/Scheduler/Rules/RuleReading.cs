using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// Reads the store for one pass of rules: households a page at a time with what stands beside them, then what stands alone.
/// Only kinds that a rule asks for are read, and nothing is kept but counts.
/// </summary>
/// <param name="progress">Told how many households have been looked at.</param>
internal sealed class RuleReading(Tx tx, ReadingScope scope, RuleEvaluation evaluation, IProgress<int>? progress)
{
    private const int Page = 1000;

    private readonly UnitTotals totals = new(scope.FormKinds.GetValueOrDefault("problem"));

    /// <summary>Makes the checks over everything that is stored.</summary>
    /// <param name="campaign">Only of this campaign; null = of all.</param>
    /// <param name="ledgers">Whether ledgers are made too, to see what they say of their own sums and whom they count.</param>
    public static async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)> Evaluate(
        Tx tx, Pack pack, RuleBook book, IReadOnlyList<CompiledCheck> checks, string? campaign, bool ledgers,
        DateTimeOffset now, IProgress<int>? progress)
    {
        var people = (await People.List(tx)).ToDictionary(person => person.Userid, person => person.Name);
        var scope = new ReadingScope(pack, checks, people, now);
        IReadOnlyList<SubjectRecord> identities = ledgers ? await LedgerIdentities.Of(tx, pack, checks, campaign) : [];
        IReadOnlyList<Ledger> counting = ledgers ? [.. CountedRecords.LedgersOf(pack, checks)] : [];
        var evaluation = new RuleEvaluation(book, checks, ChinaTime.Of(now))
        {
            Campaign = campaign,
            Empty = await scope.Empty(tx, identities, counting),
            Data = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> { ["workday"] = ReadingScope.WorkDays(pack, ChinaTime.DayOf(now)) },
        };
        await new RuleReading(tx, scope, evaluation, progress).Read();
        foreach (var record in identities)
            evaluation.Look(record);
        foreach (var ledger in counting)
            await foreach (var record in CountedRecords.Of(tx, pack, ledger))
                evaluation.Look(record);
        return evaluation.Finish();
    }

    private async Task Read()
    {
        if (scope.WantsTree(RecordKinds.Household))
            await Households();
        if (scope.FormKinds.Keys.Any(scope.Wants))
            await Others();
        if (scope.Wants("entry"))
            await foreach (var entry in HouseholdPages.Entries(tx, scope.Now.AddDays(-ReadingScope.RecentDays), scope.Visited))
                evaluation.Look(scope.Records.Of(entry));
        if (scope.WantsTree(RecordKinds.Unit))
            await new UnitReading(tx, scope, totals).Read(evaluation);
        if (scope.Wants("person"))
            await new PersonReading(tx, scope).Read(evaluation);
        foreach (var table in scope.Pack.FactTables.Where(table => table.Household is null && table.Unit is null && scope.Wants(table.Id)))
            foreach (var fact in await Facts.List(tx, table.Id, Scope.Everything))
                evaluation.Look(StoredRecords.Of(fact));
        if (scope.Wants("message"))
            foreach (var message in await GroupMessages.Since(tx, scope.Now.AddDays(-ReadingScope.RecentDays)))
                evaluation.Look(StoredRecords.Of(message));
        if (scope.Wants("ledger"))
            foreach (var signed in await SignOffs.Latest(tx))
                evaluation.Look(scope.Records.Of(signed));
        if (scope.Wants("deliverable"))
            await new DeliveryReading(tx, scope).Read(evaluation);
        if (scope.Wants("round") || scope.Wants("suspicion") || scope.Wants("deliverable"))
            await foreach (var due in HouseholdPages.Due(tx))
                if (scope.Records.KindOf(due.What, due.Campaign) is var kind && scope.Wants(kind))
                    evaluation.Look(scope.Records.Of(due, kind));
    }

    // While one page is looked at, the next is read.
    private async Task Households()
    {
        var reading = new HouseholdReading(tx, scope);
        var looked = 0;
        var next = reading.Next("", Page);
        while (await next is { Households.Count: > 0 } page)
        {
            next = Task.Run(() => reading.Next(page.Households[^1].Id, Page));
            try
            {
                foreach (var record in page.Records(scope))
                {
                    totals.Add(record);
                    evaluation.Look(record);
                }
            }
            finally
            {
                // The transaction may not end under it.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            progress?.Report(looked += page.Households.Count);
        }
    }

    // Problems of a whole village, surveys of a village: nothing stands beside them.
    private async Task Others()
    {
        var forms = scope.FormsOf(scope.FormKinds.Keys.Where(scope.Wants));
        var readsSteps = scope.ReadsSteps(scope.FormKinds.Keys.Where(scope.Wants));
        for (long after = 0; ;)
        {
            var page = await HouseholdPages.Others(tx, after, Page, forms);
            if (page.Count == 0)
                return;
            var said = SaidLine.ByProblem(readsSteps ? await ProblemSteps.OfSubmissions(tx, after, page[^1].Id) : []);
            foreach (var record in page.SelectMany(line => scope.Records.Of(tx.Cipher, line with { Said = said.GetValueOrDefault(line.Id) }))
                .Where(record => scope.Wants(record.Kind) && scope.FormKinds[record.Kind].Tree != RecordKinds.Unit))
            {
                totals.Add(record);
                evaluation.Look(record);
            }
            after = page[^1].Id;
        }
    }
}
