using Bot.Conversations.Errands;
using Bot.Conversations.RuleFindings;
using Scheduler.Rules;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>What rules have found, within what the person may see.</summary>
internal static class FindingRecords
{
    private const int MostShown = 20;

    public static async Task<ErrandFound> Rules(Tx tx, Person person, Pack pack)
    {
        var counts = (await Findings.ByRule(tx, pack.Roles.ScopeOf(person))).ToDictionary(count => count.Rule, count => (int)count.Number);
        return new RulesFound(
        [
            .. pack.Rules.Where(rule => counts.ContainsKey(rule.Id) && May(person, rule)).OrderBy(rule => rule.Hint).ThenBy(rule => rule.Severity)
                .ThenByDescending(rule => counts[rule.Id]).Select(rule => new RuleLine(rule.Id, rule.Title, counts[rule.Id], rule.Hint)),
        ]);
    }

    public static async Task<ErrandFound> OfRule(Tx tx, Person person, Pack pack, OfRuleLookup lookup) => new OfRuleFound(
        pack.Rules.FirstOrDefault(rule => rule.Id == lookup.Rule) is { } rule && May(person, rule)
            ? [.. (await Findings.OfRule(tx, pack.Roles.ScopeOf(person), lookup.Rule, MostShown)).Select(row => new FindingLine(row.Id, row.Message))]
            : []);

    public static async Task<ErrandFound> Open(Tx tx, Person person, Pack pack, FindingLookup lookup) =>
        await Findings.Find(tx, pack.Roles.ScopeOf(person), lookup.Id) is { } row
        && pack.Rules.FirstOrDefault(rule => rule.Id == row.Rule) is { } rule && May(person, rule)
            ? new FindingFound(new OpenFinding(
                row.Id, rule.Title, rule.Statement, string.Join('、', rule.Sources), row.Message, ChinaTime.DayOf(row.FirstSeen),
                Waivers.May(pack, person, rule), await Suspected(tx, person, pack, row)))
            : new FindingFound(null);

    public static async Task<ErrandFound> Form(Tx tx, Person person, Pack pack, SuspectedLookup lookup)
    {
        var opened = (await Households.Open(tx, pack.Roles.ScopeOf(person), lookup.Problem.Household))!;
        return new SuspectedFound(new Records(tx, person, pack).Of(opened, pack.Form(lookup.Problem.Form)!));
    }

    public static async Task Waive(Tx tx, FindingWaived waived, Person person, Pack pack, DateTimeOffset now)
    {
        if (await Findings.Find(tx, pack.Roles.ScopeOf(person), waived.Id) is { } row
            && pack.Rules.FirstOrDefault(rule => rule.Id == row.Rule) is { } rule && Waivers.May(pack, person, rule))
            await Findings.Waive(tx, row, person.Userid, waived.Reason, now);
    }

    public static async Task Dismiss(Tx tx, FindingDismissed dismissed, Person person, DateTimeOffset now)
    {
        var problem = dismissed.Finding.Suspected!;
        await Occurrences.Done(tx, new Round(Suspicion.Occurrence, problem.Campaign, problem.Origin), problem.Household, person.Userid, person.UnitPath, now, null);
        await Journal.Append(tx, now, new JournalNote(
            $"household:{problem.Household}", person.Userid, "suspicion.dismissed", problem.Origin, dismissed.Finding.Message, Why: dismissed.Reason));
    }

    // Hints are for supervisors: whoever fills in forms is not told what a sample says of them.
    private static bool May(Person person, Rule rule) => !rule.Hint || rule.Tell.Contains(person.Role) || person.UnitLevel == "county";

    private static async Task<SuspectedProblem?> Suspected(Tx tx, Person person, Pack pack, FindingRow row)
    {
        var origin = Suspicion.OfFinding(row);
        var open = (await Occurrences.List(tx, pack.Roles.ScopeOf(person), new Round(Suspicion.Occurrence, row.Campaign, origin))).FirstOrDefault(each => each.DoneAt is null);
        if (open is null || await Households.Open(tx, pack.Roles.ScopeOf(person), open.Subject) is not { Household: var household } || Reports(pack, row.Campaign) is not { } form)
            return null;
        return new SuspectedProblem(household.Id, household.HeadName, row.Campaign, form, origin);
    }

    private static string? Reports(Pack pack, string campaign) => pack.Campaigns.OrderBy(known => known.Id == campaign ? 0 : 1)
        .SelectMany(known => known.Forms).FirstOrDefault(id => pack.Form(id)?.Kind == "problem");
}
