using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Reminders;

/// <summary>
/// Carries out what has fallen due. What that is always follows from rows, so it may be called at any time, by several
/// processes at once, and after any pause: a missed moment is made up for once, a second run finds nothing.
/// </summary>
public sealed class DueRunner(Database database, Pack pack)
{
    private const string SinceKey = "scheduler.since";

    private readonly Digests digests = new(pack.Messages);

    /// <summary>Returns how many messages were put into the outbox.</summary>
    public async Task<int> RunDue(DateTimeOffset now)
    {
        var said = 0;
        var since = await Since(now);
        foreach (var campaign in pack.Campaigns)
            foreach (var cadence in campaign.Cadences)
            {
                await database.Write(tx => OpenMonth(tx, campaign, cadence, Month.Of(now)));
                var plan = $"{campaign.Id}/{cadence.Id}";
                var fired = await database.Read(tx => Firings.Moments(tx, plan));
                foreach (var (moment, send) in ReminderPlan.Due(cadence, since, now, fired.ToHashSet()))
                    said += await database.Write(tx => Fire(tx, campaign, cadence, plan, moment, send, now));
            }
        return said + await database.Write(tx => AskAgain(tx, now));
    }

    // Suspected problems that nobody has reported or dismissed by the next day: whoever found them is asked once more.
    private async Task<int> AskAgain(Tx tx, DateTimeOffset now)
    {
        var open = new List<(string Userid, string Household)>();
        foreach (var occurrence in await Occurrences.Overdue(tx, now, Suspicion.Occurrence))
            if (await Firings.Claim(tx, $"{occurrence.Campaign}/{Suspicion.Occurrence}", $"{occurrence.Subject} {occurrence.Period}", occurrence.DueAt!.Value, now)
                && await Households.Open(tx, Scope.Everything, occurrence.Subject) is { } opened)
                open.Add((occurrence.Userid, opened.Household.HeadName));
        var texts = digests.Suspicions(open).ToList();
        await Outbox.Add(tx, texts.Select(message => new Outgoing(message.Userid, OutboxKind.Text, message.Text, now)), now);
        return texts.Count;
    }

    /// <summary>An occurrence for every household that the month's round is due for; makes no second one.</summary>
    public static Task<int> OpenMonth(Tx tx, Campaign campaign, Cadence cadence, Month month) => Occurrences.EnsureMonth(
        tx, RoundOf(campaign, cadence, month),
        ChinaTime.At(month.FirstDay, TimeOnly.MinValue), ChinaTime.At(month.Next.FirstDay, TimeOnly.MinValue).AddSeconds(-1));

    private static Round RoundOf(Campaign campaign, Cadence cadence, Month month) => new(cadence.Id, campaign.Id, month.ToString());

    // What lay before the store existed was nobody's business here: a county that starts on the 25th is not reminded of the 24th.
    private Task<DateTimeOffset> Since(DateTimeOffset now) => database.Write(async tx =>
    {
        if (await Meta.Get(tx, SinceKey) is { } stored)
            return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(stored, CultureInfo.InvariantCulture));
        await Meta.Set(tx, SinceKey, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        return now;
    });

    private async Task<int> Fire(Tx tx, Campaign campaign, Cadence cadence, string plan, Moment moment, bool send, DateTimeOffset now)
    {
        if (!await Firings.Claim(tx, plan, moment.Key, moment.DueAt, now) || !send)
            return 0;
        var round = RoundOf(campaign, cadence, moment.Month);
        var texts = moment.Kind == MomentKind.Remind
            ? [.. digests.Remind(moment.Month, ChinaTime.DayOf(now), await Occurrences.Left(tx, Scope.Everything, round))]
            : await Reports(tx, cadence, moment.Month, round);
        await Outbox.Add(tx, texts.Select(message => new Outgoing(
            message.Userid, OutboxKind.Text, message.Text, now, DedupKey: $"{plan}/{moment.Key}/{message.Userid}")), now);
        await Firings.Count(tx, plan, moment.Key, $"people={texts.Count}");
        return texts.Count;
    }

    private async Task<List<(string Userid, string Text)>> Reports(Tx tx, Cadence cadence, Month month, Round round)
    {
        var reports = new List<(string, string)>();
        foreach (var role in cadence.ReportTo)
            foreach (var person in await People.List(tx, role))
                if (digests.Report(month, person.UnitName, await Occurrences.Progress(tx, new Scope.Area(person.UnitPath), round)) is { } text)
                    reports.Add((person.Userid, text));
        return reports;
    }
}
