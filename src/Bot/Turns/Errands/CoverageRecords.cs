using Bot.Conversations.Coverage;
using Bot.Conversations.Errands;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

internal static class CoverageRecords
{
    public static async Task<ErrandFound> Missing(Tx tx, Person person, Pack pack) => new CoverageFound(
        [.. (await Coverage.Of(tx, pack.Roles.ScopeOf(person), pack.Office.CoverageForms)).Select(village => new CoverageLine(village.Village, village.Total, village.Missing))]);

    public static async Task<ErrandFound> Unreachable(Tx tx, Person person, Pack pack)
    {
        var scope = pack.Roles.ScopeOf(person);
        var lines = new List<UnreachableLine>();
        foreach (var rule in pack.Office.Unreachable)
            foreach (var about in (await Submissions.List(tx, rule.Form, scope)).Where(submission => submission.Subject.Length > 0).GroupBy(submission => submission.Subject))
            {
                // Only the last visit counts: whoever was reached since is off the list.
                var last = about.Last();
                if (SealedAnswers.Read(tx.Cipher, last.Answers).GetValueOrDefault(rule.Question, "") == rule.Is
                    && await Households.Open(tx, Scope.Everything, last.Subject) is { Household: var household })
                    lines.Add(new UnreachableLine(household.HeadName, household.VillageName, ChinaTime.DayOf(last.SubmittedAt), rule.By));
            }
        return new UnreachableFound([.. lines.OrderBy(line => line.Since)]);
    }
}
