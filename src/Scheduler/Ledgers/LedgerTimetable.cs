using System.Globalization;
using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Ledgers that a campaign sends by itself, each month or at a deadline: asked for when their time has come, made like any other.</summary>
public static class LedgerTimetable
{
    /// <summary>A deadline that passed longer ago than this is nobody's news.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(40);

    /// <summary>Asks for what has come up, once for each moment; of several that were missed, for the last.</summary>
    /// <param name="since">When the store began to be used: what lay before was nobody's business here.</param>
    /// <returns>How many were asked for.</returns>
    public static async Task<int> Ask(Database database, Pack pack, DateTimeOffset since, DateTimeOffset now)
    {
        var asked = 0;
        foreach (var campaign in pack.Campaigns.Where(campaign => campaign.Sendings.Count > 0))
        {
            var plan = $"{campaign.Id}/ledgers";
            var fired = (await database.Read(tx => Firings.Moments(tx, plan))).ToHashSet(StringComparer.Ordinal);
            var come = campaign.Sendings.Select(sending => Last(campaign, sending, now)).OfType<LedgerMoment>()
                .Where(moment => moment.At >= since && !fired.Contains(moment.Key)).ToList();
            if (come.Count > 0)
                asked += await database.Write(tx => Ask(tx, pack, campaign, plan, come, now));
        }
        return asked;
    }

    /// <summary>The last time it was due; null where that is too long ago or has not come. Pure.</summary>
    public static LedgerMoment? Last(Campaign campaign, LedgerSending sending, DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        var moments = sending.Deliverable.Length > 0
            ? Duties.Of(campaign, ChinaTime.DayOf(now - Reach), today).Where(duty => duty.What == sending.Deliverable)
                .Select(duty => new LedgerMoment(sending, duty.DueAt, ""))
            : new[] { Month.Of(now).Previous, Month.Of(now) }
                .Select(month => (Month: month, Day: month.FirstDay.AddDays(Math.Min(sending.Day, month.LastDay.Day) - 1)))
                .Where(month => campaign.End is not { } end || month.Day <= end.AddMonths(1))
                .Select(month => new LedgerMoment(sending, ChinaTime.At(month.Day, sending.At),
                    sending.Period switch { SendingPeriod.Last => month.Month.Previous.ToString(), SendingPeriod.This => month.Month.ToString(), _ => "" }));
        return moments.Where(moment => moment.At <= now && moment.At > now - Reach).MaxBy(moment => moment.At);
    }

    private static async Task<int> Ask(Tx tx, Pack pack, Campaign campaign, string plan, List<LedgerMoment> come, DateTimeOffset now)
    {
        var asked = 0;
        foreach (var moment in come)
        {
            if (!await Firings.Claim(tx, plan, moment.Key, moment.At, now))
                continue;
            foreach (var role in moment.Sending.To)
                foreach (var person in await People.List(tx, role))
                {
                    // Whoever sees only their own households gets no list of others'.
                    if (pack.Roles.ScopeOf(person) is not Scope.Area)
                        continue;
                    await LedgerRequests.Add(tx, person.Userid, moment.Sending.Ledger, campaign.Id, moment.Period, "", now, LedgerRequestKind.Scheduled);
                    asked++;
                }
        }
        return asked;
    }
}

/// <param name="Period">2022-08; "" = whatever the month.</param>
public sealed record LedgerMoment(LedgerSending Sending, DateTimeOffset At, string Period)
{
    public string Key => $"{Sending.Ledger} {string.Join('+', Sending.To)} {ChinaTime.Of(At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";
}
