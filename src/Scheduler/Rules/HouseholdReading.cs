using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>Reads households a page at a time with every row that rules want beside them.</summary>
internal sealed class HouseholdReading
{
    private readonly Tx tx;
    private readonly HashSet<string> beside;
    private readonly string[] forms;
    private readonly bool hasFacts;
    private readonly bool readsSteps;

    public HouseholdReading(Tx tx, ReadingScope scope)
    {
        this.tx = tx;
        beside = [.. scope.Beside(RecordKinds.Household)];
        forms = scope.FormsOf(beside.Where(scope.FormKinds.ContainsKey));
        if (beside.Contains("visit") || scope.Wants("text"))
            forms = [.. forms.Union(scope.Visited)];
        readsSteps = scope.ReadsSteps(beside);
        hasFacts = beside.Any(table => scope.Pack.FactTable(table) is not null);
    }

    /// <param name="after">The last household of the page before; "" for the first.</param>
    public async Task<HouseholdPage> Next(string after, int count)
    {
        var households = await HouseholdPages.Next(tx, after, count);
        if (households.Count == 0)
            return HouseholdPage.Nothing;
        var last = households[^1].Id;
        return new HouseholdPage(
            households,
            (await HouseholdPages.Members(tx, after, last)).ToLookup(member => member.HouseholdId),
            (beside.Contains("support") ? await HouseholdPages.Measures(tx, after, last) : []).ToLookup(measure => measure.HouseholdId),
            (forms.Length > 0 ? await Filled(after, last) : []).ToLookup(line => line.Subject),
            (hasFacts ? await Facts.OfHouseholds(tx, after, last) : []).ToLookup(fact => fact.HouseholdId),
            beside, tx.Cipher);
    }

    private async Task<IEnumerable<FilledLine>> Filled(string after, string last)
    {
        var lines = await HouseholdPages.Submissions(tx, after, last, forms);
        if (!readsSteps)
            return lines;
        var said = SaidLine.ByProblem(await ProblemSteps.OfHouseholds(tx, after, last));
        return said.Count == 0 ? lines : lines.Select(line => line with { Said = said.GetValueOrDefault(line.Id) });
    }
}
