using System.Globalization;
using Scheduler.Campaigns;
using Scheduler.Ledgers;
using Scheduler.Rules;
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
        var since = await Since(now);
        if (await database.Read(tx => Leaves.IsToTurn(tx, now)))
            await database.Write(tx => Leaves.Turn(tx, now));
        foreach (var campaign in pack.Campaigns)
            foreach (var cadence in campaign.Cadences)
                if (!await database.Read(tx => Occurrences.IsMonthOpen(tx, RoundOf(campaign, cadence, Month.Of(now)), campaign.Area.Names)))
                    await database.Write(tx => OpenMonth(tx, campaign, cadence, Month.Of(now)));
        var duties = await Come(since, now);
        foreach (var batch in duties.Where(come => come.Opening.Count > 0))
            await database.Write(tx => OpenDuties(tx, batch.Opening, now));
        // At night nobody is written to; what came up is still there in the morning.
        if (pack.Calendar.IsQuiet(now))
            return 0;
        await LedgerTimetable.Ask(database, pack, since, now);
        var rounds = new List<(Campaign, Cadence, string Plan, IReadOnlyList<(Moment, bool)> Due)>();
        foreach (var campaign in pack.Campaigns)
            foreach (var cadence in campaign.Cadences)
            {
                var plan = $"{campaign.Id}/{cadence.Id}";
                var fired = await database.Read(tx => Firings.Moments(tx, plan));
                rounds.Add((campaign, cadence, plan, ReminderPlan.Due(cadence, since, now, fired.ToHashSet())));
            }
        var cases = await CaseRounds.Due(database, pack, now);
        var findings = await database.Read(tx => FindingNotices.IsDue(tx, pack, now));
        var notices = await NoticeRounds.Due(database, pack, now);
        var problems = await ProblemRounds.IsDue(database, pack, now);
        var opinions = await FeedbackRounds.Due(database, pack, now);
        var changes = await ChangeRounds.Due(database, pack, now);
        if (!findings && !problems && rounds.All(round => round.Due.Count == 0) && duties.All(come => come.Due.Count == 0) && cases.Count == 0 && notices.Count == 0
            && opinions.Count == 0 && changes.Count == 0
            && !await database.Read(async tx => await Arrivals.Any(tx, pack, now) || await AnySuspicion(tx, now)))
            return 0;
        return await database.Write(async tx =>
        {
            var lines = new List<DigestLine>(await Duties(tx, duties, now));
            foreach (var (campaign, cadence, plan, due) in rounds)
                foreach (var (moment, send) in due)
                    lines.AddRange(await Fire(tx, campaign, cadence, plan, moment, send, now));
            lines.AddRange(await CaseRounds.Say(tx, pack, cases, since, now));
            lines.AddRange(await NoticeRounds.Say(tx, pack, notices, now));
            if (problems)
                lines.AddRange(await ProblemRounds.Say(tx, pack, now));
            lines.AddRange(await FeedbackRounds.Say(tx, pack, opinions, now));
            lines.AddRange(await ChangeRounds.Say(tx, pack, changes, now));
            lines.AddRange(await Arrivals.Say(tx, pack, now));
            lines.AddRange(await AskAgain(tx, now));
            if (findings)
                lines.AddRange(await FindingNotices.Say(tx, pack, now));
            return await Send(tx, lines, now);
        });
    }

    // Everything that one person is told at this moment is one message.
    private async Task<int> Send(Tx tx, List<DigestLine> lines, DateTimeOffset now)
    {
        var standIns = await Leaves.StandIns(tx, ChinaTime.DayOf(now));
        var names = standIns.Count == 0
            ? new Dictionary<string, string>()
            : (await People.List(tx)).Where(person => standIns.ContainsKey(person.Userid)).ToDictionary(person => person.Userid, person => person.Name);
        var texts = new DayDigest(pack.Messages).Of(lines, standIns, names).ToList();
        await Outbox.Add(tx, texts.Select(message => new Outgoing(message.Userid, OutboxKind.Text, message.Text, now)), now);
        return texts.Count;
    }

    private async Task<IReadOnlyList<Come>> Come(DateTimeOffset since, DateTimeOffset now)
    {
        var come = new List<Come>();
        foreach (var campaign in pack.Campaigns)
        {
            var open = DutyPlan.Open(campaign, since, now);
            if (open.Count == 0)
                continue;
            var fired = (await database.Read(tx => Firings.Moments(tx, DutyRounds.PlanOf(campaign.Id)))).ToHashSet(StringComparer.Ordinal);
            come.Add(new Come(campaign.Id, [.. open.Where(duty => !fired.Contains(Opened(duty)))], DutyPlan.Due(open, since, now, fired)));
        }
        return come;
    }

    private static async Task<int> OpenDuties(Tx tx, IReadOnlyList<Duty> opening, DateTimeOffset now)
    {
        var holders = new Holders(await People.List(tx), Roles.None);
        foreach (var duty in opening)
            if (await Firings.Claim(tx, DutyRounds.PlanOf(duty.Campaign), Opened(duty), duty.OpensAt, now))
                await DutyRounds.Open(tx, duty, holders);
        return opening.Count;
    }

    private async Task<IReadOnlyList<DigestLine>> Duties(Tx tx, IReadOnlyList<Come> come, DateTimeOffset now)
    {
        var sent = new List<DutyMoment>();
        foreach (var (moment, send) in come.SelectMany(campaign => campaign.Due))
            if (await Firings.Claim(tx, DutyRounds.PlanOf(moment.Duty.Campaign), moment.Key, moment.At, now) && send)
                sent.Add(moment);
        if (sent.Count == 0)
            return [];
        var holders = new Holders(await People.List(tx), pack.Roles);
        // Whoever took office since it was opened owes it too.
        foreach (var duty in sent.Select(moment => moment.Duty).Distinct())
            await DutyRounds.Open(tx, duty, holders);
        await Outbox.Add(tx, GroupReminders.Of(await DutyRounds.Owed(tx, sent), pack, now), now);
        return await DutyRounds.Say(tx, sent, holders, new DutyLines(pack, now));
    }

    private static string Opened(Duty duty) => $"{duty.Key}/open";

    private static async Task<bool> AnySuspicion(Tx tx, DateTimeOffset now) => (await Unasked(tx, now)).Count > 0;

    private static async Task<IReadOnlyList<Occurrence>> Unasked(Tx tx, DateTimeOffset now)
    {
        var overdue = await Occurrences.Overdue(tx, now, Suspicion.Occurrence);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plan in overdue.Select(AskPlan).Distinct())
            asked.UnionWith((await Firings.Moments(tx, plan)).Select(moment => $"{plan}/{moment}"));
        return [.. overdue.Where(occurrence => !asked.Contains($"{AskPlan(occurrence)}/{AskMoment(occurrence)}"))];
    }

    private static string AskPlan(Occurrence occurrence) => $"{occurrence.Campaign}/{Suspicion.Occurrence}";

    private static string AskMoment(Occurrence occurrence) => $"{occurrence.Subject} {occurrence.Period}";

    // Suspected problems that nobody has reported or dismissed by the next day: whoever found them is asked once more.
    private async Task<IEnumerable<DigestLine>> AskAgain(Tx tx, DateTimeOffset now)
    {
        var open = new List<(string Userid, string Household)>();
        foreach (var occurrence in await Unasked(tx, now))
            if (await Firings.Claim(tx, AskPlan(occurrence), AskMoment(occurrence), occurrence.DueAt!.Value, now)
                && await Households.Open(tx, Scope.Everything, occurrence.Subject) is { } opened)
                open.Add((occurrence.Userid, opened.Household.HeadName));
        return digests.Suspicions(open).Select(message => new DigestLine(message.Userid, Urgency.Ask, message.Text));
    }

    /// <summary>An occurrence for every household that the month's round is due for; makes no second one.</summary>
    public static Task<int> OpenMonth(Tx tx, Campaign campaign, Cadence cadence, Month month) => Occurrences.EnsureMonth(
        tx, RoundOf(campaign, cadence, month),
        ChinaTime.At(month.FirstDay, TimeOnly.MinValue), ChinaTime.At(month.Next.FirstDay, TimeOnly.MinValue).AddSeconds(-1), campaign.Area.Names);

    private static Round RoundOf(Campaign campaign, Cadence cadence, Month month) => new(cadence.Id, campaign.Id, month.ToString());

    // What lay before the store existed was nobody's business here: a county that starts on the 25th is not reminded of the 24th.
    private Task<DateTimeOffset> Since(DateTimeOffset now) => database.Write(async tx =>
    {
        if (await Meta.Get(tx, SinceKey) is { } stored)
            return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(stored, CultureInfo.InvariantCulture));
        await Meta.Set(tx, SinceKey, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        return now;
    });

    private async Task<IEnumerable<DigestLine>> Fire(Tx tx, Campaign campaign, Cadence cadence, string plan, Moment moment, bool send, DateTimeOffset now)
    {
        if (!await Firings.Claim(tx, plan, moment.Key, moment.DueAt, now) || !send)
            return [];
        var round = RoundOf(campaign, cadence, moment.Month);
        var today = ChinaTime.DayOf(now);
        var isReminder = moment.Kind == MomentKind.Remind;
        var texts = isReminder
            ? [.. digests.Remind(moment.Month, today, await Occurrences.Left(tx, Scope.Everything, round))]
            : await Reports(tx, cadence, moment.Month, round);
        await Firings.Count(tx, plan, moment.Key, $"people={texts.Count}");
        var urgency = !isReminder ? Urgency.Counts : today == moment.Month.LastDay ? Urgency.Today : Urgency.Soon;
        return texts.Select(message => new DigestLine(message.Userid, urgency, message.Text));
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

/// <summary>What has come up in one campaign.</summary>
/// <param name="Opening">Duties that have no rows yet.</param>
internal sealed record Come(string Campaign, IReadOnlyList<Duty> Opening, IReadOnlyList<(DutyMoment Moment, bool Send)> Due);
