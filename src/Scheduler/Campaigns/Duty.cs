using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>One deadline of a campaign: this deliverable by that day, this quarter's meeting. Every unit concerned has an occurrence of it.</summary>
/// <param name="What">The deliverable's or routine's id.</param>
/// <param name="Period">Tells this time from the others: <c>2022-08-31</c>, <c>2022-08</c>, <c>2022-Q3</c>.</param>
/// <param name="OpensAt">From when it can be done.</param>
public sealed record Duty(
    string Campaign,
    string What,
    string Title,
    string Period,
    DateTimeOffset OpensAt,
    DateTimeOffset DueAt,
    IReadOnlyList<string> From,
    IReadOnlyList<string> To,
    ReminderDays Reminders,
    IReadOnlyList<EscalationStep> Escalation)
{
    /// <summary>Only units of one of these sorts owe it; empty = all.</summary>
    public IReadOnlyList<string> UnitKinds { get; init; } = [];

    /// <summary>Only units of this area owe it.</summary>
    public CampaignArea Area { get; init; } = CampaignArea.Everywhere;

    /// <summary>In a few words.</summary>
    public string Short { get; init; } = Title;

    /// <summary>Those of one campaign and day with the same word go together.</summary>
    public string Bundle { get; init; } = "";

    /// <summary>The next one is due tomorrow, so what is said of this one means something for a day only.</summary>
    public bool IsDaily { get; init; }

    /// <summary>It comes round by itself; the document prints no deadline for it.</summary>
    public bool IsRoutine { get; init; }

    /// <summary>The form that fulfils it; "" where it is handed in as it is.</summary>
    public string Form { get; init; } = "";

    /// <summary>See <see cref="Deliverable.UnitQuestion"/> and <see cref="Deliverable.EnoughQuestion"/>.</summary>
    public string UnitQuestion { get; init; } = "";

    public string EnoughQuestion { get; init; } = "";

    public DateOnly Day => ChinaTime.DayOf(DueAt);

    public Round Round => new(What, Campaign, Period);

    /// <summary>Unique in its campaign.</summary>
    public string Key => $"{What}/{Period}";

    /// <summary>When something is said of it, in order of time.</summary>
    public IEnumerable<DutyMoment> Moments()
    {
        // Two that would fall on one working day before a holiday are one: the nearer.
        var before = Reminders.Before.Order().Select(days => new DutyMoment(
            this, MomentOf(-days), DutyMomentKind.Remind, ChinaTime.At(Reminders.DayBefore(Day, days), Reminders.At), [])).DistinctBy(moment => moment.At);
        var said = before.Concat(Reminders.After.Select(days => new DutyMoment(this, MomentOf(days), DutyMomentKind.Overdue, At(days, Reminders.At), [])));
        var steps = Escalation.Select((step, index) => new DutyMoment(this, $"{Key}/E{index + 1}", DutyMomentKind.Escalate, At(step.After, step.At), step.To));
        return said.Concat(steps).OrderBy(moment => moment.At);
    }

    private string MomentOf(int day) => day > 0 ? $"{Key}/T+{day}" : $"{Key}/T-{-day}";

    private DateTimeOffset At(int days, TimeOnly hour) => ChinaTime.At(Day.AddDays(days), hour);
}

/// <summary>A point in time at which something is said of a duty that is not done.</summary>
/// <param name="Key">Unique in its campaign for ever.</param>
/// <param name="To">Role ids that hear of it; empty = those who owe it.</param>
public sealed record DutyMoment(Duty Duty, string Key, DutyMomentKind Kind, DateTimeOffset At, IReadOnlyList<string> To)
{
    /// <summary>Whether it is still worth saying.</summary>
    public bool Means(DateTimeOffset now) => !Duty.IsDaily || now < At.AddDays(1);
}

public enum DutyMomentKind
{
    /// <summary>Before the deadline's day is over, to those who owe it.</summary>
    Remind,

    /// <summary>After it, to the same.</summary>
    Overdue,

    /// <summary>After it, to those further up.</summary>
    Escalate,
}
