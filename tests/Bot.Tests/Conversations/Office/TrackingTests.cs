using Bot.Conversations;
using Bot.Turns;
using Store;
using Testing;
using Xunit;

namespace Bot.Tests.Conversations.Office;

public sealed class TrackingTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData(" 。 ", false)]
    [InlineData("已整改", false)]
    [InlineData("已 整 改！", false)]
    [InlineData("整改完成。", false)]
    [InlineData("8月20日换了水管，已整改", true)]
    public void Feature_55_A_blank_or_bare_result_is_none(string said, bool isResult) => Assert.Equal(isResult, Repository.Pack.Tracking.IsResult(said));

    [Fact]
    public void Feature_51_Every_class_of_rectification_has_the_campaigns_last_day()
    {
        var due = Repository.Pack.Tracking.Forms["xiangcheng-ledger-entry"].Classes!.Value.Due;
        Assert.Equal([new DateOnly(2023, 8, 31), new DateOnly(2023, 10, 31), null], due.Values);
    }

    /// <summary>What no card offers can still be sent: a way that is not this person's is not taken.</summary>
    [Fact]
    public async Task Whoever_put_it_right_cannot_approve_it_by_an_old_card()
    {
        var now = new DateTimeOffset(2022, 8, 10, 9, 0, 0, TimeSpan.FromHours(8));
        await using var town = await TownStore.Open(now);
        await town.Database.Write(tx => Submissions.Add(tx, new Submission(
            0, "daying-a3-problem", "1", "1", "daying-2022", "DJ-002", "", Town.Liu, "/AN/QX/DJ/", """{"problem_detail":"停水","status":"3"}""", false, now)));
        async Task<Session> Say(Input input) => await town.Database.Write(async tx =>
        {
            var person = await People.Find(tx, Town.Liu);
            var (session, _) = await new Exchange(Repository.Pack).Run(tx, person!, (await Sessions.Load(tx, Town.Liu))?.State, input, now);
            await Sessions.Save(tx, Town.Liu, session.ToJson(), now);
            return session;
        });
        foreach (var said in "我的问题|1|报整改结果|8月9日修好水管，已通水|还没签，以后补|我的问题".Split('|'))
            await Say(new Input.Said(said));
        var opened = await Say(new Input.Said("1"));
        await Say(new Input.Tapped(opened.Step, ["approve"]));
        var steps = await town.Database.Read(async tx => await ProblemSteps.BySubmission(tx, "daying-a3-problem", Scope.Everything));
        Assert.Equal(ProblemStage.Rectified, Assert.Single(steps.Values.Distinct())[^1].Stage);
    }
}
