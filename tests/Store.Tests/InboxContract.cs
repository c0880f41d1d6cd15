using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What people send: kept once, answered once, in order.</summary>
public abstract class InboxContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    protected override Task Seed() => Write(SmallCounty.Seed);

    [Fact]
    public async Task A_new_message_is_kept_and_brings_its_sender_and_session_along()
    {
        await Write(tx => Sessions.Save(tx, "ann", """{"at":3}""", Now));

        var accepted = await Accept("m1", "ann");

        Assert.True(accepted.MayRun);
        Assert.Equal((InboxState.Pending, (string?)null), (accepted.State, accepted.Reply));
        Assert.Equal(("ann", "Dong", "An"), (accepted.Person!.Userid, accepted.Person.VillageName, accepted.Person.TownName));
        Assert.Equal(new StoredSession("ann", """{"at":3}""", Now), accepted.Session);
    }

    [Fact]
    public async Task Somebody_unknown_is_kept_too()
    {
        var accepted = await Accept("m1", "stranger");

        Assert.True(accepted.MayRun);
        Assert.Null(accepted.Person);
        Assert.Null(accepted.Session);
    }

    [Fact]
    public async Task A_repeated_delivery_gets_the_first_ones_reply()
    {
        var first = await Accept("m1", "ann");
        await Write(tx => Inbox.Complete(tx, first.Id, "thanks"));

        var again = await Accept("m1", "ann");

        Assert.False(again.IsNew);
        Assert.False(again.MayRun);
        Assert.Equal((first.Id, InboxState.Done, "thanks"), (again.Id, again.State, again.Reply));
    }

    [Fact]
    public async Task Of_many_deliveries_at_once_exactly_one_is_new()
    {
        var accepted = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => Accept("m1", "ann"))));

        Assert.Single(accepted, each => each.IsNew);
        Assert.Single(accepted.Select(each => each.Id).Distinct());
    }

    [Fact]
    public async Task What_was_sent_earlier_comes_first()
    {
        var first = await Accept("m1", "ann");
        var second = await Accept("m2", "ann");
        var bobs = await Accept("m3", "bob");

        Assert.False(first.OlderPending);
        Assert.True(second.OlderPending);
        Assert.False(second.MayRun);
        Assert.True(bobs.MayRun);

        Assert.Equal(first.Id, await NextId("ann"));
        await Write(tx => Inbox.Complete(tx, first.Id, ""));
        Assert.Equal(second.Id, await NextId("ann"));
        await Write(tx => Inbox.Complete(tx, second.Id, null));
        Assert.Null(await NextId("ann"));
    }

    [Fact]
    public async Task A_pending_message_comes_back_with_all_a_turn_needs()
    {
        var accepted = await Write(tx => Inbox.AcceptAndLoad(tx, "m1", "ann", "<xml>走访</xml>", Now));
        await Write(tx => Sessions.Save(tx, "ann", "{}", Now));

        var next = (await Write(tx => Inbox.NextPending(tx, "ann")))!;

        Assert.Equal((accepted.Id, "m1", Now, 0), (next.Row.Id, next.Row.DedupKey, next.Row.ReceivedAt, next.Row.Attempts));
        Assert.Equal("<xml>走访</xml>", next.Payload);
        Assert.Equal("Dong", next.Person!.VillageName);
        Assert.Equal("{}", next.Session!.State);
    }

    [Fact]
    public async Task Replies_that_were_taken_are_noted_together()
    {
        var ids = new List<long>();
        foreach (var key in (string[])["m1", "m2", "m3"])
        {
            ids.Add((await Accept(key, "ann")).Id);
            await Write(tx => Inbox.Complete(tx, ids[^1], "thanks"));
        }

        Assert.Equal(2, await Write(tx => Inbox.TakeReplies(tx, ids[..2], Now)));

        Assert.Equal(0, await Write(tx => Inbox.TakeReplies(tx, ids[..2], Now)));
        Assert.Equal([ids[2]], (await Read(tx => Inbox.Untaken(tx, Now, 10))).Select(row => row.Id));
    }

    [Fact]
    public async Task A_parked_message_is_visible_and_blocks_nothing()
    {
        var poison = await Accept("m1", "ann");
        Assert.Equal(1, await Write(tx => Inbox.Fail(tx, poison.Id, "broken")));
        Assert.Equal(2, await Write(tx => Inbox.Fail(tx, poison.Id, "broken again")));
        await Write(tx => Inbox.Park(tx, poison.Id, "broken for good"));

        Assert.True((await Accept("m2", "ann")).MayRun);
        var parked = Assert.Single(await Read(tx => Inbox.Parked(tx, 10)));
        Assert.Equal((poison.Id, InboxState.Parked, "broken for good", 2), (parked.Id, parked.State, parked.Error, parked.Attempts));
    }

    [Fact]
    public async Task People_whose_messages_wait_are_named_longest_waiting_first()
    {
        await Accept("m1", "bob");
        await Accept("m2", "ann");
        await Accept("m3", "bob");
        await Write(async tx => await Inbox.Complete(tx, (await Inbox.AcceptAndLoad(tx, "m4", "cat", "<xml/>", Now)).Id, ""));

        Assert.Equal(["bob", "ann"], await Read(tx => Inbox.PendingPeople(tx, 10)));
        Assert.Equal(["bob"], await Read(tx => Inbox.PendingPeople(tx, 1)));
    }

    [Fact]
    public async Task A_finished_turn_leaves_session_and_reply_together()
    {
        var accepted = await Accept("m1", "ann");
        await Write(tx => Inbox.Finish(tx, accepted.Id, "thanks", "ann", """{"at":1}""", Now));
        await Write(tx => Inbox.Finish(tx, accepted.Id, "thanks", "ann", """{"at":2}""", Now.AddSeconds(1)));

        Assert.Equal(new StoredSession("ann", """{"at":2}""", Now.AddSeconds(1)), await Read(tx => Sessions.Load(tx, "ann")));
        Assert.Equal("thanks", (await Read(tx => Inbox.Find(tx, accepted.Id)))!.Reply);
        Assert.Equal(InboxState.Done, (await Read(tx => Inbox.Find(tx, accepted.Id)))!.State);
    }

    [Fact]
    public async Task A_reply_no_response_has_taken_is_found_after_a_while_and_taken_once()
    {
        var taken = await Accept("m1", "ann");
        var untaken = await Accept("m2", "bob");
        var empty = await Accept("m3", "cat");
        await Write(async tx =>
        {
            await Inbox.Complete(tx, taken.Id, "thanks");
            await Inbox.Complete(tx, untaken.Id, "thanks");
            await Inbox.Complete(tx, empty.Id, "");
        });
        Assert.True(await Write(tx => Inbox.TakeReply(tx, taken.Id, Now)));

        Assert.Equal([untaken.Id], (await Read(tx => Inbox.Untaken(tx, Now, 10))).Select(row => row.Id));
        Assert.Empty(await Read(tx => Inbox.Untaken(tx, Now.AddSeconds(-1), 10)));
        Assert.True(await Write(tx => Inbox.TakeReply(tx, untaken.Id, Now)));
        Assert.False(await Write(tx => Inbox.TakeReply(tx, untaken.Id, Now)));
        Assert.Empty(await Read(tx => Inbox.Untaken(tx, Now, 10)));
    }

    private Task<Accepted> Accept(string key, string userid) => Write(tx => Inbox.AcceptAndLoad(tx, key, userid, "<xml/>", Now));

    private Task<long?> NextId(string userid) => Write(async tx => (await Inbox.NextPending(tx, userid))?.Row.Id);
}
