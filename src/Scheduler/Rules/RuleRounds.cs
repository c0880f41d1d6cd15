using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>Runs the rules over what is stored and keeps what they find.</summary>
public sealed class RuleRounds(Database database, Pack pack)
{
    private const int HintsAtOnce = 5;

    /// <summary>What stands now and nobody has waived, and what could not be checked. Changes nothing.</summary>
    /// <param name="campaign">Only rules and records of this campaign; null = of all.</param>
    public static async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)> Look(Tx tx, Pack pack, string? campaign, DateTimeOffset now)
    {
        var (findings, notChecked) = await Everything(tx, pack, campaign, ledgers: true, now);
        var waived = (await Findings.Waived(tx)).Select(row => (row.Rule, row.Campaign, row.Subject)).ToHashSet();
        return ([.. findings.Where(finding => !waived.Contains((finding.Rule.Id, finding.Campaign, finding.Subject)))], notChecked);
    }

    /// <summary>Looks at everything but the ledgers' own sums, which are checked when they are made, and records it: since when it stands, and what has been mended. Returns how much stands.</summary>
    public async Task<int> Run(DateTimeOffset now)
    {
        var (findings, _) = await database.Read(tx => Everything(tx, pack, null, ledgers: false, now));
        await database.Write(async tx =>
        {
            var fresh = await Findings.Record(tx, [.. findings.Select(finding => Row(finding, now))], now);
            await OpenClues(tx, fresh, findings, now);
            await TellHints(tx, fresh, now);
        });
        return findings.Count;
    }

    /// <summary>Once a day, whoever asks how often, and not at night: hints are sent.</summary>
    public async Task RunDaily(DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        if (pack.Rules.Count > 0 && !pack.Calendar.IsQuiet(now) && await database.Write(tx => Firings.Claim(tx, "rules", today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), now, now)))
            await Run(now);
    }

    private static async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)> Everything(
        Tx tx, Pack pack, string? campaign, bool ledgers, DateTimeOffset now)
    {
        var book = RuleBook.Of(pack);
        var checks = book.Checks.Where(check => campaign is null || check.Campaign.Length == 0 || check.Campaign == campaign).ToList();
        IReadOnlyList<SubjectRecord> identities = ledgers ? await LedgerIdentities.Of(tx, pack, checks, campaign) : [];
        return await RuleReading.Evaluate(tx, pack, book, checks, campaign, identities, now);
    }

    // A finding that is a sign of risk opens a clue, once: what comes of it is written there.
    private async Task OpenClues(Tx tx, IReadOnlyList<FindingRow> fresh, IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        if (pack.FactTable("clue") is not { } clues)
            return;
        var opening = findings.Where(finding => finding.Rule.Creates == "clue").ToLookup(finding => (finding.Rule.Id, finding.Campaign, finding.Subject));
        foreach (var row in fresh)
            foreach (var finding in opening[(row.Rule, row.Campaign, row.Subject)].Take(1))
                if (HouseholdOf(row.Subject) is { Length: > 0 } household && await Households.Open(tx, Scope.Everything, household) is not null)
                    await Facts.Save(tx, clues, new Dictionary<string, string>
                    {
                        ["household"] = household,
                        ["dept"] = row.Rule,
                        ["received_at"] = ChinaTime.DayOf(now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                        ["content"] = finding.Rule.Title,
                    }, finding.Campaign, $"rule:{row.Rule}", now);
    }

    // A sample for those who may see the area, a few lines a day; whom it concerns is told nothing.
    private async Task TellHints(Tx tx, IReadOnlyList<FindingRow> fresh, DateTimeOffset now)
    {
        var hints = pack.Rules.Where(rule => rule.Hint).ToDictionary(rule => rule.Id);
        var found = fresh.Where(row => hints.ContainsKey(row.Rule)).ToList();
        if (found.Count == 0)
            return;
        var day = ChinaTime.DayOf(now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var person in await People.List(tx))
            if (pack.Roles.ScopeOf(person) is Scope.Area area
                && found.Where(row => hints[row.Rule].Tell.Contains(person.Role) && row.Area.StartsWith(area.Path, StringComparison.Ordinal)).Take(HintsAtOnce).ToList() is { Count: > 0 } own)
                await Outbox.Add(tx, [new Outgoing(
                    person.Userid, OutboxKind.Text, pack.Messages.Say(RuleTexts.Hints, ("list", string.Join('\n', own.Select(row => row.Message)))), now,
                    DedupKey: $"rules.hints/{day}/{person.Userid}")], now);
    }

    // household:A1, household:A1|who, checkin:A1/2022-08, income:A1|2022
    private static string HouseholdOf(string subject) => subject[(subject.IndexOf(':') + 1)..].Split('|', '/')[0];

    private static FindingRow Row(Finding finding, DateTimeOffset now) => new(
        0, finding.Rule.Id, finding.Campaign, finding.Subject, finding.Rule.Severity.ToString().ToLowerInvariant(), finding.Area, finding.Userid.ToLowerInvariant(),
        finding.Message, now, now);
}
