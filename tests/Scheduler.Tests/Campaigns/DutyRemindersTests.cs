using System.Globalization;
using Scheduler.Campaigns;
using Scheduler.Reminders;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Scheduler.Tests.Campaigns;

/// <summary>Deadlines of units on a real store: a town, its villages, a department and the county's offices.</summary>
public sealed class DutyRemindersTests : IAsyncLifetime
{
    private const string Water = "water";
    private const string Office = "office";
    private const string Leader = "leader";
    private const string Poverty = "poverty";

    private TownStore town = null!;

    public async ValueTask InitializeAsync()
    {
        town = await TownStore.Open(At("2022-01-01 09:00"));
        await town.Database.Write(async tx =>
        {
            await Units.Save(tx, [new Unit("SL", "AN", "county", "县水利局", "", 100)]);
            await People.Save(tx,
            [
                Person(Water, "高水", "sector_dept", "SL"), Person(Office, "办小", "special_office", "AN"), Person(Leader, "县长", "county_party_gov", "AN"),
                Person(Poverty, "扶贫", "poverty_office_town", "QX"), Person("g1", "查一", "survey_group", "DJ"), Person("g2", "查二", "survey_group", "LG"),
            ]);
        });
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Feature_45_Units_that_have_not_handed_in_are_reminded_those_that_have_are_not_and_the_office_gets_the_late_ones()
    {
        await Run("xiaoxian-2022", "2022-08-09 09:00");
        Assert.Equal([Town.Sun, Water], await Said("xiaoxian-2022", "2022-08-26 08:40"));
        Assert.True((await HandIn("xiaoxian-2022", Water, "2022-08-29 10:00", "d1", "d2")).IsTaken);
        Assert.Equal([Town.Sun], await Said("xiaoxian-2022", "2022-08-30 08:40"));
        Assert.Contains("自查报告、附件2整改情况汇总表：8月31日12:00前报专项小组办公室，还有1天。", await Newest(Town.Sun), StringComparison.Ordinal);
        Assert.Equal([Town.Sun], await Said("xiaoxian-2022", "2022-08-31 08:40"));
        Assert.Contains("今天12:00前", await Newest(Town.Sun), StringComparison.Ordinal);
        Assert.Equal([Office, Town.Sun], await Said("xiaoxian-2022", "2022-09-01 08:40"));
        var late = await Newest(Office);
        Assert.Contains("还没有报的：清溪镇。", late, StringComparison.Ordinal);
        Assert.DoesNotContain("县水利局", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feature_56_What_is_overdue_goes_up_the_chain_step_by_step_each_once_and_stops_when_it_is_in()
    {
        await Run("xiaoxian-2022", "2022-08-20 09:00");
        Assert.Contains(Office, await Said("xiaoxian-2022", "2022-09-01 08:40"));
        await town.Restart(At("2022-09-01 09:00"));
        Assert.Empty(await Said("xiaoxian-2022", "2022-09-01 12:00"));
        Assert.Empty(await Said("xiaoxian-2022", "2022-09-02 08:40"));
        await HandIn("xiaoxian-2022", Water, "2022-09-02 10:00", "d1", "d2");
        Assert.Equal([Leader, Office, Town.Sun], await Said("xiaoxian-2022", "2022-09-03 08:40"));
        Assert.Equal("自查报告、附件2整改情况汇总表：县水利局已经报来了。", await Newest(Office));
        Assert.Contains("还没有报的：清溪镇。", await Newest(Leader), StringComparison.Ordinal);
        await HandIn("xiaoxian-2022", Town.Sun, "2022-09-03 10:00", "d1", "d2");
        Assert.Empty(await Said("xiaoxian-2022", "2022-09-03 12:00"));
        // Nothing goes up any more; those who were bothered hear once that it is in, and of what.
        Assert.Equal([Leader, Office], await Said("xiaoxian-2022", "2022-09-07 08:40"));
        Assert.Equal("自查报告、附件2整改情况汇总表：清溪镇已经报来了。", await Newest(Leader));
        Assert.Empty(await Said("xiaoxian-2022", "2022-09-08 08:40"));
    }

    [Fact]
    public async Task Feature_56_What_came_in_stands_in_the_next_digest_beside_what_is_still_late()
    {
        await Run("xiaoxian-2022", "2022-08-20 09:00");
        await Said("xiaoxian-2022", "2022-09-01 08:40");
        await HandIn("xiaoxian-2022", Water, "2022-09-01 10:00", "d1", "d2");
        Assert.Contains(Office, await Said("xiaoxian-2022", "2022-09-02 08:40"));
        Assert.Equal("自查报告、附件2整改情况汇总表：县水利局已经报来了。", await Newest(Office));
    }

    [Theory]
    [InlineData("2022-08-31 11:59", "今天12:00前报专项小组办公室")]
    [InlineData("2022-08-31 12:00", "今天12:00到期，已经过了，还没有报")]
    [InlineData("2022-08-31 20:00", "今天12:00到期，已经过了，还没有报")]
    public async Task A_digest_that_is_late_itself_does_not_promise_time_that_is_over(string now, string says)
    {
        await Run("xiaoxian-2022", "2022-08-20 09:00");
        await Run("xiaoxian-2022", now);
        Assert.Contains(says, await Newest(Town.Sun), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feature_56_A_step_that_nobody_fills_goes_to_whom_it_reports_to()
    {
        await town.Database.Write(tx => People.Save(tx, [Person(Office, "办小", "special_office", "AN") with { Active = false }]));
        await Run("xiaoxian-2022", "2022-08-20 09:00");
        Assert.Contains(Leader, await Said("xiaoxian-2022", "2022-09-01 08:40"));
    }

    [Fact]
    public async Task Feature_46_What_belongs_together_is_taken_together_or_not_at_all()
    {
        await Run("jinggang-2020", "2020-06-01 09:00");
        var refused = await HandIn("jinggang-2020", Town.Liu, "2020-06-10 09:00", "d4");
        Assert.Equal(["d5", "d6"], refused.Missing.Select(missing => missing.Id));
        Assert.Empty(await Done("DJ"));
        Assert.Equal(["d6"], (await HandIn("jinggang-2020", Town.Liu, "2020-06-10 09:00", "d4", "d5")).Missing.Select(missing => missing.Id));
        Assert.True((await HandIn("jinggang-2020", Town.Liu, "2020-06-10 09:00", "d4", "d5", "d6")).IsTaken);
        Assert.Equal(["d4", "d5", "d6"], await Done("DJ"));
    }

    [Fact]
    public async Task Feature_46_Only_a_poverty_village_owes_the_exit_sheet()
    {
        var campaign = Repository.Pack.Campaign("jinggang-2020")!;
        var village = (await town.Database.Read(tx => Units.Find(tx, "LG")))!;
        Assert.Equal(["d5"], HandIns.Missing(campaign, village, ["d4"], []).Select(missing => missing.Id));
        Assert.Empty(HandIns.Missing(campaign, village, ["d4", "d5"], []));
        Assert.Empty(HandIns.Missing(campaign, village, ["d4"], ["d5"]));
    }

    [Fact]
    public async Task Feature_47_At_the_configured_hour_only_villages_without_todays_report_are_asked_and_no_household_is_named()
    {
        await Run("jinggang-2020", "2020-04-02 08:00");
        await Report("g1", "大井村", 2, "2020-04-02 16:00");
        Assert.Equal(["g2"], await Said("jinggang-2020", "2020-04-02 17:30"));
        var text = await Newest("g2");
        Assert.Contains("18:00前报", text, StringComparison.Ordinal);
        Assert.All(Town.Roster.Households, household => Assert.DoesNotContain(household.Head, text, StringComparison.Ordinal));
        Assert.Equal([Poverty], await Said("jinggang-2020", "2020-04-03 08:40"));
        Assert.Contains("柳沟村", await Newest(Poverty), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feature_17_Daily_reports_add_up_by_village_and_a_village_that_is_through_is_asked_no_more()
    {
        await Run("jinggang-2020", "2020-04-02 08:00");
        await Report("g1", "大井村", 3, "2020-04-02 16:00");
        await Report("g1", "大井村", 2, "2020-04-03 16:00");
        await Report("g2", "柳沟村", 1, "2020-04-03 16:00");
        Assert.Equal(
            [("大井村", 5, 5), ("柳沟村", 1, 4)],
            (await town.Database.Read(tx => DailyProgress.Of(tx, "jinggang-daily", "village", "done_today"))).Select(unit => (unit.Name, unit.Done, unit.Total)));
        Assert.DoesNotContain("g1", await Said("jinggang-2020", "2020-04-04 17:30"));
    }

    [Fact]
    public async Task Feature_52_A_period_without_a_record_reminds_the_unit_and_one_with_a_record_does_not()
    {
        await Run("daying-2022", "2022-07-01 09:00");
        Assert.Contains("季度领导小组会议", string.Concat(await Texts("daying-2022", "2022-09-23 08:40", Leader)), StringComparison.Ordinal);
        await HandIn("daying-2022", Leader, "2022-09-25 10:00", "quarter-meeting");
        Assert.DoesNotContain(Leader, await Said("daying-2022", "2022-09-29 08:40"));
    }

    [Fact]
    public async Task One_person_gets_one_message_a_day_with_the_most_urgent_first()
    {
        await town.Database.Write(tx => People.Save(tx, [Person(Town.Li, "李秀兰", "contact", "DJ")]));
        var pack = Repository.Pack;
        await new DueRunner(town.Database, pack).RunDue(At("2022-08-30 07:45"));
        await new DueRunner(town.Database, pack).RunDue(At("2022-08-31 08:40"));
        await new DueRunner(town.Database, pack).RunDue(At("2022-09-01 08:40"));
        var day = (await Rows()).Where(row => row.NotBefore == At("2022-09-01 08:40")).ToList();
        Assert.Equal(day.Count, day.Select(row => row.Userid).Distinct().Count());
        var text = day.Single(row => row.Userid == Town.Sun).Payload;
        Assert.True(text.IndexOf("【已过期】", StringComparison.Ordinal) is >= 0 and var overdue && overdue < text.IndexOf("【完成情况】", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Nobody_is_written_to_at_night_and_what_came_up_is_said_in_the_morning()
    {
        await Run("xiaoxian-2022", "2022-08-25 20:00");
        Assert.Empty(await Said("xiaoxian-2022", "2022-08-26 22:00"));
        Assert.Empty(await Said("xiaoxian-2022", "2022-08-27 07:29"));
        Assert.Equal([Town.Sun, Water], await Said("xiaoxian-2022", "2022-08-27 07:30"));
        Assert.Contains("还有4天", await Newest(Water), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_on_leave_is_stood_in_for_and_gets_their_own_again_afterwards()
    {
        await Run("xiaoxian-2022", "2022-08-09 09:00");
        await town.Database.Write(tx => Leaves.Add(tx, new Leave(Town.Sun, Town.Liu, Day("2022-08-25"), Day("2022-08-30")), "test", At("2022-08-24 09:00")));
        Assert.Equal([Town.Liu, Water], await Said("xiaoxian-2022", "2022-08-26 08:40"));
        Assert.Contains("代孙丽：", await Newest(Town.Liu), StringComparison.Ordinal);
        Assert.Equal([Town.Sun, Water], await Said("xiaoxian-2022", "2022-08-31 08:40"));
    }

    [Fact]
    public async Task What_was_due_before_the_store_began_is_nobodys_business()
    {
        Assert.Empty(await Said("xiaoxian-2022", "2022-12-01 09:00", since: "2022-10-01 09:00"));
    }

    private async Task<int> Run(string campaign, string now) => await new DueRunner(town.Database, Only(campaign)).RunDue(At(now));

    private async Task<IReadOnlyList<string>> Said(string campaign, string now, string? since = null)
    {
        if (since is not null)
        {
            await town.Database.Write(tx => Meta.Set(tx, "scheduler.since", At(since).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        }
        var before = (await Rows()).Count;
        await Run(campaign, now);
        // What goes to the group is no message to anybody.
        return [.. (await Rows()).Skip(before).Select(row => row.Userid).Where(userid => userid != OutboxKind.Robot).Order(StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<string>> Texts(string campaign, string now, string userid)
    {
        await Run(campaign, now);
        return (await Rows()).Where(row => row.Userid == userid).Select(row => row.Payload);
    }

    private async Task<string> Newest(string userid) => (await Rows()).Last(row => row.Userid == userid).Payload;

    private Task<IReadOnlyList<OutboxRow>> Rows() => town.Database.Read(tx => Outbox.Due(tx, At("2030-01-01 00:00"), 10_000));

    private Task<HandInResult> HandIn(string campaign, string userid, string now, params string[] whats) => town.Database.Write(async tx =>
    {
        var person = (await People.Find(tx, userid))!;
        return await HandIns.HandIn(tx, Repository.Pack.Campaign(campaign)!, (await Units.Find(tx, person.UnitId))!, whats, person, At(now));
    });

    private Task Report(string userid, string village, int done, string now) => town.Database.Write(async tx =>
    {
        var person = (await People.Find(tx, userid))!;
        var form = Repository.Pack.Form("jinggang-daily")!;
        var answers = new Dictionary<string, string> { ["village"] = village, ["group"] = "1", ["done_today"] = $"{done}" };
        var id = await Submissions.Add(tx, new Submission(
            0, form.Id, form.Version, Repository.Pack.Version, "jinggang-2020", "", "", userid, person.UnitPath, SealedAnswers.Write(tx.Cipher, form, answers), false, At(now)));
        await HandIns.Submitted(tx, Repository.Pack, form.Id, answers, person, At(now), id);
    });

    private async Task<IEnumerable<string>> Done(string unit) =>
        (await town.Database.Read(tx => Occurrences.OfUnit(tx, "jinggang-2020", unit))).Where(row => row.DoneAt is not null).Select(row => row.What).Order(StringComparer.Ordinal);

    private static Pack Only(string campaign) => Repository.Pack with { Campaigns = [Repository.Pack.Campaign(campaign)!] };

    private static Person Person(string userid, string name, string role, string unit) => new(userid, name, role, unit, "", null, true, 50);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
