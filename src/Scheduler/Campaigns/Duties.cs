using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>A campaign's deadlines, worked out from its pack. Pure.</summary>
public static class Duties
{
    /// <summary>Those whose last day lies between the two, in order of time.</summary>
    public static IReadOnlyList<Duty> Of(Campaign campaign, DateOnly from, DateOnly to) =>
    [
        .. campaign.Deliverables.SelectMany(deliverable => Of(campaign, deliverable, from, to))
            .Concat(campaign.Routines.Where(routine => routine.By.Count > 0).SelectMany(routine => Of(campaign, routine, from, to)))
            .OrderBy(duty => duty.DueAt),
    ];

    private static IEnumerable<Duty> Of(Campaign campaign, Deliverable deliverable, DateOnly from, DateOnly to)
    {
        if (deliverable.Due is { } due && due >= from && due <= to)
            yield return Duty(campaign, deliverable, campaign.Start is { } start && start < due ? start : due, due);
        if (deliverable.Span is { } span)
            for (var day = Later(span.Start, from); day <= Earlier(span.End, to); day = day.AddDays(1))
                yield return Duty(campaign, deliverable, day, day);
    }

    private static Duty Duty(Campaign campaign, Deliverable deliverable, DateOnly opens, DateOnly due) => new(
        campaign.Id, deliverable.Id, deliverable.What, Day(due), ChinaTime.At(opens, TimeOnly.MinValue), ChinaTime.At(due, deliverable.At),
        deliverable.From, deliverable.To, deliverable.Reminders, deliverable.Escalation)
    {
        Area = campaign.Area,
        UnitKinds = deliverable.UnitKinds,
        Short = deliverable.Short,
        Bundle = deliverable.Bundle,
        IsDaily = deliverable.IsDaily,
        Form = deliverable.Form,
        UnitQuestion = deliverable.UnitQuestion,
        EnoughQuestion = deliverable.EnoughQuestion,
    };

    // A routine belongs to the campaign's own time; one that the document does not date is nobody's.
    private static IEnumerable<Duty> Of(Campaign campaign, Routine routine, DateOnly from, DateOnly to)
    {
        if (campaign.Start is not { } start || campaign.End is not { } end)
            yield break;
        for (var first = FirstOfPeriod(routine.Every!.Value, start); first <= Earlier(end, to); first = Next(routine.Every.Value, first))
        {
            var last = Next(routine.Every.Value, first).AddDays(-1);
            if (last >= from && last <= to)
                yield return new Duty(
                    campaign.Id, routine.Id, routine.What, PeriodOf(routine.Every.Value, first), ChinaTime.At(Later(first, start), TimeOnly.MinValue),
                    ChinaTime.At(last, routine.At), routine.By, [], routine.Reminders, routine.Escalation)
                {
                    Area = campaign.Area,
                    Short = routine.Short,
                    IsDaily = routine.Every == Recurrence.Day,
                    IsRoutine = true,
                };
        }
    }

    private static DateOnly FirstOfPeriod(Recurrence every, DateOnly day) => every switch
    {
        Recurrence.Day => day,
        Recurrence.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        Recurrence.Month => new DateOnly(day.Year, day.Month, 1),
        Recurrence.Quarter => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        Recurrence.HalfYear => new DateOnly(day.Year, day.Month < 7 ? 1 : 7, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(every)),
    };

    private static DateOnly Next(Recurrence every, DateOnly first) => every switch
    {
        Recurrence.Day => first.AddDays(1),
        Recurrence.Week => first.AddDays(7),
        Recurrence.Month => first.AddMonths(1),
        Recurrence.Quarter => first.AddMonths(3),
        Recurrence.HalfYear => first.AddMonths(6),
        _ => throw new ArgumentOutOfRangeException(nameof(every)),
    };

    private static string PeriodOf(Recurrence every, DateOnly first) => every switch
    {
        Recurrence.Month => Month.Of(first).ToString(),
        Recurrence.Quarter => $"{first.Year:0000}-Q{((first.Month - 1) / 3) + 1}",
        Recurrence.HalfYear => $"{first.Year:0000}-H{(first.Month < 7 ? 1 : 2)}",
        _ => Day(first),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
