using Bot.Conversations;
using Bot.Turns;
using Store;
using Testing;
using Xunit;

namespace Bot.Tests.Conversations.Office;

/// <summary>A procedure's steps as rules and ledgers see them.</summary>
public sealed class CaseRecordsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2022, 6, 10, 9, 0, 0, TimeSpan.FromHours(8));

    private TownStore town = null!;

    public async ValueTask InitializeAsync() => town = await TownStore.Open(Now);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Feature_57_The_steps_of_a_case_are_one_row_of_the_table_of_identifications()
    {
        await Say("识别认定 DJ-004", "1", "6月2日", "因病住院花费大", "提交");
        await Say("识别认定 DJ-004", "1", "6月5日", "刘德明", "李秀兰", "1", "提交");
        var row = Assert.Single(await town.Database.Read(tx => Facts.List(tx, "identification", Scope.Everything, "daying-2022")));
        Assert.Equal(("DJ-004", "2022-06-02", "2022-06-05", "刘德明 李秀兰", "办理中"), (row.HouseholdId, row["clue_date"], row["verify_date"], row["verifiers"], row["status"]));
    }

    [Fact]
    public async Task Feature_58_What_is_to_be_decided_within_15_days_is_due_on_the_fifteenth()
    {
        await Say("识别认定 DJ-004", "1", "6月2日", "因病住院花费大", "提交");
        await Say("识别认定 DJ-004", "1", "6月5日", "刘德明", "李秀兰", "1", "提交");
        var due = Assert.Single(await town.Database.Read(tx => Occurrences.Overdue(tx, Now.AddDays(30), "identify:identify")));
        Assert.Equal(("DJ-004", new DateOnly(2022, 6, 20)), (due.Subject, ChinaTime.DayOf(due.DueAt!.Value)));
    }

    private async Task Say(params string[] said)
    {
        foreach (var text in said)
            await town.Database.Write(async tx =>
            {
                var person = await People.Find(tx, Town.Liu);
                var (session, _) = await new Exchange(Repository.Pack).Run(tx, person!, (await Sessions.Load(tx, Town.Liu))?.State, new Input.Said(text), Now);
                await Sessions.Save(tx, Town.Liu, session.ToJson(), Now);
                return true;
            });
    }
}
