using Store;
using Store.Packs;

namespace Scheduler.Reminders;

/// <summary>A point in time at which a cadence has something to say about one month.</summary>
/// <param name="Key">Unique within the cadence for ever: <c>2022-08/T-7</c>, <c>2022-08/report</c>.</param>
/// <param name="Until">From here on saying it would be pointless.</param>
public sealed record Moment(string Key, MomentKind Kind, Month Month, DateTimeOffset DueAt, DateTimeOffset Until);

public enum MomentKind
{
    /// <summary>A private digest to whoever still has something to do.</summary>
    Remind,

    /// <summary>The counts of the month that has ended, to village and town.</summary>
    Report,
}

/// <summary>Which moments there are, and which of them are to be carried out now. Pure.</summary>
public static class ReminderPlan
{
    public static IEnumerable<Moment> Of(Cadence cadence, Month month)
    {
        var ends = ChinaTime.At(month.Next.FirstDay, TimeOnly.MinValue);
        // Two that would fall on one working day before a holiday are one: the nearer.
        foreach (var (days, day) in cadence.DaysBefore.Order().Select(days => (days, Day: cadence.ReminderDay(month, days))).DistinctBy(at => at.Day).Reverse())
            yield return new Moment($"{month}/T-{days}", MomentKind.Remind, month, ChinaTime.At(day, cadence.RemindAt), ends);
        if (cadence.ReportTo.Count > 0)
            yield return new Moment($"{month}/report", MomentKind.Report, month,
                ChinaTime.At(month.Next.FirstDay, cadence.ReportAt), ChinaTime.At(month.Next.Next.FirstDay, cadence.ReportAt));
    }

    /// <summary>
    /// The moments that have come and not been carried out. Of several reminders that came together (the clock jumped, the
    /// machine was off) only the last is worth sending, and none once its month is over: the others are only ticked off.
    /// </summary>
    /// <param name="since">When this store began; what lies before it was nobody's business here.</param>
    /// <param name="fired">Keys of moments already carried out.</param>
    public static IReadOnlyList<(Moment Moment, bool Send)> Due(
        Cadence cadence, DateTimeOffset since, DateTimeOffset now, IReadOnlySet<string> fired)
    {
        var due = new[] { Month.Of(now).Previous, Month.Of(now) }
            .SelectMany(month => Of(cadence, month))
            .Where(moment => moment.DueAt <= now && moment.DueAt > since && !fired.Contains(moment.Key))
            .OrderBy(moment => moment.DueAt)
            .ToList();
        return [.. due.Select(moment => (moment, now < moment.Until && !due.Any(later => later.Kind == moment.Kind && later.DueAt > moment.DueAt && now < later.Until)))];
    }
}
