namespace Store.Packs;

/// <summary>Something that is due again every month, with its reminders.</summary>
/// <param name="Form">The form that fulfils it.</param>
/// <param name="Subjects">For whom one is due: <c>monitored-households</c>.</param>
/// <param name="By">Role ids of those who do it.</param>
/// <param name="DaysBefore">Reminders, in days before the last day of the month.</param>
/// <param name="RemindAt">China Standard Time.</param>
/// <param name="LateDays">How many days of the next month what is written still counts for this one, and can be put right.</param>
/// <param name="ReportAt">When, on the first of the next month, the counts go out.</param>
/// <param name="ReportTo">Role ids that get the counts of their unit.</param>
public sealed record Cadence(
    string Id,
    string Title,
    string Form,
    string Subjects,
    IReadOnlyList<string> By,
    IReadOnlyList<int> DaysBefore,
    TimeOnly RemindAt,
    int LateDays,
    TimeOnly ReportAt,
    IReadOnlyList<string> ReportTo)
{
    /// <summary>As in <see cref="ReminderDays.Avoids"/>.</summary>
    public WorkCalendar? Avoids { get; init; }

    /// <summary>The day of the reminder that lies so many days before the month's last; see <see cref="ReminderDays.DayBefore"/>.</summary>
    public DateOnly ReminderDay(Month month, int days) =>
        days > 0 && Avoids is { } calendar ? calendar.WorkingDayBy(month.LastDay.AddDays(-days)) : month.LastDay.AddDays(-days);

    /// <summary>Whether something can still be handed in for this month.</summary>
    public bool IsOpen(Month month, DateOnly today) =>
        today >= month.FirstDay && today <= month.LastDay.AddDays(LateDays);
}
