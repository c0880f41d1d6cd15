using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>What came in late, for those who had been told that it was: a line in the next morning's digest, once.</summary>
public static class Arrivals
{
    /// <summary>Null where it is not time yet: what comes in during the day is told with the next morning's reminders.</summary>
    public static DateTimeOffset? Before(Pack pack, DateTimeOffset now)
    {
        var hours = pack.Campaigns.SelectMany(campaign => campaign.Deliverables).Select(deliverable => deliverable.Reminders).Where(days => days != ReminderDays.None).ToList();
        if (hours.Count == 0)
            return null;
        var morning = ChinaTime.At(ChinaTime.DayOf(now), hours.Min(days => days.At));
        return now < morning ? null : morning;
    }

    public static async Task<bool> Any(Tx tx, Pack pack, DateTimeOffset now) => Before(pack, now) is { } before && (await LateTold.Arrived(tx, before)).Count > 0;

    public static async Task<IReadOnlyList<DigestLine>> Say(Tx tx, Pack pack, DateTimeOffset now)
    {
        if (Before(pack, now) is not { } before)
            return [];
        var arrived = new List<ArrivedLate>();
        foreach (var each in await LateTold.Arrived(tx, before))
            if (await LateTold.Remove(tx, each) > 0)
                arrived.Add(each);
        var comma = pack.Messages.Say(DutyTexts.Comma);
        return
        [
            // What one unit handed in together is one line.
            .. from each in arrived
               group Name(pack, each) by (each.Userid, each.Campaign, each.UnitName) into unit
               group unit.Key.UnitName by (unit.Key.Userid, unit.Key.Campaign, What: string.Join(comma, unit.Distinct())) into line
               select new DigestLine(line.Key.Userid, Urgency.Arrived, pack.Messages.Say(DutyTexts.Arrived,
                   ("what", line.Key.What), ("units", string.Join(comma, line)))),
        ];
    }

    private static string Name(Pack pack, ArrivedLate arrived)
    {
        var campaign = pack.Campaign(arrived.Campaign);
        return campaign?.Deliverable(arrived.What)?.Short ?? campaign?.Routines.FirstOrDefault(routine => routine.Id == arrived.What)?.Short ?? arrived.What;
    }
}
