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
        var filled = (await HouseholdPages.Counts(tx)).Where(count => count.Number > 0).Select(count => count.What).ToHashSet();
        var records = new List<SubjectRecord>();
        foreach (var ledger in pack.Ledgers.Where(ledger => ledger.Checks.Any(check => ids.Contains(check.Id)) && (campaign is null || ledger.Campaign == campaign)))
        {
            // A ledger of forms that nobody filled breaks no sum and proves none, whatever rows are printed.
            if (ledger.Forms.Count > 0 && !ledger.Forms.Any(filled.Contains))
                continue;
            var table = await LedgerRounds.Compute(tx, pack, ledger, Scope.Everything, null, ledger.Campaign, null);
            if (table.Rows.Count > 0)
                records.AddRange(table.Checks.Where(check => ids.Contains(check.Id)).Select(check => new SubjectRecord("identity", $"{ledger.Id}/{check.Id}", new Dictionary<string, string>
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
}
