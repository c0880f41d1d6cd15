namespace Store.Packs;

/// <summary>What units have to hand in: from whom, to whom, until when.</summary>
/// <param name="What">As printed.</param>
/// <param name="From">Role ids; every unit where somebody holds one of them owes it.</param>
/// <param name="To">Role ids of those who receive it.</param>
/// <param name="Due">The last day; null where it is due daily, or the document sets no day.</param>
/// <param name="At">Until what hour of the day, China Standard Time.</param>
/// <param name="Span">The days on which a daily one is due.</param>
public sealed record Deliverable(
    string Id,
    string What,
    IReadOnlyList<string> From,
    IReadOnlyList<string> To,
    DateOnly? Due,
    TimeOnly At,
    (DateOnly Start, DateOnly End)? Span)
{
    /// <summary>In a few words, for reminders; <see cref="What"/> where the pack gives none.</summary>
    public string Short { get; init; } = What;

    /// <summary>The deadline as printed.</summary>
    public string DueText { get; init; } = "";

    public string Ref { get; init; } = "";

    /// <summary>Those with the same word are handed in together or not at all; "" = it stands alone.</summary>
    public string Bundle { get; init; } = "";

    /// <summary>The form that fulfils it, the ledger or report that it consists of; "" where there is none.</summary>
    public string Form { get; init; } = "";

    /// <summary>The form's question whose answer is the name of the unit that it is handed in for; "" = the unit of whoever fills it.</summary>
    public string UnitQuestion { get; init; } = "";

    /// <summary>The form's question whose answers add up; a unit where they reach its households owes no more of a daily one. "" = it goes on to the last day.</summary>
    public string EnoughQuestion { get; init; } = "";

    public string Ledger { get; init; } = "";

    public string Report { get; init; } = "";

    /// <summary>Who has to sign or seal it.</summary>
    public IReadOnlyList<string> Signature { get; init; } = [];

    /// <summary>Roles whose units hand its ledger up to the unit above, which accepts it or sends it back; empty = it is handed in as it is.</summary>
    public IReadOnlyList<string> HandedUpBy { get; init; } = [];

    /// <summary>What has to be in it.</summary>
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Only units of one of these sorts owe it; empty = all.</summary>
    public IReadOnlyList<string> UnitKinds { get; init; } = [];

    public ReminderDays Reminders { get; init; } = ReminderDays.None;

    public IReadOnlyList<EscalationStep> Escalation { get; init; } = [];

    public bool IsDaily => Span is not null;

    public bool IsTimed => IsDaily || Due is not null;
}

/// <summary>Something that units do again every day, week, month, quarter or half-year.</summary>
/// <param name="By">Role ids; empty = said in the document, but nobody is reminded.</param>
/// <param name="Who">As printed.</param>
/// <param name="Every">Null where the document does not say how often.</param>
public sealed record Routine(string Id, string What, string Who, IReadOnlyList<string> By, Recurrence? Every, string Ref)
{
    public string Short { get; init; } = What;

    /// <summary>Until what hour of the period's last day.</summary>
    public TimeOnly At { get; init; }

    public ReminderDays Reminders { get; init; } = ReminderDays.None;

    public IReadOnlyList<EscalationStep> Escalation { get; init; } = [];
}

public enum Recurrence
{
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
}

/// <summary>On which days somebody is reminded, and at what hour.</summary>
/// <param name="Before">Days before the last one; 0 = on the day itself.</param>
/// <param name="After">Days after it, for those who are late.</param>
public sealed record ReminderDays(IReadOnlyList<int> Before, IReadOnlyList<int> After, TimeOnly At)
{
    /// <summary>Whose rest days are no days for a reminder in advance; null = it comes on its day, whatever that is.</summary>
    public WorkCalendar? Avoids { get; init; }

    /// <summary>The day of the reminder that lies so many days before the deadline's: the working day before, where that is a rest day.</summary>
    public DateOnly DayBefore(DateOnly due, int days) => days > 0 && Avoids is { } calendar ? calendar.WorkingDayBy(due.AddDays(-days)) : due.AddDays(-days);

    public static readonly ReminderDays None = new([], [], default);
}

/// <summary>Who hears of what is late, how many days after it was due.</summary>
public sealed record EscalationStep(int After, IReadOnlyList<string> To, TimeOnly At);
