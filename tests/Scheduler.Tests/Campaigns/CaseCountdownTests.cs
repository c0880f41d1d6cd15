using System.Globalization;
using Scheduler.Campaigns;
using Scheduler.Reminders;
using Store;
using Testing;
using Xunit;

namespace Scheduler.Tests.Campaigns;

public sealed class CaseCountdownTests
{
    [Theory]
    [InlineData("daying-2022", "2022-08-12", null)]
    [InlineData("daying-2022", "2022-08-13", DutyMomentKind.Remind)]
    [InlineData("daying-2022", "2022-08-16", DutyMomentKind.Remind)]
    [InlineData("daying-2022", "2022-08-17", DutyMomentKind.Escalate)]
    public void Feature_49_Fifteen_days_run_from_the_visit_with_a_reminder_on_the_twelfth_and_a_breach_on_the_sixteenth(string id, string today, DutyMomentKind? said)
    {
        var open = Assert.Single(Open(id, ("verify_date", "2022-08-01")));
        Assert.Equal(15, open.Limit);
        Assert.Equal(said, CaseCountdown.On(open, Day(today)));
    }

    [Fact]
    public void Feature_49_Each_campaign_counts_between_its_own_two_events()
    {
        Assert.Empty(Open("daying-2022", ("verify_date", "2022-08-01"), ("county_decision_date", "2022-08-10")));
        Assert.Empty(Open("xiaoxian-2022", ("verify_date", "2022-08-01")));
        Assert.Equal("mark", Assert.Single(Open("xiaoxian-2022", ("identified_date", "2022-08-10"), ("county_decision_date", "2022-08-10"))).Rule.Id);
        Assert.Empty(Open("xiaoxian-2022", ("identified_date", "2022-08-10"), ("system_entry_date", "2022-08-12")));
    }

    [Fact]
    public void Feature_50_Ten_days_after_the_approval_the_entry_and_the_plan_are_late()
    {
        var open = Open("xiangcheng-2023", ("verify_date", "2023-08-01"), ("county_decision_date", "2023-08-02")).ToList();
        Assert.Equal(["entry", "plan"], open.Select(one => one.Rule.Id));
        Assert.All(open, one => Assert.NotEqual(DutyMomentKind.Escalate, CaseCountdown.On(one, Day("2023-08-12"))));
        Assert.All(open, one => Assert.Equal(DutyMomentKind.Escalate, CaseCountdown.On(one, Day("2023-08-13"))));
        Assert.Equal(["entry"], Open("xiangcheng-2023", Day("2023-08-05"), ("verify_date", "2023-08-01"), ("county_decision_date", "2023-08-02")).Select(one => one.Rule.Id));
    }

    [Fact]
    public async Task Feature_49_Whoever_handles_the_case_is_told_once_on_the_twelfth_day_and_the_county_too_on_the_sixteenth()
    {
        await using var town = await TownStore.Open(At("2022-08-01 09:00"));
        var pack = Repository.Pack with { Campaigns = [Repository.Pack.Campaign("daying-2022")! with { Cadences = [], Routines = [] }] };
        await town.Database.Write(async tx =>
        {
            await People.Save(tx, [new Person("county", "县局", "county_rural_bureau", "AN", "", null, true, 50)]);
            await Facts.Save(tx, Repository.Pack.FactTable("identification")!, new Dictionary<string, string>
            {
                ["household"] = "DJ-005",
                ["case_no"] = "1",
                ["verify_date"] = "2022-08-01",
            }, "daying-2022", "test", At("2022-08-01 09:00"));
        });
        var runner = new DueRunner(town.Database, pack);
        var said = new List<string>();
        for (var day = Day("2022-08-01"); day <= Day("2022-08-25"); day = day.AddDays(1))
            foreach (var time in (string[])["08:39", "08:40", "12:00"])
            {
                var count = (await Rows(town)).Count;
                await runner.RunDue(At($"{day:yyyy-MM-dd} {time}"));
                said.AddRange((await Rows(town)).Skip(count).Select(row => $"{day:MM-dd} {time} {row.Userid} {row.Payload}"));
            }
        Assert.Equal(
            [
                $"08-13 08:40 {Town.Liu} 何大山：识别认定到8月16日满期，还有3天。",
                $"08-13 08:40 {Town.Sun} 何大山：识别认定到8月16日满期，还有3天。",
                "08-17 08:40 county 何大山：识别认定超过15天还没有办完，今天是第16天。",
                $"08-17 08:40 {Town.Liu} 何大山：识别认定超过15天还没有办完，今天是第16天。",
                $"08-17 08:40 {Town.Sun} 何大山：识别认定超过15天还没有办完，今天是第16天。",
            ],
            said.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<OpenCase> Open(string campaign, params (string Column, string Day)[] days) => Open(campaign, null, days);

    private static IEnumerable<OpenCase> Open(string id, DateOnly? planned, params (string Column, string Day)[] days)
    {
        var campaign = Repository.Pack.Campaign(id)!;
        var row = new Fact("identification", "H|1", id, "H", "", null, days.ToDictionary(day => day.Column, day => day.Day), "test");
        Fact[] plans = planned is { } day ? [new Fact("plan", "H|x", id, "H", "", null, new Dictionary<string, string> { ["created_on"] = $"{day:yyyy-MM-dd}" }, "test")] : [];
        return CaseCountdown.Open(campaign, campaign.Procedure("identify")!, [row], _ => plans.ToLookup(plan => plan.HouseholdId));
    }

    private static Task<IReadOnlyList<OutboxRow>> Rows(TownStore town) => town.Database.Read(tx => Outbox.Due(tx, At("2030-01-01 00:00"), 10_000));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
