using Bot.Conversations;
using Bot.Turns;
using Bot.WeCom;
using Store;
using Testing;
using Xunit;

namespace Bot.Tests.Turns;

/// <summary>Turns on a real store: what one input does, what a second delivery does, and what a failing one leaves behind.</summary>
public sealed class TurnRunnerTests : IAsyncLifetime
{
    private readonly TestClock clock = new(new DateTimeOffset(2022, 8, 3, 9, 0, 0, TimeSpan.FromHours(8)));
    private TownStore town = null!;
    private TurnRunner turns = null!;
    private int said;

    private Database Database => town.Database;

    public async ValueTask InitializeAsync()
    {
        town = await TownStore.Open(clock.GetUtcNow());
        turns = new TurnRunner(Database, Repository.Pack, clock, new TurnSignal());
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_repeated_callback_changes_nothing_and_gets_the_same_reply()
    {
        await Answered(Town.Li, "走访");
        await Answered(Town.Li, "赵桂芳");
        await Answered(Town.Li, "入户");
        var message = Message(Town.Li, "基本没变");
        var first = await Accept(message);
        var session = await Session(Town.Li);
        var second = await Accept(message);

        Assert.Contains("工资", Assert.IsType<PassiveReply.Text>(first.Reply).Content, StringComparison.Ordinal);
        Assert.Equal(first.Reply, second.Reply);
        Assert.Equal(session, await Session(Town.Li));
        Assert.Equal((false, false), (second.Waits, second.Queued));
    }

    [Fact]
    public async Task A_callback_repeated_later_still_gets_its_own_reply()
    {
        var help = Message(Town.Li, "帮助");
        var first = await Accept(help);
        await Answered(Town.Li, "进度");
        Assert.Equal(first.Reply, (await Accept(help)).Reply);
    }

    [Fact]
    public async Task What_needs_a_card_is_answered_through_the_outbox()
    {
        var answered = await Answered(Town.Li, "走访");
        Assert.IsType<PassiveReply.None>(answered.Reply);
        Assert.True(answered.Queued);
        Assert.Equal([OutboxKind.Card], (await Due()).Select(row => row.Kind));
    }

    [Fact]
    public async Task A_stranger_learns_how_to_be_added_and_nothing_about_any_household()
    {
        foreach (var text in (string[])["走访", "王建国", "DJ-001", "进度", "台账"])
        {
            var reply = Assert.IsType<PassiveReply.Text>((await Answered("stranger", text)).Reply).Content;
            Assert.Contains("“stranger”", reply, StringComparison.Ordinal);
            Assert.DoesNotContain(Town.Roster.Households, household => reply.Contains(household.Head, StringComparison.Ordinal));
        }
        Assert.Null(await Session("stranger"));
        Assert.Empty(await Due());
    }

    [Fact]
    public async Task Someone_who_is_no_longer_active_is_turned_away()
    {
        await Database.Write(async tx =>
        {
            var person = await People.Find(tx, Town.Li);
            await People.Save(tx, [person! with { Active = false }]);
        });
        Assert.Contains("停用", Assert.IsType<PassiveReply.Text>((await Answered(Town.Li, "走访")).Reply).Content, StringComparison.Ordinal);
        Assert.Null(await Session(Town.Li));
    }

    [Fact]
    public async Task A_turn_that_throws_is_parked_after_three_tries_and_the_next_message_works()
    {
        await Break(Town.Li);
        var poison = Message(Town.Li, "走访");
        Assert.True((await Accept(poison)).Waits);
        Assert.Null((await Inbox(poison))!.Reply);

        // While it is pending, what comes later waits behind it.
        var later = Message(Town.Li, "帮助");
        Assert.True((await Accept(later)).Waits);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(InboxState.Pending, (await Inbox(poison))!.State);
            Assert.True(await turns.RunPending(Town.Li));
        }
        var parked = await Inbox(poison);
        Assert.Equal((InboxState.Parked, 3), (parked!.State, parked.Attempts));
        Assert.Contains("Exception", parked.Error, StringComparison.Ordinal);
        Assert.Contains(await Due(), row => row.Payload.Contains("没处理成", StringComparison.Ordinal));

        await Mend(Town.Li);
        Assert.True(await turns.RunPending(Town.Li));
        Assert.Equal(InboxState.Done, (await Inbox(later))!.State);
        Assert.False(await turns.RunPending(Town.Li));
        Assert.IsType<PassiveReply.Text>((await Answered(Town.Li, "帮助")).Reply);
    }

    [Fact]
    public async Task A_turn_that_throws_leaves_nothing_of_itself_and_nobody_else_waits()
    {
        await Break(Town.Li);
        var before = await Session(Town.Li);
        await Answered(Town.Li, "走访");
        Assert.Equal(before, await Session(Town.Li));
        Assert.Empty(await Due());
        Assert.IsType<PassiveReply.Text>((await Answered(Town.Zhang, "帮助")).Reply);
    }

    [Fact]
    public async Task A_persons_inputs_run_in_the_order_in_which_they_were_accepted()
    {
        await Break(Town.Li);
        string[] texts = ["走访", "赵桂芳", "电话", "她去女儿家了"];
        foreach (var text in texts)
            Assert.True((await Answered(Town.Li, text)).Waits);
        await Mend(Town.Li);
        while (await turns.RunPending(Town.Li))
        {
        }
        var asking = Assert.IsType<Activity.Asking>(Bot.Conversations.Session.FromJson(await Session(Town.Li)).Activity);
        Assert.Equal(("她去女儿家了", "m_income_change"), (asking.Draft.Answers["m_mode_note"], asking.Path));
    }

    [Fact]
    public async Task Of_those_who_share_a_commit_only_the_one_whose_turn_throws_waits()
    {
        await Break(Town.Li);
        string[] people = [Town.Zhang, Town.Li, Town.Zhou, Town.Liu, Town.Sun];
        var answers = await Task.WhenAll(people.Select(userid => Task.Run(() => Answered(userid, "帮助"))));
        foreach (var (userid, answer) in people.Zip(answers))
            Assert.Equal(userid == Town.Li, answer.Waits);
    }

    [Fact]
    public async Task Two_processes_at_one_conversation_lose_none_of_its_turns()
    {
        var other = new TurnRunner(Database, Repository.Pack, clock, new TurnSignal());
        await Answered(Town.Li, "走访");
        var before = Bot.Conversations.Session.FromJson(await Session(Town.Li)).Step;
        TurnRunner[] both = [turns, other];

        await Task.WhenAll(Enumerable.Range(0, 12).Select(turn => Message(Town.Li, "走访")).ToList().Select((message, turn) =>
            Task.Run(() => both[turn % 2].Accept(Incoming.Parse(message)!, message, clock.GetTimestamp()))));
        while (await turns.RunPending(Town.Li))
        {
        }

        Assert.Equal(before + 12, Bot.Conversations.Session.FromJson(await Session(Town.Li)).Step);
    }

    [Fact]
    public async Task Somebody_who_left_since_their_last_message_is_turned_away()
    {
        await Answered(Town.Li, "进度");
        await Database.Write(tx => tx.Execute("UPDATE person SET active = 0 WHERE userid = @userid", new { userid = Town.Li }));

        var answered = await Answered(Town.Li, "走访");

        Assert.Equal(new PassiveReply.Text(Repository.Pack.Messages.Say(ChannelMessages.NotActive, ("userid", Town.Li))), answered.Reply);
        Assert.False(answered.Queued);
    }

    [Fact]
    public async Task What_another_process_keeps_of_a_person_goes_first()
    {
        await Answered(Town.Li, "进度");
        await Database.Write(tx => Store.Inbox.Keep(tx, "elsewhere", Town.Li, Message(Town.Li, "走访"), clock.GetUtcNow()));

        Assert.True((await Answered(Town.Li, "1")).Waits);

        while (await turns.RunPending(Town.Li))
        {
        }
        Assert.IsType<Activity.Asking>(Bot.Conversations.Session.FromJson(await Session(Town.Li)).Activity);
    }

    [Fact]
    public async Task What_was_answered_too_late_for_the_callback_goes_through_the_outbox()
    {
        var late = new LateClock(clock);
        var answered = await new TurnRunner(Database, Repository.Pack, late, new TurnSignal()).Accept(
            Incoming.Parse(Message(Town.Li, "帮助"))!, Message(Town.Li, "帮助"), began: 0);
        Assert.IsType<PassiveReply.None>(answered.Reply);
        Assert.Single(await Due());
    }

    [Fact]
    public async Task An_event_that_means_nothing_is_taken_in_silence()
    {
        var answered = await Accept($"<xml><FromUserName>{Town.Li}</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>close_inactive_agent</Event></xml>");
        Assert.IsType<PassiveReply.None>(answered.Reply);
        Assert.False(answered.Waits);
        Assert.Null(await Session(Town.Li));
    }

    private Task<Answered> Answered(string userid, string text) => Accept(Message(userid, text));

    private Task<Answered> Accept(string xml) => turns.Accept(Incoming.Parse(xml)!, xml, clock.GetTimestamp());

    private string Message(string userid, string text) =>
        $"<xml><FromUserName>{userid}</FromUserName><CreateTime>1659488400</CreateTime><MsgType>text</MsgType><Content>{text}</Content><MsgId>{Interlocked.Increment(ref said)}</MsgId><AgentID>1</AgentID></xml>";

    private Task<InboxRow?> Inbox(string xml) => Database.Write(async tx =>
        await Store.Inbox.Find(tx, (await Store.Inbox.Keep(tx, Incoming.Parse(xml)!.DedupKey, Town.Li, xml, clock.GetUtcNow())).Id));

    private async Task<string?> Session(string userid) => (await Database.Read(tx => Sessions.Load(tx, userid)))?.State;

    private Task<IReadOnlyList<OutboxRow>> Due() => Database.Read(tx => Outbox.Due(tx, clock.GetUtcNow(), 100));

    // A session that is no session: every turn of this person throws.
    private Task Break(string userid) => Database.Write(tx => Sessions.Save(tx, userid, "{broken", clock.GetUtcNow()));

    private Task Mend(string userid) => Database.Write(tx => Sessions.Save(tx, userid, "", clock.GetUtcNow()));

    /// <summary>A clock on which four seconds have passed since the request came in.</summary>
    private sealed class LateClock(TestClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => TimestampFrequency * 4;
    }
}
