using System.Globalization;
using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// What rules have found becomes lines of the day's message: to whom it concerns once, to those above when it has stood too long,
/// by rule and never one by one where there are many. Hints go to supervisors as a sample.
/// </summary>
public static class FindingNotices
{
    private const string Plan = "rules.tell";

    /// <summary>Findings that are few are told in full.</summary>
    private const int ToldInFull = 3;

    /// <summary>Whether today's have still to be told: not before the run that finds them has come to its end.</summary>
    public static async Task<bool> IsDue(Tx tx, Pack pack, DateTimeOffset now) =>
        pack.RuleDay != RuleDay.None && now >= ChinaTime.At(ChinaTime.DayOf(now), pack.RuleDay.TellAt)
        && !(await Firings.Moments(tx, Plan)).Contains(Day(now)) && (await Firings.Moments(tx, RuleRounds.DonePlan)).Contains(Day(now));

    /// <summary>Nothing where another process has told them.</summary>
    public static async Task<IReadOnlyList<DigestLine>> Say(Tx tx, Pack pack, DateTimeOffset now)
    {
        if (!await Firings.Claim(tx, Plan, Day(now), ChinaTime.At(ChinaTime.DayOf(now), pack.RuleDay.TellAt), now))
            return [];
        var rules = pack.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var steps = pack.RuleDay.Steps;
        var untold = (await Findings.Untold(tx, [.. pack.Rules.Where(rule => rule.Escalates).Select(rule => rule.Id)], steps.Count + 1))
            .Where(row => rules.ContainsKey(row.Rule)).ToList();
        if (untold.Count == 0)
            return [];
        var people = await People.List(tx);
        var receivers = new FindingReceivers(pack, people, await Units.All(tx, Scope.Everything));
        var own = new Dictionary<string, List<FindingRow>>(StringComparer.Ordinal);
        var late = new Dictionary<string, List<FindingRow>>(StringComparer.Ordinal);
        var told = new List<FindingRow>();
        foreach (var row in untold)
        {
            var rule = rules[row.Rule];
            var reached = 1 + (rule.Escalates ? steps.Count(step => now - row.FirstSeen >= TimeSpan.FromDays(step.After)) : 0);
            if (reached > row.Told)
                told.Add(row with { Told = reached });
            if (rule.Hint || rule.Reminded || rule.Severity == RuleSeverity.Info)
                continue;
            if (row.Told == 0)
                foreach (var userid in receivers.Own(row))
                    Of(own, userid).Add(row);
            for (var step = Math.Max(row.Told, 1); step < reached; step++)
                foreach (var userid in receivers.Above(row, steps, step - 1))
                    Of(late, userid).Add(row);
        }
        await Findings.Tell(tx, told);
        var words = new Wording(pack, rules);
        return
        [
            .. own.Select(person => words.Line(person.Key, Urgency.Ask, RuleTexts.Own, person.Value)),
            .. late.Select(person => words.Line(person.Key, Urgency.Late, RuleTexts.Late, person.Value)),
            .. words.Hints(people, [.. untold.Where(row => row.Told == 0 && rules[row.Rule].Hint)]),
        ];
    }

    private static List<FindingRow> Of(Dictionary<string, List<FindingRow>> by, string userid) =>
        by.TryGetValue(userid, out var rows) ? rows : by[userid] = [];

    private static string Day(DateTimeOffset now) => ChinaTime.DayOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Wording(Pack pack, Dictionary<string, Rule> rules)
    {
        public DigestLine Line(string userid, Urgency urgency, MessageKey text, List<FindingRow> rows)
        {
            var distinct = rows.DistinctBy(row => (row.Rule, row.Subject)).ToList();
            var list = distinct.Count <= ToldInFull ? [.. distinct.Select(row => row.Message)] : ByRule(distinct);
            return new DigestLine(
                userid, urgency, pack.Messages.Say(text, ("count", distinct.Count), ("list", string.Join('\n', list))), pack.Messages.Say(RuleTexts.HowTo));
        }

        // A sample for those who may see the area; whom it concerns is told nothing.
        public IEnumerable<DigestLine> Hints(IReadOnlyList<Person> people, IReadOnlyList<FindingRow> hints) =>
            from person in people
            where hints.Count > 0
            let area = pack.Roles.ScopeOf(person) as Scope.Area
            where area is not null
            let sample = hints.Where(row => rules[row.Rule].Tell.Contains(person.Role) && row.Area.StartsWith(area.Path, StringComparison.Ordinal))
                .Take(pack.RuleDay.MostHints).ToList()
            where sample.Count > 0
            select new DigestLine(
                person.Userid, Urgency.Counts, pack.Messages.Say(RuleTexts.Hints, ("list", string.Join('\n', sample.Select(row => row.Message)))));

        private List<string> ByRule(List<FindingRow> rows)
        {
            var byRule = rows.GroupBy(row => row.Rule).OrderBy(rule => rules[rule.Key].Severity).ThenByDescending(rule => rule.Count()).ToList();
            var lines = byRule.Take(pack.RuleDay.MostLines)
                .Select(rule => pack.Messages.Say(RuleTexts.Line, ("title", rules[rule.Key].Title), ("count", rule.Count()))).ToList();
            if (byRule.Skip(pack.RuleDay.MostLines).Sum(rule => rule.Count()) is > 0 and var rest)
                lines.Add(pack.Messages.Say(RuleTexts.More, ("count", rest)));
            return lines;
        }
    }
}
