using System.Globalization;
using Store.Packs;
using Testing;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>The delivered calendar: holidays, make-up workdays and quiet hours.</summary>
public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar China = Repository.Pack.Calendar;

    [Theory]
    [InlineData("2020-01-19", true)]
    [InlineData("2020-01-31", false)]
    [InlineData("2020-02-01", false)]
    [InlineData("2020-02-03", true)]
    [InlineData("2020-04-26", true)]
    [InlineData("2020-05-09", true)]
    [InlineData("2020-06-25", false)]
    [InlineData("2020-06-28", true)]
    [InlineData("2020-10-08", false)]
    [InlineData("2021-09-18", true)]
    [InlineData("2021-10-09", true)]
    [InlineData("2022-01-30", true)]
    [InlineData("2022-02-05", false)]
    [InlineData("2022-08-29", true)]
    [InlineData("2022-10-08", true)]
    [InlineData("2022-12-31", false)]
    [InlineData("2023-06-25", true)]
    [InlineData("2023-08-26", false)]
    [InlineData("2024-02-29", true)]
    [InlineData("2024-10-12", true)]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2026-01-04", true)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-10-10", true)]
    [InlineData("2027-10-01", false)]
    [InlineData("2031-05-01", true)]
    public void A_day_is_worked_as_the_notices_say(string day, bool worked) => Assert.Equal(worked, China.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2022-08-31", 0, "2022-08-31")]
    [InlineData("2022-08-31", 1, "2022-09-01")]
    [InlineData("2022-09-30", 1, "2022-10-08")]
    [InlineData("2022-09-30", 3, "2022-10-10")]
    [InlineData("2022-09-09", 10, "2022-09-26")]
    [InlineData("2024-02-28", 2, "2024-03-01")]
    [InlineData("2023-02-28", 1, "2023-03-01")]
    [InlineData("2022-10-08", -1, "2022-09-30")]
    public void Working_days_are_counted_over_weekends_holidays_and_swaps(string from, int days, string to) =>
        Assert.Equal(Day(to), China.AddWorkingDays(Day(from), days));

    [Fact]
    public void Counting_there_and_measuring_back_agree()
    {
        var from = Day("2022-01-01");
        for (var days = 1; days < 600; days++)
            Assert.Equal(days, China.WorkingDaysBetween(from, China.AddWorkingDays(from, days)));
    }

    [Fact]
    public void Each_year_says_where_its_days_are_from_and_whether_they_are_announced()
    {
        Assert.Equal(Enumerable.Range(2020, 8), China.Years.Keys.Order());
        Assert.All(China.Years.Values, year => Assert.NotEmpty(year.Source));
        Assert.Equal([2027], China.Years.Values.Where(year => !year.Official).Select(year => year.Year));
        Assert.Equal("春节", China.Holiday(Day("2023-01-24")));
    }

    [Theory]
    [InlineData("20:59", false)]
    [InlineData("21:00", true)]
    [InlineData("00:00", true)]
    [InlineData("07:29", true)]
    [InlineData("07:30", false)]
    public void Nobody_is_written_to_at_night(string time, bool quiet) =>
        Assert.Equal(quiet, China.IsQuiet(ChinaTime.At(Day("2022-08-31"), TimeOnly.Parse(time, CultureInfo.InvariantCulture)).ToUniversalTime()));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
