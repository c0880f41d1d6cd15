using System.Globalization;
using Scheduler.Campaigns;
using Store;
using Testing;
using Xunit;

namespace Scheduler.Tests.Campaigns;

/// <summary>When what happens in the delivered campaigns, from their packs alone.</summary>
public sealed class CampaignCalendarTests
{
    [Fact]
    public void Feature_45_The_self_check_report_is_due_at_noon_and_reminded_before_and_after() => Assert.Equal(
        [
            // Three days before is Sunday the 28th.
            "2022-08-26 08:40:00 Reminder",
            "2022-08-30 08:40:00 Reminder",
            "2022-08-31 08:40:00 Reminder",
            "2022-08-31 12:00:00 Due",
            "2022-09-01 08:40:00 Reminder",
            "2022-09-01 08:40:00 Escalation",
            "2022-09-03 08:40:00 Reminder",
            "2022-09-03 08:40:00 Escalation",
            "2022-09-07 08:40:00 Reminder",
        ],
        Written("xiaoxian-2022", null, null, "d2"));

    [Fact]
    public void Feature_44_A_phase_begins_at_midnight_and_ends_with_the_last_second_of_its_last_day() => Assert.Equal(
        ["2022-08-20 00:00:00 PhaseStart", "2022-08-29 23:59:59 PhaseEnd"], Written("xiaoxian-2022", null, null, "supervise"));

    [Fact]
    public void A_deadline_without_an_hour_is_six_in_the_evening_of_the_day_that_still_belongs_to_it() =>
        Assert.Contains("2023-08-30 18:00:00 Due", Written("xiangcheng-2023", null, null, "d1"));

    [Fact]
    public void Feature_47_A_daily_report_is_due_on_every_day_of_its_phase()
    {
        var due = Written("jinggang-2020", null, null, "d1").Where(row => row.EndsWith("Due", StringComparison.Ordinal)).ToList();
        Assert.Equal(30, due.Count);
        Assert.Equal(("2020-04-01 18:00:00 Due", "2020-04-30 18:00:00 Due"), (due[0], due[^1]));
    }

    [Theory]
    [InlineData("2022-08-31", "2022-08-31", 5)]
    [InlineData("2022-09-02", "2022-09-02", 0)]
    [InlineData("2022-08-30", "2022-08-30", 3)]
    public void Bounds_show_these_days_only(string from, string to, int events) => Assert.Equal(
        events, CampaignCalendar.Of(Repository.Pack.Campaign("xiaoxian-2022")!, Day(from), Day(to)).Count(happening => happening.What is "d1" or "d2" or "summary"));

    [Fact]
    public void Everything_is_in_order_of_time_and_a_document_without_dates_has_no_calendar()
    {
        foreach (var campaign in Repository.Pack.Campaigns)
        {
            var times = CampaignCalendar.Of(campaign, null, null).Select(happening => happening.At).ToList();
            Assert.Equal(times.Order(), times);
        }
        Assert.Empty(CampaignCalendar.Of(Repository.Pack.Campaign("yaocun")!, null, null));
    }

    [Theory]
    [InlineData("2022-02", "2022-02-28")]
    [InlineData("2024-02", "2024-02-29")]
    [InlineData("2022-04", "2022-04-30")]
    [InlineData("2022-08", "2022-08-31")]
    [InlineData("2022-12", "2022-12-31")]
    public void A_months_routine_ends_on_the_months_last_day_however_long_it_is(string period, string last)
    {
        var campaign = Repository.Pack.Campaign("xiaoxian-2022")! with { Overall = (Day("2022-01-01"), Day("2024-12-31")) };
        Assert.Equal(Day(last), Assert.Single(Duties.Of(campaign, Day("2022-01-01"), Day("2024-12-31")), duty => duty.Key == $"monthly-judgement/{period}").Day);
    }

    [Fact]
    public void Feature_52_Quarters_are_counted_from_the_campaigns_start_to_the_end_of_its_year() => Assert.Equal(
        ["2022-Q2 2022-06-30", "2022-Q3 2022-09-30", "2022-Q4 2022-12-31"],
        Duties.Of(Repository.Pack.Campaign("daying-2022")!, Day("2022-01-01"), Day("2023-12-31"))
            .Where(duty => duty.What == "quarter-meeting").Select(duty => $"{duty.Period} {duty.Day:yyyy-MM-dd}"));

    [Fact]
    public void A_clock_set_back_and_forward_again_carries_out_nothing_twice()
    {
        var campaign = Repository.Pack.Campaign("xiaoxian-2022")!;
        var since = At("2022-08-01 00:00");
        var fired = new HashSet<string>();
        var sent = new List<string>();
        foreach (var now in (string[])["2022-08-28 09:00", "2022-08-30 09:00", "2022-08-27 10:00", "2022-08-28 08:40", "2022-08-30 10:00", "2022-08-31 08:40"])
            foreach (var (moment, send) in DutyPlan.Due(DutyPlan.Open(campaign, since, At(now)), since, At(now), fired.ToHashSet()))
                if (fired.Add(moment.Key) && send && moment.Duty.What == "d1")
                    sent.Add(moment.Key);
        Assert.Equal(["d1/2022-08-31/T-3", "d1/2022-08-31/T-1", "d1/2022-08-31/T-0"], sent);
    }

    [Fact]
    public void Of_reminders_missed_together_the_last_is_sent_and_each_step_upwards_once()
    {
        var campaign = Repository.Pack.Campaign("xiaoxian-2022")!;
        var (since, now) = (At("2022-08-01 00:00"), At("2022-09-30 09:00"));
        Assert.Equal(
            ["d1/2022-08-31/E1", "d1/2022-08-31/E2", "d1/2022-08-31/T+7"],
            DutyPlan.Due(DutyPlan.Open(campaign, since, now), since, now, new HashSet<string>())
                .Where(due => due.Send && due.Moment.Duty.What == "d1").Select(due => due.Moment.Key));
    }

    [Fact]
    public void Of_many_missed_days_of_a_daily_report_only_what_still_matters_is_said()
    {
        var campaign = Repository.Pack.Campaign("jinggang-2020")!;
        var (since, now) = (At("2020-04-01 00:00"), At("2020-04-20 18:00"));
        Assert.Equal(
            ["d1/2020-04-19/E1", "d1/2020-04-20/T-0"],
            DutyPlan.Due(DutyPlan.Open(campaign, since, now), since, now, new HashSet<string>()).Where(due => due.Send).Select(due => due.Moment.Key));
    }

    private static List<string> Written(string campaign, DateOnly? from, DateOnly? to, string what) =>
    [
        .. CampaignCalendar.Of(Repository.Pack.Campaign(campaign)!, from, to).Where(happening => happening.What == what)
            .Select(happening => $"{happening.At.ToOffset(ChinaTime.Offset):yyyy-MM-dd HH:mm:ss} {happening.Kind}"),
    ];

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
