using Bot.Conversations;
using Bot.Turns;
using Store;
using Store.Rosters;
using Testing;
using Xunit;

namespace Bot.Tests.Turns;

/// <summary>What goes along when a second roster gives a household another contact.</summary>
public sealed class HandoverTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2022, 8, 10, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly Exchange exchange = new(Repository.Pack);
    private TownStore town = null!;

    public async ValueTask InitializeAsync()
    {
        town = await TownStore.Open(Now);
        await new Scheduler.Reminders.DueRunner(town.Database, Repository.Pack).RunDue(Now);
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_half_filled_goes_on_with_the_new_contact_where_the_old_one_left_it(bool leftForNow)
    {
        await Say(Town.Li, "走访", "王建国", "入户");
        if (leftForNow)
            await Say(Town.Li, "稍后");

        await HandOver(Town.Zhang);

        Assert.Null((await Session(Town.Li)).Activity);
        Assert.Empty((await Session(Town.Li)).Drafts);
        Assert.Equal(("DJ-001", "1"), Assert.Single((await Session(Town.Zhang)).Drafts) is var draft ? (draft.Subject, draft.Answers["m_mode"]) : default);
        Assert.Contains("第2题", await Say(Town.Zhang, "走访", "王建国"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_months_visit_is_the_new_contacts_and_both_are_told()
    {
        await Say(Town.Li, "走访", "王建国", "入户", "稍后");

        await HandOver(Town.Zhang);

        var told = (await town.Database.Read(tx => Outbox.Due(tx, Now, 100))).ToDictionary(message => message.Userid, message => message.Payload);
        Assert.Equal("县里更新名单把您名下的王建国交给了张伟民。", told[Town.Li]);
        Assert.Equal("县里更新名单把李秀兰名下的王建国交给了您，发“走访”看。\n其中1份表李秀兰已经填了一部分，您接着填就行。", told[Town.Zhang]);
        var left = await town.Database.Read(tx => Occurrences.Left(tx, Scope.Everything, new Round("monthly-checkin", "daying-2022", "2022-08")));
        Assert.Equal((2, 3), (left.Single(person => person.Userid == Town.Li).Total, left.Single(person => person.Userid == Town.Zhang).Total));
        Assert.DoesNotContain("王建国", await Say(Town.Li, "走访"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_that_is_nobodys_any_more_takes_its_draft_with_it()
    {
        await Say(Town.Li, "走访", "王建国", "入户", "稍后");

        await HandOver("");

        Assert.Empty((await Session(Town.Li)).Drafts);
        Assert.Equal("县里更新名单把您名下的王建国转走了，不用您走访了。", Assert.Single(await town.Database.Read(tx => Outbox.Due(tx, Now, 100))).Payload);
    }

    private async Task HandOver(string to) => await town.Database.Write(async tx =>
    {
        var household = (await Households.Open(tx, Scope.Everything, "DJ-001"))!.Household;
        await Households.SaveMany(tx, [household with { Contact = to }]);
        await Handovers.Carry(tx, Repository.Pack, [new RosterHandover("DJ-001", household.HeadName, Town.Li, to)], "县里更新名单", Now);
    });

    private async Task<Session> Session(string userid) =>
        SealedSession.Read((await town.Database.Read(tx => Sessions.Load(tx, userid)))?.State, town.Database.Cipher!);

    private async Task<string> Say(string userid, params string[] texts)
    {
        IReadOnlyList<TurnEvent> events = [];
        foreach (var text in texts)
            events = await town.Database.Write(async tx =>
            {
                var person = (await People.Find(tx, userid))!;
                var (session, happened) = await exchange.Run(tx, person, (await Sessions.Load(tx, userid))?.State, new Input.Said(text), Now);
                await Sessions.Save(tx, userid, SealedSession.Write(session, Repository.Pack, tx.Cipher), Now);
                return happened;
            });
        return string.Join('\n', events.Select(happened => happened switch
        {
            TurnEvent.Said said => said.Text,
            TurnEvent.Asked asked => $"{asked.Prompt.Context} {asked.Prompt.Title} {string.Join(' ', asked.Prompt.Options.Select(option => option.Text))}",
            _ => "",
        }));
    }
}
