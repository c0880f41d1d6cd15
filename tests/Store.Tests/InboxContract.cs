using System.Data.Common;
using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What people send: kept once, answered once, in order.</summary>
public abstract class InboxContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    protected override Task Seed() => Write(SmallCounty.Seed);

    [Fact]
    public async Task Whoever_writes_is_found_with_their_session()
    {
        await Write(tx => Sessions.Save(tx, "ann", """{"at":3}""", Now));

        var ann = await Look("m1", "ann");

        Assert.Equal((null, false), (ann.Seen, ann.OlderPending));
        Assert.Equal(("ann", "Dong", "An"), (ann.Person!.Userid, ann.Person.VillageName, ann.Person.TownName));
        Assert.Equal(new StoredSession("ann", """{"at":3}""", Now), ann.Session);
    }

    [Fact]
    public async Task Several_are_found_at_once_each_with_their_own()
    {
        await Write(tx => Sessions.Save(tx, "ann", "{}", Now));
        await Keep("m1", "bob");
        var kept = await Keep("m4", "ann");

        var found = await Read(tx => Inbox.Look(tx, [new("m2", "bob"), new("m3", "stranger"), new("m4", "ann"), new("m5", "ann")]));

        Assert.Equal(["bob", null, "ann", "ann"], found.Select(each => each.Person?.Userid));
        Assert.Equal([true, false, true, true], found.Select(each => each.OlderPending));
        Assert.Equal([null, null, "{}", "{}"], found.Select(each => each.Session?.State));
        Assert.Equal([null, null, kept.Id, null], found.Select(each => each.Seen?.Id));
    }

    [Fact]
    public async Task Somebody_unknown_is_kept_too()
    {
        await Keep("m1", "stranger");

        var again = await Look("m1", "stranger");

        Assert.Equal(InboxState.Pending, again.Seen!.State);
        Assert.Null(again.Person);
        Assert.Null(again.Session);
    }

    [Fact]
    public async Task A_repeated_delivery_gets_the_first_ones_reply()
    {
        await Write(tx => Inbox.Finish(tx, [Turn("m1", "ann", 0, "a1")]));

        var again = await Keep("m1", "ann");

        Assert.Equal((InboxState.Done, "thanks"), (again.State, again.Reply));
        Assert.Equal(again, (await Look("m1", "ann")).Seen);
    }

    [Fact]
    public async Task Of_many_deliveries_at_once_exactly_one_is_kept()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => Keep("m1", "ann"))));

        Assert.Single(kept.Distinct());
        Assert.Equal(1, await Read(tx => tx.Scalar<int>("SELECT count(*) FROM inbox")));
    }

    [Fact]
    public async Task What_was_sent_earlier_comes_first()
    {
        var first = await Keep("m1", "ann");
        var second = await Keep("m2", "ann");

        Assert.True((await Look("m3", "ann")).OlderPending);
        Assert.False((await Look("m3", "bob")).OlderPending);

        Assert.Equal(first.Id, await NextId("ann"));
        await Write(tx => Inbox.Complete(tx, first.Id));
        Assert.Equal(second.Id, await NextId("ann"));
        await Write(tx => Inbox.Complete(tx, second.Id));
        Assert.Null(await NextId("ann"));
    }

    [Fact]
    public async Task A_message_is_ended_once()
    {
        var kept = await Keep("m1", "ann");
        Assert.True(await Write(tx => Inbox.Complete(tx, kept.Id)));

        Assert.False(await Write(tx => Inbox.Complete(tx, kept.Id)));
        Assert.Equal(0, await Write(tx => Inbox.Fail(tx, kept.Id, "broken")));
        await Write(tx => Inbox.Park(tx, kept.Id, "broken"));
        Assert.Equal((InboxState.Done, ""), await StateOf("m1"));
    }

    [Fact]
    public async Task A_pending_message_comes_back_with_all_a_turn_needs()
    {
        var kept = await Write(tx => Inbox.Keep(tx, "m1", "ann", "<xml>走访</xml>", Now));
        await Write(tx => Sessions.Save(tx, "ann", "{}", Now));

        var next = (await Write(tx => Inbox.NextPending(tx, "ann")))!;

        Assert.Equal((kept.Id, "m1", Now, 0), (next.Row.Id, next.Row.DedupKey, next.Row.ReceivedAt, next.Row.Attempts));
        Assert.Equal("<xml>走访</xml>", next.Payload);
        Assert.Equal("Dong", next.Person!.VillageName);
        Assert.Equal("{}", next.Session!.State);
    }

    [Fact]
    public async Task Replies_that_were_taken_are_noted_together()
    {
        await Write(tx => Inbox.Finish(tx, [Turn("m1", "ann", 0, "a1"), Turn("m2", "bob", 0, "b1"), Turn("m3", "cat", 0, "c1")]));

        Assert.Equal(2, await Write(tx => Inbox.TakeReplies(tx, ["m1", "m2"])));

        Assert.Equal(0, await Write(tx => Inbox.TakeReplies(tx, ["m1", "m2"])));
        Assert.Equal(["m3"], await Untaken(Now));
        Assert.Equal(1, await Write(tx => Inbox.TakeReplies(tx, ["m3", "m2"])));
        Assert.Empty(await Untaken(Now));
    }

    [Fact]
    public async Task A_parked_message_is_visible_and_blocks_nothing()
    {
        var poison = await Keep("m1", "ann");
        Assert.Equal(1, await Write(tx => Inbox.Fail(tx, poison.Id, "broken")));
        Assert.Equal(2, await Write(tx => Inbox.Fail(tx, poison.Id, "broken again")));
        await Write(tx => Inbox.Park(tx, poison.Id, "broken for good"));

        Assert.False((await Look("m2", "ann")).OlderPending);
        var parked = Assert.Single(await Read(tx => Inbox.Parked(tx, 10)));
        Assert.Equal((poison.Id, InboxState.Parked, "broken for good", 2), (parked.Id, parked.State, parked.Error, parked.Attempts));
    }

    [Fact]
    public async Task People_whose_messages_wait_are_named_longest_waiting_first()
    {
        await Keep("m1", "bob");
        await Keep("m2", "ann");
        await Keep("m3", "bob");
        await Write(async tx => await Inbox.Complete(tx, (await Inbox.Keep(tx, "m4", "cat", "<xml/>", Now)).Id));

        Assert.Equal(["bob", "ann"], await Read(tx => Inbox.PendingPeople(tx, 10)));
        Assert.Equal(["bob"], await Read(tx => Inbox.PendingPeople(tx, 1)));
    }

    [Fact]
    public async Task Finished_turns_leave_sessions_and_replies_together()
    {
        await Write(tx => Sessions.Save(tx, "bob", "b0", Now));

        await Write(tx => Inbox.Finish(tx, [Turn("m1", "ann", 0, "a1"), Turn("m2", "bob", 1, "b1"), Turn("m3", "cat", 0, null)]));
        await Write(tx => Inbox.Finish(tx, [Turn("m4", "ann", 1, "a2")]));

        Assert.Equal(("a2", "b1"), (await SessionOf("ann"), await SessionOf("bob")));
        Assert.Null(await SessionOf("cat"));
        foreach (var key in (string[])["m1", "m2", "m3", "m4"])
            Assert.Equal((InboxState.Done, "thanks"), await StateOf(key));
        Assert.Equal("<xml/>", Cipher.Decrypt((await Read(async tx => await Inbox.Find(tx, (await Look(tx, "m2")).Id)))!.Payload));
    }

    [Theory]
    [InlineData(0, "ann")]
    [InlineData(1, "ann")]
    public async Task A_turn_that_began_with_another_session_leaves_nothing_nor_do_those_that_share_its_commit(long before, string userid)
    {
        await Write(tx => Sessions.Save(tx, userid, "a0", Now));
        await Write(tx => Sessions.Save(tx, userid, "a1", Now));

        await Assert.ThrowsAnyAsync<DbException>(
            () => Write(tx => Inbox.Finish(tx, [Turn("m1", "bob", 0, "b1"), Turn("m2", userid, before, "a2")])));

        Assert.Equal("a1", await SessionOf(userid));
        Assert.Null(await SessionOf("bob"));
        Assert.Null((await Look("m1", "bob")).Seen);
        Assert.Null((await Look("m2", userid)).Seen);
    }

    [Fact]
    public async Task A_turn_whose_message_was_kept_meanwhile_leaves_nothing()
    {
        await Keep("m1", "ann");

        await Assert.ThrowsAnyAsync<DbException>(() => Write(tx => Inbox.Finish(tx, [Turn("m1", "ann", 0, "a1")])));

        Assert.Null(await SessionOf("ann"));
        Assert.Equal((InboxState.Pending, null), await StateOf("m1"));
    }

    [Fact]
    public async Task A_conversation_moves_on_from_where_it_is_and_from_nowhere_else()
    {
        await Write(tx => Sessions.Move(tx, new SessionMove("ann", 0, "a1", Now)));
        await Write(tx => Sessions.Move(tx, new SessionMove("ann", 1, "a2", Now.AddSeconds(1))));

        await Assert.ThrowsAnyAsync<DbException>(() => Write(tx => Sessions.Move(tx, new SessionMove("ann", 1, "a3", Now))));
        await Assert.ThrowsAnyAsync<DbException>(() => Write(tx => Sessions.Move(tx, new SessionMove("ann", 0, "a3", Now))));

        Assert.Equal(new StoredSession("ann", "a2", Now.AddSeconds(1), 2), await Read(tx => Sessions.Load(tx, "ann")));
    }

    [Fact]
    public async Task A_reply_no_response_has_taken_is_found_after_a_while_and_taken_once()
    {
        await Write(tx => Inbox.Finish(tx, [Turn("taken", "ann", 0, "a1"), Turn("untaken", "bob", 0, "b1"), Turn("empty", "cat", 0, "c1") with { Reply = "" }]));
        Assert.Equal(1, await Write(tx => Inbox.TakeReplies(tx, ["taken"])));

        Assert.Equal(["untaken"], await Untaken(Now));
        Assert.Empty(await Untaken(Now.AddSeconds(-1)));
        Assert.Equal(1, await Write(tx => Inbox.TakeReplies(tx, ["untaken"])));
        Assert.Equal(0, await Write(tx => Inbox.TakeReplies(tx, ["untaken"])));
        Assert.Empty(await Untaken(Now));
    }

    [Fact]
    public async Task What_waits_is_taken_in_the_order_in_which_it_was_written()
    {
        foreach (var (key, written) in new[] { ("third", 3), ("first", 1), ("second", 2), ("second too", 2) })
            await Write(tx => Inbox.Keep(tx, key, "ann", "<xml/>", Now, Now.AddSeconds(written)));
        var order = new List<string>();
        while (await Read(tx => Inbox.NextPending(tx, "ann")) is { } next)
        {
            order.Add(next.Row.DedupKey);
            await Write(tx => Inbox.Park(tx, next.Row.Id, "done"));
        }
        Assert.Equal(["first", "second", "second too", "third"], order);
    }

    private async Task<IEnumerable<string>> Untaken(DateTimeOffset receivedBefore) =>
        (await Read(tx => Inbox.Untaken(tx, receivedBefore, 10))).Select(row => row.DedupKey);

    private Finished Turn(string key, string userid, long before, string? after) =>
        new(key, userid, Cipher.Encrypt("<xml/>"), Now, "thanks", before, after);

    private Task<KeptMessage> Keep(string key, string userid) => Write(tx => Inbox.Keep(tx, key, userid, "<xml/>", Now));

    private async Task<Standing> Look(string key, string userid) =>
        Assert.Single(await Read(tx => Inbox.Look(tx, [new IncomingKey(key, userid)])));

    private static async Task<KeptMessage> Look(Tx tx, string key) => (await Inbox.Look(tx, [new IncomingKey(key, "")]))[0].Seen!;

    private async Task<(InboxState State, string? Reply)> StateOf(string key)
    {
        var seen = await Read(tx => Look(tx, key));
        return (seen.State, seen.Reply);
    }

    private async Task<string?> SessionOf(string userid) => (await Read(tx => Sessions.Load(tx, userid)))?.State;

    private Task<long?> NextId(string userid) => Read(async tx => (await Inbox.NextPending(tx, userid))?.Row.Id);
}
