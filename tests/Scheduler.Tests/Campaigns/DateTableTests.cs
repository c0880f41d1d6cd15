using System.Globalization;
using Scheduler.Campaigns;
using Scheduler.Reminders;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Scheduler.Tests.Campaigns;

/// <summary>The days on which calendars go wrong: ends of months of every length, leap days, a clock set back, holiday swaps.</summary>
public sealed class DateTableTests
{
    private static readonly ReminderDays Days = Repository.Pack.Campaign("xiaoxian-2022")!.Deliverables[0].Reminders with { Avoids = null };

    [Theory]
    [InlineData("2022-02-28", "2022-02-25 2022-02-27 2022-02-28 2022-03-01 2022-03-03 2022-03-07")]
    [InlineData("2023-03-01", "2023-02-26 2023-02-28 2023-03-01 2023-03-02 2023-03-04 2023-03-08")]
    [InlineData("2024-02-29", "2024-02-26 2024-02-28 2024-02-29 2024-03-01 2024-03-03 2024-03-07")]
    [InlineData("2024-03-01", "2024-02-27 2024-02-29 2024-03-01 2024-03-02 2024-03-04 2024-03-08")]
    [InlineData("2022-04-30", "2022-04-27 2022-04-29 2022-04-30 2022-05-01 2022-05-03 2022-05-07")]
    [InlineData("2022-08-31", "2022-08-28 2022-08-30 2022-08-31 2022-09-01 2022-09-03 2022-09-07")]
    [InlineData("2022-12-31", "2022-12-28 2022-12-30 2022-12-31 2023-01-01 2023-01-03 2023-01-07")]
    [InlineData("2023-01-02", "2022-12-30 2023-01-01 2023-01-02 2023-01-03 2023-01-05 2023-01-09")]
    public void A_deadline_at_the_end_of_any_month_is_spoken_of_on_its_days(string due, string said) =>
        Assert.Equal(said.Split(' '), DutyDue(due).Moments().Select(moment => $"{ChinaTime.DayOf(moment.At):yyyy-MM-dd}"));

    [Theory]
    // Sunday the 28th → Friday the 26th; a Monday: Friday and Sunday fall together; May 9 2020 is a Saturday that is worked.
    [InlineData("2022-08-31", "2022-08-26 2022-08-30 2022-08-31")]
    [InlineData("2022-08-29", "2022-08-26 2022-08-29")]
    [InlineData("2020-05-10", "2020-05-07 2020-05-09 2020-05-10")]
    // Behind National Day and its swapped weekend, behind the year's end, around the leap day, on a swapped Sunday.
    [InlineData("2022-10-08", "2022-09-30 2022-10-08")]
    [InlineData("2022-10-10", "2022-09-30 2022-10-09 2022-10-10")]
    [InlineData("2023-01-03", "2022-12-30 2023-01-03")]
    [InlineData("2024-03-01", "2024-02-27 2024-02-29 2024-03-01")]
    [InlineData("2024-03-03", "2024-02-29 2024-03-01 2024-03-03")]
    [InlineData("2023-01-30", "2023-01-20 2023-01-29 2023-01-30")]
    public void A_reminder_in_advance_that_falls_on_a_rest_day_comes_on_the_working_day_before(string due, string said) =>
        Assert.Equal(said.Split(' '), (DutyDue(due) with { Reminders = Days with { After = [], Avoids = Repository.Pack.Calendar } }).Moments().Select(moment => $"{ChinaTime.DayOf(moment.At):yyyy-MM-dd}"));

    [Theory]
    [InlineData(false, "2022-10-24 2022-10-28 2022-10-30")]
    [InlineData(true, "2022-10-24 2022-10-28")]
    public void So_does_a_month_s_where_its_pack_wants_it(bool avoids, string said)
    {
        var cadence = Repository.Pack.Campaign("daying-2022")!.Cadences[0] with { Avoids = avoids ? Repository.Pack.Calendar : null, ReportTo = [] };
        Assert.Equal(said.Split(' '), ReminderPlan.Of(cadence, new Month(2022, 10)).Select(moment => $"{ChinaTime.DayOf(moment.DueAt):yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("2021-01", 31)]
    [InlineData("2021-02", 28)]
    [InlineData("2024-02", 29)]
    [InlineData("2000-02", 29)]
    [InlineData("2100-02", 28)]
    [InlineData("2022-04", 30)]
    [InlineData("2022-12", 31)]
    public void A_month_ends_on_its_own_last_day(string month, int day) => Assert.Equal(day, Month.Parse(month)!.Value.LastDay.Day);

    [Theory]
    [InlineData("2022-02-28 15:59:59", "2022-02")]
    [InlineData("2022-02-28 16:00:00", "2022-03")]
    [InlineData("2024-02-28 16:00:00", "2024-02")]
    [InlineData("2024-02-29 16:00:00", "2024-03")]
    [InlineData("2022-12-31 16:00:00", "2023-01")]
    public void A_month_begins_at_midnight_in_China_whatever_the_servers_hour(string utc, string month) =>
        Assert.Equal(month, Month.Of(DateTimeOffset.ParseExact(utc + "Z", "yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)).ToString());

    [Fact]
    public async Task A_clock_set_back_says_nothing_twice_and_set_right_again_goes_on()
    {
        await using var town = await TownStore.Open(At("2022-08-20 09:00"));
        var runner = new DueRunner(town.Database, Repository.Pack);
        await runner.RunDue(At("2022-08-20 09:00"));
        Assert.True(await runner.RunDue(At("2022-08-24 08:40")) > 0);

        Assert.Equal(0, await runner.RunDue(At("2022-08-24 07:40")));
        Assert.Equal(0, await runner.RunDue(At("2022-08-23 08:40")));
        Assert.Equal(0, await runner.RunDue(At("2022-07-31 08:40")));
        Assert.Equal(0, await runner.RunDue(At("2022-08-24 08:40")));
        Assert.Equal(0, await runner.RunDue(At("2022-08-24 12:00")));
        Assert.True(await runner.RunDue(At("2022-08-28 08:40")) > 0);
    }

    [Theory]
    // Mid-autumn 2022: Monday the 12th is off; National Day: Saturday and Sunday the 8th and 9th are worked.
    [InlineData("2022-09-09", 1, "2022-09-13")]
    [InlineData("2022-09-30", 1, "2022-10-08")]
    [InlineData("2022-09-30", 2, "2022-10-09")]
    // Spring festival 2023: the weekend of 28 and 29 January is worked.
    [InlineData("2023-01-20", 1, "2023-01-28")]
    [InlineData("2023-01-20", 3, "2023-01-30")]
    // A leap day that is a working day, a year's end that is not.
    [InlineData("2024-02-28", 1, "2024-02-29")]
    [InlineData("2022-12-30", 1, "2023-01-03")]
    // May 2020: the 9th is a Saturday that is worked.
    [InlineData("2020-04-30", 4, "2020-05-09")]
    public void Working_days_go_by_the_swapped_ones(string from, int days, string to) =>
        Assert.Equal(to, $"{Repository.Pack.Calendar.AddWorkingDays(DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture), days):yyyy-MM-dd}");

    [Theory]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_as_many_working_days_as_its_notice_leaves(int year, int days) =>
        Assert.Equal(days, Repository.Pack.Calendar.WorkingDaysBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)));

    private static Duty DutyDue(string day)
    {
        var due = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new Duty("c", "d", "d", day, ChinaTime.At(due.AddDays(-30), TimeOnly.MinValue), ChinaTime.At(due, new TimeOnly(18, 0)), ["township"], [], Days, []);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
