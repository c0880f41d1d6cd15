using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>Something that happens in a campaign at a certain time.</summary>
/// <param name="What">The id of the phase, deliverable or routine.</param>
/// <param name="To">Role ids: whom it concerns, who owes it, who is reminded, who hears that it is late.</param>
public sealed record CampaignEvent(DateTimeOffset At, CampaignEventKind Kind, string What, string Title, IReadOnlyList<string> To);

/// <summary>In the order in which those of one moment are listed.</summary>
public enum CampaignEventKind
{
    PhaseStart,
    Reminder,
    Due,
    Escalation,
    PhaseEnd,
}

/// <summary>Everything that happens in a campaign and when, from its pack alone. Pure.</summary>
public static class CampaignCalendar
{
    /// <summary>How far from its deadline something is said of a duty, at most.</summary>
    private const int Reach = 366;

    /// <summary>In order of time. Without bounds, the campaign's own time and what is said of it before and after.</summary>
    public static IReadOnlyList<CampaignEvent> Of(Campaign campaign, DateOnly? from, DateOnly? to)
    {
        if ((from ?? campaign.Start ?? to) is not { } first || (to ?? campaign.End ?? from) is not { } last)
            return [];
        // Beyond the last deadline people are still reminded of it, unless somebody asked for these days only.
        var until = to ?? last.AddDays(Reach);
        var events = Phases(campaign)
            .Concat(Duties.Of(campaign, first.AddDays(-Reach), to is null ? last : last.AddDays(Reach)).SelectMany(Events))
            .Concat(campaign.Cadences.SelectMany(cadence => Cadences(cadence, first, last)));
        return
        [
            .. events
                .Where(happening => ChinaTime.DayOf(happening.At) >= first && ChinaTime.DayOf(happening.At) <= until)
                .OrderBy(happening => happening.At).ThenBy(happening => happening.Kind),
        ];
    }

    private static IEnumerable<CampaignEvent> Phases(Campaign campaign)
    {
        foreach (var phase in campaign.Phases)
        {
            if (phase.Start is { } start)
                yield return new CampaignEvent(ChinaTime.At(start, TimeOnly.MinValue), CampaignEventKind.PhaseStart, phase.Id, phase.Name, campaign.Roles);
            if (phase.End is { } end)
                yield return new CampaignEvent(ChinaTime.At(end, new TimeOnly(23, 59, 59)), CampaignEventKind.PhaseEnd, phase.Id, phase.Name, campaign.Roles);
        }
    }

    private static IEnumerable<CampaignEvent> Events(Duty duty)
    {
        if (!duty.IsRoutine)
            yield return new CampaignEvent(duty.DueAt, CampaignEventKind.Due, duty.What, duty.Title, duty.From);
        foreach (var moment in duty.Moments())
            yield return moment.Kind == DutyMomentKind.Escalate
                ? new CampaignEvent(moment.At, CampaignEventKind.Escalation, duty.What, duty.Title, moment.To)
                : new CampaignEvent(moment.At, CampaignEventKind.Reminder, duty.What, duty.Title, duty.From);
    }

    private static IEnumerable<CampaignEvent> Cadences(Cadence cadence, DateOnly from, DateOnly to)
    {
        for (var month = Month.Of(from).Previous; month <= Month.Of(to); month = month.Next)
            foreach (var moment in ReminderPlan.Of(cadence, month))
                yield return moment.Kind == MomentKind.Remind
                    ? new CampaignEvent(moment.DueAt, CampaignEventKind.Reminder, cadence.Id, cadence.Title, cadence.By)
                    : new CampaignEvent(moment.DueAt, CampaignEventKind.Escalation, cadence.Id, cadence.Title, cadence.ReportTo);
    }
}
