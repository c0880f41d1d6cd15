using System.Globalization;
using Scheduler.Reminders;
using Store;
using Testing;
using Xunit;

namespace Scheduler.Tests.Campaigns;

/// <summary>Problems and opinions wait for somebody; whoever that is reads it in their digest, once.</summary>
public sealed class WhoseTurnTests : IAsyncLifetime
{
    private const string Form = "daying-a3-problem";
    private const string Water = "water";
    private const string Bureau = "bureau";

    private TownStore town = null!;

    public async ValueTask InitializeAsync()
    {
        town = await TownStore.Open(At("2022-08-01 09:00"));
        await town.Database.Write(async tx =>
        {
            await Units.Save(tx, [new Unit("SL", "AN", "county", "县水利局", "", 100)]);
            await People.Save(tx, [new(Water, "高水", "sector_dept", "SL", "", null, true, 50), new(Bureau, "方志远", "county_rural_bureau", "AN", "", null, true, 51)]);
        });
        await Run("2022-08-03 09:00");
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Feature_55_each_step_of_a_problem_is_told_to_whoever_is_next_and_once()
    {
        var problem = await Step(0, ProblemStage.Measured, Town.Liu, """{"measure":"换水管","deadline":"2022-08-20","resp_unit":"县水利局"}""");
        Assert.Contains("定给您单位整改的问题1个：停水（8月20日前）", (await Told("2022-08-05 08:40"))[Water], StringComparison.Ordinal);
        Assert.Empty(await Told("2022-08-06 08:40"));
        // Three days before its deadline, to whoever wrote the measure and the unit that puts it right.
        Assert.Equal([Town.Liu, Water], (await Told("2022-08-17 08:40")).Keys.Order(StringComparer.Ordinal));
        problem = await Step(problem, ProblemStage.Rectified, Water, """{"result":"8月17日已通水"}""");
        // The day before brings no reminder to those who are through; the village reviews.
        Assert.Equal([Town.Liu], (await Told("2022-08-18 08:40")).Keys);
        problem = await Step(problem, ProblemStage.Reviewed, Town.Liu, "{}");
        Assert.Contains("等您销号的问题1个：停水", (await Told("2022-08-19 08:40"))[Town.Sun], StringComparison.Ordinal);
        await town.Restart(At("2022-08-19 09:00"));
        Assert.Empty(await Told("2022-08-19 12:00"));
        await Step(problem, ProblemStage.Closed, Town.Sun, "{}");
        Assert.Empty(await Told("2022-08-20 08:40"));
    }

    [Fact]
    public async Task An_opinion_that_nobody_answers_is_recalled_once_after_the_days_that_the_file_says()
    {
        await town.Database.Write(tx => Opinions.Add(tx, Town.Li, "字太小", At("2022-08-03 10:00")));
        await town.Database.Write(tx => Opinions.Add(tx, Town.Zhou, "想要语音", At("2022-08-03 11:00")));
        Assert.Empty(await Told("2022-08-05 08:40"));
        Assert.StartsWith("意见反馈有2条还没有回复，最早的是第1号（大井村 李秀兰：字太小），3天了。", (await Told("2022-08-06 08:40"))[Bureau], StringComparison.Ordinal);
        await town.Restart(At("2022-08-06 09:00"));
        Assert.Empty(await Told("2022-08-06 12:00"));
        Assert.Empty(await Told("2022-08-09 08:40"));
    }

    [Fact]
    public async Task An_opinion_that_was_answered_in_time_is_not_recalled()
    {
        await town.Database.Write(tx => Opinions.Add(tx, Town.Li, "字太小", At("2022-08-03 10:00")));
        await town.Database.Write(tx => Opinions.Answer(tx, 1, "可以调大", Bureau, At("2022-08-04 10:00")));
        Assert.Empty(await Told("2022-08-06 08:40"));
    }

    // Each step is a new submission in the place of the one before, as the conversation makes it.
    private async Task<long> Step(long former, string stage, string userid, string said)
    {
        var now = At("2022-08-04 09:00");
        return await town.Database.Write(async tx =>
        {
            var id = await Submissions.Add(tx, new Submission(
                0, Form, "1", "1", "daying-2022", "DJ-002", "", Town.Li, "/AN/QX/DJ/", """{"problem_detail":"停水","status":"3"}""", false, now, former == 0 ? null : former));
            var root = former == 0 ? id : (await ProblemSteps.Of(tx, former))[0].Root;
            await ProblemSteps.Add(tx, new ProblemStep(root, id, stage, userid, now, said));
            return id;
        });
    }

    private Task<int> Run(string now) => new DueRunner(town.Database, Repository.Pack).RunDue(At(now));

    /// <summary>Of what is said at a moment only what the problems and opinions are about.</summary>
    private async Task<Dictionary<string, string>> Told(string now)
    {
        var before = (await Rows()).Count;
        await Run(now);
        return (await Rows()).Skip(before).Where(row => row.Payload.Contains("问题1个", StringComparison.Ordinal) || row.Payload.Contains("意见反馈", StringComparison.Ordinal))
            .ToDictionary(row => row.Userid, row => row.Payload);
    }

    private Task<IReadOnlyList<OutboxRow>> Rows() => town.Database.Read(tx => Outbox.Due(tx, At("2030-01-01 00:00"), 10_000));

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
