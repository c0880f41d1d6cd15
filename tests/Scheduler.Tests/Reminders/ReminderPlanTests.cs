using System.Globalization;
using Scheduler.Reminders;
using Store;
using Store.Packs;
using Xunit;

namespace Scheduler.Tests.Reminders;

public sealed class ReminderPlanTests
{
    private static readonly Cadence Monthly = new(
        "monthly-checkin", "月走访", "monthly-checkin", "monitored-households", ["contact"], [1, 7, 3], new TimeOnly(8, 40), 5, new TimeOnly(8, 40), ["township"]);

    private static readonly DateTimeOffset LongAgo = At("2020-01-01 00:00");

    [Theory]
    [InlineData("2022-08", "2022-08-24", "2022-08-28", "2022-08-30", "2022-09-01")]
    [InlineData("2022-09", "2022-09-23", "2022-09-27", "2022-09-29", "2022-10-01")]
    [InlineData("2022-02", "2022-02-21", "2022-02-25", "2022-02-27", "2022-03-01")]
    [InlineData("2024-02", "2024-02-22", "2024-02-26", "2024-02-28", "2024-03-01")]
    [InlineData("2022-12", "2022-12-24", "2022-12-28", "2022-12-30", "2023-01-01")]
    public void A_month_of_any_length_is_reminded_from_its_end(string month, string seven, string three, string one, string report) =>
        Assert.Equal(
            [($"{month}/T-7", At(seven + " 08:40")), ($"{month}/T-3", At(three + " 08:40")), ($"{month}/T-1", At(one + " 08:40")), ($"{month}/report", At(report + " 08:40"))],
            ReminderPlan.Of(Monthly, Month.Parse(month)!.Value).Select(moment => (moment.Key, moment.DueAt)));

    [Theory]
    [InlineData("2022-08-24 08:39", "2022-07/report")]
    [InlineData("2022-08-24 08:40", "2022-07/report 2022-08/T-7")]
    [InlineData("2022-08-27 23:59", "2022-07/report 2022-08/T-7")]
    [InlineData("2022-08-28 09:00", "2022-07/report 2022-08/T-3")]
    [InlineData("2022-08-31 23:59", "2022-07/report 2022-08/T-1")]
    [InlineData("2022-09-01 00:00", "")]
    [InlineData("2022-09-01 08:39", "")]
    [InlineData("2022-09-01 08:40", "2022-08/report")]
    [InlineData("2022-09-25 12:00", "2022-08/report 2022-09/T-7")]
    [InlineData("2022-10-01 08:39", "")]
    [InlineData("2022-10-01 09:00", "2022-09/report")]
    [InlineData("2023-01-01 09:00", "2022-12/report")]
    [InlineData("2024-02-29 09:00", "2024-01/report 2024-02/T-1")]
    public void Of_what_has_come_together_only_what_still_means_something_is_sent(string now, string sent) =>
        Assert.Equal(sent, string.Join(' ', Due(LongAgo, At(now)).Where(due => due.Send).Select(due => due.Moment.Key)));

    [Fact]
    public void What_is_not_sent_is_ticked_off_all_the_same() => Assert.Equal(
        ["2022-07/T-7", "2022-07/T-3", "2022-07/T-1", "2022-07/report", "2022-08/T-7", "2022-08/T-3"],
        Due(LongAgo, At("2022-08-28 08:40")).Select(due => due.Moment.Key));

    [Fact]
    public void What_was_carried_out_does_not_come_again() => Assert.Equal(
        [("2022-08/T-3", true)],
        Due(LongAgo, At("2022-08-28 09:00"), "2022-07/T-7", "2022-07/T-3", "2022-07/T-1", "2022-07/report", "2022-08/T-7").Select(due => (due.Moment.Key, due.Send)));

    [Theory]
    [InlineData("2022-08-25 10:00", "2022-08-25 10:00", "")]
    [InlineData("2022-08-25 10:00", "2022-08-28 09:00", "2022-08/T-3")]
    [InlineData("2022-08-28 08:40", "2022-08-28 08:40", "")]
    [InlineData("2022-09-15 10:00", "2022-09-15 10:01", "")]
    public void What_lay_before_the_beginning_is_nobodys_business(string since, string now, string due) =>
        Assert.Equal(due, string.Join(' ', Due(At(since), At(now)).Select(moment => moment.Moment.Key)));

    [Fact]
    public void The_hour_is_Chinas_wherever_the_machine_stands()
    {
        var now = At("2022-08-24 08:40").ToUniversalTime();
        Assert.Equal("2022-08/T-7", Due(At("2022-08-02 00:00"), now).Single(due => due.Send).Moment.Key);
        Assert.Empty(Due(At("2022-08-02 00:00"), now.AddMinutes(-1)));
    }

    [Fact]
    public void Nobody_to_report_to_means_no_report() =>
        Assert.DoesNotContain(ReminderPlan.Of(Monthly with { ReportTo = [] }, new Month(2022, 8)), moment => moment.Kind == MomentKind.Report);

    [Fact]
    public void Every_moment_of_ten_years_is_sent_exactly_once_by_who_looks_every_hour()
    {
        var fired = new HashSet<string>();
        var sent = new List<string>();
        for (var now = At("2022-01-01 00:00"); now < At("2032-01-01 00:00"); now = now.AddHours(1))
            foreach (var (moment, send) in Due(At("2022-01-01 00:00"), now, [.. fired]))
            {
                Assert.True(fired.Add(moment.Key), moment.Key);
                Assert.True(send, moment.Key);
                sent.Add(moment.Key);
            }
        // The report on 2022-01-01 is about a month before the beginning; that of December 2031 lies after the end.
        Assert.Equal((10 * 12 * 4) - 1 + 1, sent.Count);
    }

    private static IReadOnlyList<(Moment Moment, bool Send)> Due(DateTimeOffset since, DateTimeOffset now, params string[] fired) =>
        ReminderPlan.Due(Monthly, since, now, fired.ToHashSet());

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
