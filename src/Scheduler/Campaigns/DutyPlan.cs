using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>Which moments of a campaign's duties are to be carried out now. Pure.</summary>
public static class DutyPlan
{
    /// <summary>The furthest that a reminder can lie before its deadline.</summary>
    private const int Reach = 366;

    /// <summary>Duties that can be done by now and that somebody is ever reminded of; those over before the store began are nobody's business.</summary>
    public static IReadOnlyList<Duty> Open(Campaign campaign, DateTimeOffset since, DateTimeOffset now) =>
    [
        .. Duties.Of(campaign, ChinaTime.DayOf(since), ChinaTime.DayOf(now).AddDays(Reach))
            .Where(duty => duty.OpensAt <= now && duty.DueAt > since && (duty.Reminders != ReminderDays.None || duty.Escalation.Count > 0) && duty.Moments().Any()),
    ];

    /// <summary>
    /// The moments that have come and not been carried out. Of several reminders of one duty that came together only the last
    /// is worth sending; of escalations each, for each goes to other people.
    /// </summary>
    /// <param name="fired">Keys of moments already carried out.</param>
    public static IReadOnlyList<(DutyMoment Moment, bool Send)> Due(
        IEnumerable<Duty> open, DateTimeOffset since, DateTimeOffset now, IReadOnlySet<string> fired)
    {
        var due = new List<(DutyMoment, bool)>();
        foreach (var duty in open)
        {
            var come = duty.Moments().Where(moment => moment.At <= now && moment.At > since && !fired.Contains(moment.Key)).ToList();
            var last = come.LastOrDefault(moment => moment.Kind != DutyMomentKind.Escalate);
            due.AddRange(come.Select(moment => (moment, moment.Means(now) && (moment.Kind == DutyMomentKind.Escalate || moment == last))));
        }
        return due;
    }
}
