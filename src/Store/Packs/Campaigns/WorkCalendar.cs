namespace Store.Packs;

/// <summary>prompts/calendars: which days are worked, at what hour things are due, and when nobody is written to.</summary>
/// <param name="Years">Holidays and make-up workdays, by year; a year that is missing has only its weekends.</param>
/// <param name="DueAt">The hour of a deadline that is printed without one.</param>
/// <param name="ClockWords">Printed times of day: 上午下班前 → 12:00.</param>
/// <param name="QuietFrom">From this hour on nothing is sent by itself …</param>
/// <param name="QuietUntil">… until this one of the next morning. The same hour twice = always allowed.</param>
public sealed record WorkCalendar(
    IReadOnlyDictionary<int, CalendarYear> Years,
    TimeOnly? DueAt,
    IReadOnlyDictionary<string, TimeOnly> ClockWords,
    TimeOnly QuietFrom,
    TimeOnly QuietUntil)
{
    /// <summary>Weekends and nothing else.</summary>
    public static readonly WorkCalendar Plain = new(
        new Dictionary<int, CalendarYear>(), null, new Dictionary<string, TimeOnly>(), default, default);

    public bool IsWorkingDay(DateOnly day)
    {
        var year = Years.GetValueOrDefault(day.Year);
        return year?.Holidays.Contains(day) is true
            ? false
            : year?.MakeUpDays.Contains(day) is true || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    /// <summary>The day itself where it is worked, otherwise the working day before.</summary>
    public DateOnly WorkingDayBy(DateOnly day) => IsWorkingDay(day) ? day : AddWorkingDays(day, -1);

    /// <summary>The name of the holiday; null on any other day.</summary>
    public string? Holiday(DateOnly day) => Years.GetValueOrDefault(day.Year)?.Names.GetValueOrDefault(day);

    /// <summary>Whether the State Council has announced the year's days.</summary>
    public bool IsOfficial(int year) => Years.GetValueOrDefault(year)?.Official ?? false;

    /// <summary>The day that many working days later (earlier, where negative); the first one counts as 1, the day itself as 0.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        for (var step = Math.Sign(count); count != 0; count -= IsWorkingDay(day) ? step : 0)
            day = day.AddDays(step);
        return day;
    }

    /// <summary>How many working days lie after <paramref name="from"/>, up to and including <paramref name="to"/>.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            count += IsWorkingDay(day) ? 1 : 0;
        return count;
    }

    /// <summary>Whether nothing is sent by itself at this moment.</summary>
    public bool IsQuiet(DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(ChinaTime.Of(now).DateTime);
        return QuietFrom <= QuietUntil ? time >= QuietFrom && time < QuietUntil : time >= QuietFrom || time < QuietUntil;
    }
}

/// <param name="Source">The notice that the days are from.</param>
/// <param name="Official">False: only weekends and feasts of a fixed date, until the notice is there.</param>
/// <param name="MakeUpDays">Saturdays and Sundays that are worked.</param>
public sealed record CalendarYear(
    int Year, string Source, bool Official, IReadOnlySet<DateOnly> Holidays, IReadOnlySet<DateOnly> MakeUpDays, IReadOnlyDictionary<DateOnly, string> Names);
