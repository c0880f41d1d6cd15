using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>What stands in the way of taking in rows of fact tables: the rules that refuse, asked of the rows as they would be.</summary>
public static class FactRefusals
{
    /// <param name="tx">With the rows in it: whoever calls gives them up where something is returned.</param>
    public static async Task<IReadOnlyList<Finding>> Of(Tx tx, Pack pack, FactRead read, DateTimeOffset now)
    {
        var tables = read.Tables.Select(entry => entry.Table.Id).ToHashSet();
        var book = RuleBook.Of(pack);
        var checks = book.Checks.Where(check => check.Rule.Severity == RuleSeverity.Block && tables.Contains(check.Check.Over)).ToList();
        if (checks.Count == 0)
            return [];
        var keys = read.Tables.SelectMany(entry => entry.Facts.Select(fact => $"{fact.Table}:{fact.Key}")).ToHashSet();
        var households = read.Tables.SelectMany(entry => entry.Facts).Select(fact => fact.HouseholdId).Where(id => id.Length > 0).ToHashSet();
        var (findings, _) = await RuleReading.Evaluate(tx, pack, book, checks, null, ledgers: false, now, null);
        // What stood before and is about others is not these rows' affair.
        return [.. findings.Where(finding => keys.Contains(finding.Subject)
            || (finding.Subject.StartsWith("household:", StringComparison.Ordinal) && households.Contains(finding.Subject["household:".Length..].Split('|')[0])))];
    }
}
