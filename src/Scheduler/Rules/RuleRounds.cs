using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>Runs the rules over what is stored and keeps what they find.</summary>
public sealed class RuleRounds(Database database, Pack pack)
{
    /// <summary>The days whose run has come to its end.</summary>
    internal const string DonePlan = "rules.done";

    private const string Plan = "rules";

    /// <summary>What is written at once: whoever wants to write meanwhile waits no longer than that takes.</summary>
    private const int Batch = 2000;

    /// <summary>What stands now and nobody has waived, and what could not be checked. Changes nothing.</summary>
    /// <param name="campaign">Only rules and records of this campaign; null = of all.</param>
    /// <param name="progress">Told how many households have been looked at.</param>
    public static async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)> Look(
        Tx tx, Pack pack, string? campaign, DateTimeOffset now, IProgress<int>? progress = null)
    {
        var (findings, notChecked) = await Everything(tx, pack, campaign, ledgers: true, now, progress);
        var waived = (await Findings.Waived(tx)).Select(row => (row.Rule, row.Campaign, row.Subject)).ToHashSet();
        return waived.Count == 0
            ? (findings, notChecked)
            : ([.. findings.Where(finding => !waived.Contains((finding.Rule.Id, finding.Campaign, finding.Subject)))], notChecked);
    }

    /// <summary>
    /// Looks at everything but the ledgers' own sums, which are checked when they are made, and records it: since when it stands,
    /// and what has been mended. Nobody is told here: see <see cref="FindingNotices"/>. Returns how much stands.
    /// </summary>
    public async Task<int> Run(DateTimeOffset now)
    {
        var (findings, _) = await database.Read(tx => Everything(tx, pack, null, ledgers: false, now, null));
        var changes = await database.Read(tx => Findings.Compare(tx, [.. findings.Select(finding => Row(finding, now))]));
        var openings = new Openings(pack);
        foreach (var rows in changes.Fresh.Chunk(Batch))
            await database.Write(async tx =>
            {
                await Findings.Save(tx, rows, now);
                await openings.Open(tx, rows, now);
            });
        foreach (var rows in changes.Changed.Chunk(Batch))
            await database.Write(tx => Findings.Save(tx, rows, now));
        foreach (var rows in changes.Mended.Chunk(Batch))
            await database.Write(async tx =>
            {
                await Findings.Mend(tx, rows, now);
                await openings.Close(tx, rows, now);
            });
        return findings.Count;
    }

    /// <summary>Once a day, from the hour on that prompts/rules/daily.yaml names, whoever asks how often; a missed hour is made up for.</summary>
    public async Task RunDaily(DateTimeOffset now)
    {
        if (pack.Rules.Count == 0)
            return;
        var today = ChinaTime.DayOf(now);
        var day = now >= ChinaTime.At(today, pack.RuleDay.RunAt) ? today : today.AddDays(-1);
        var at = ChinaTime.At(day, pack.RuleDay.RunAt);
        var moment = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!await database.Write(tx => Firings.Claim(tx, Plan, moment, at, now)))
            return;
        await Run(now);
        await database.Write(tx => Firings.Claim(tx, DonePlan, moment, at, now));
    }

    private static async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)> Everything(
        Tx tx, Pack pack, string? campaign, bool ledgers, DateTimeOffset now, IProgress<int>? progress)
    {
        var book = RuleBook.Of(pack);
        var checks = book.Checks.Where(check => campaign is null || check.Campaign.Length == 0 || check.Campaign == campaign).ToList();
        return await RuleReading.Evaluate(tx, pack, book, checks, campaign, ledgers, now, progress);
    }

    private static FindingRow Row(Finding finding, DateTimeOffset now) => new(
        0, finding.Rule.Id, finding.Campaign, finding.Subject, finding.Rule.Severity.ToString().ToLowerInvariant(), finding.Area, finding.Userid.ToLowerInvariant(),
        finding.Message, now, now);
}
