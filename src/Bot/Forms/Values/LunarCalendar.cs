using System.Globalization;

namespace Bot.Forms.Values;

/// <summary>Days of the Chinese lunar calendar; a lunar year is named after the solar one it begins in.</summary>
internal static class LunarCalendar
{
    private static readonly ChineseLunisolarCalendar Calendar = new();

    public static int YearOf(DateOnly day) => Calendar.GetYear(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>Null where that year has no such month or that month no such day, or the year is outside 1901 to 2100.</summary>
    public static DateOnly? Day(int year, int month, bool leap, int day) => Index(year, month, leap) is { } index
        && day >= 1 && day <= Calendar.GetDaysInMonth(year, index)
        ? DateOnly.FromDateTime(Calendar.ToDateTime(year, index, day, 0, 0, 0, 0))
        : null;

    /// <summary>29 or 30; 0 where that year has no such month.</summary>
    public static int DaysIn(int year, int month, bool leap) => Index(year, month, leap) is { } index ? Calendar.GetDaysInMonth(year, index) : 0;

    // The calendar counts a leap month as one more: after a leap fourth month the fifth is number six.
    private static int? Index(int year, int month, bool leap)
    {
        if (year is < 1901 or > 2099 || month is < 1 or > 12)
            return null;
        var extra = Calendar.GetLeapMonth(year);
        if (leap)
            return extra == month + 1 ? extra : null;
        return extra > 0 && month >= extra ? month + 1 : month;
    }
}
