using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What is to be sent, and what became of it.</summary>
public abstract class OutboxContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    private static readonly DateTimeOffset Later = Now.AddMinutes(5);

    [Fact]
    public async Task Messages_are_due_in_the_order_in_which_they_were_added()
    {
        await Add(Text("ann", "1"), Text("bob", "2"), Text("ann", "3"), Text("ann", "tomorrow") with { NotBefore = Now.AddDays(1) });

        Assert.Equal(["1", "2", "3"], await DueTexts(Now));
        Assert.Equal(["1", "2"], (await Read(tx => Outbox.Due(tx, Now, 2))).Select(row => row.Payload));
        Assert.Equal(["1", "2", "3", "tomorrow"], await DueTexts(Now.AddDays(1)));
        Assert.Equal(3, await Read(tx => Outbox.PendingCount(tx, Now)));
    }

    [Fact]
    public async Task The_same_message_under_the_same_key_is_added_once()
    {
        Assert.Equal(1, await Add(Text("ann", "1") with { DedupKey = "reminder 7" }));
        Assert.Equal(1, await Add(Text("ann", "again") with { DedupKey = "reminder 7" }, Text("ann", "2") with { DedupKey = "reminder 8" }));
        Assert.Equal(2, await Add(Text("ann", "3"), Text("ann", "3")));

        Assert.Equal(["1", "2", "3", "3"], await DueTexts(Now));
    }

    [Fact]
    public async Task A_claimed_message_is_nobody_elses_until_the_claim_runs_out()
    {
        await Add(Text("ann", "1"), Text("bob", "2"));
        var ids = (await Read(tx => Outbox.Due(tx, Now, 10))).Select(row => row.Id).ToList();

        Assert.Equal(ids, await Claim(ids));
        Assert.Empty(await Claim(ids));
        Assert.Empty(await DueTexts(Now));
        Assert.Equal(["1", "2"], await DueTexts(Later));
        Assert.Equal(1, (await Read(tx => Outbox.Due(tx, Later, 1)))[0].Attempts);
    }

    [Fact]
    public async Task A_message_is_claimed_by_one_of_many_pumps()
    {
        await Add([.. Enumerable.Range(0, 20).Select(number => Text($"person {number}", "1"))]);
        var ids = (await Read(tx => Outbox.Due(tx, Now, 100))).Select(row => row.Id).ToList();

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Claim(ids))));

        Assert.Equal(ids, claims.SelectMany(claim => claim).Order());
    }

    [Fact]
    public async Task A_message_being_retried_holds_back_that_persons_later_ones_only()
    {
        await Add(Text("ann", "1"), Text("ann", "2"), Text("bob", "3"));
        var first = (await Read(tx => Outbox.Due(tx, Now, 1)))[0].Id;
        await Claim([first]);
        await Write(tx => Outbox.MarkRetry(tx, [first], Later, "busy"));

        Assert.Equal(["3"], await DueTexts(Now));
        Assert.Equal(["1", "2", "3"], await DueTexts(Later));
        Assert.Equal("busy", (await Read(tx => Outbox.Due(tx, Later, 1)))[0].Error);
    }

    [Fact]
    public async Task A_message_meant_for_later_holds_nothing_back()
    {
        await Add(Text("ann", "tomorrow") with { NotBefore = Now.AddDays(1) }, Text("ann", "now"));

        Assert.Equal(["now"], await DueTexts(Now));
    }

    [Fact]
    public async Task A_sent_message_is_never_due_again_and_its_card_is_found_by_its_task()
    {
        await Add(Text("ann", "1") with { Kind = "template_card", TaskId = "t1" }, Text("bob", "2"));
        var ids = (await Read(tx => Outbox.Due(tx, Now, 10))).Select(row => row.Id).ToList();
        await Claim(ids);
        await Write(tx => Outbox.MarkSent(tx, ids, "msg 5", "code 6", Now));

        Assert.Empty(await DueTexts(Later));
        var card = (await Read(tx => Outbox.OfTask(tx, "t1")))!;
        Assert.Equal((OutboxState.Sent, Now, "msg 5", "code 6", "ann"), (card.State, card.SentAt, card.Msgid, card.ResponseCode, card.Userid));
        Assert.Null(await Read(tx => Outbox.OfTask(tx, "t2")));
    }

    [Fact]
    public async Task What_did_not_arrive_is_visible_and_not_sent_again()
    {
        await Add(Text("ann", "1"), Text("bob", "2"));
        var ids = (await Read(tx => Outbox.Due(tx, Now, 10))).Select(row => row.Id).ToList();
        await Write(tx => Outbox.MarkUndeliverable(tx, [ids[0]], "not in the visible range"));
        await Write(tx => Outbox.MarkUnknown(tx, [ids[1]], "timed out"));

        Assert.Empty(await DueTexts(Later));
        Assert.Equal(
            [(OutboxState.Unknown, "timed out"), (OutboxState.Undeliverable, "not in the visible range")],
            (await Read(tx => Outbox.NotDelivered(tx, 10))).Select(row => (row.State, row.Error!)));
    }

    [Fact]
    public async Task A_message_of_a_turn_that_failed_is_never_sent()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Write(async tx =>
        {
            await Outbox.Add(tx, [Text("ann", "1")], Now);
            throw new TimeoutException();
        }));

        Assert.Empty(await DueTexts(Later));
    }

    [Fact]
    public async Task Of_each_person_what_has_to_go_first_comes_next()
    {
        await Add(Text("ann", "1"), Text("ann", "2"), Text("bob", "3"), Text("bob", "4"), Text("eve", "later") with { NotBefore = Now.AddDays(1) }, Text("eve", "5"));
        Assert.Equal(["1", "3", "5"], await NextTexts(Now));
        var first = (await Read(tx => Outbox.Next(tx, Now, 1)))[0].Id;
        await Write(tx => Outbox.Hold(tx, [first], Later));
        Assert.Equal(["3", "5"], await NextTexts(Now));
        Assert.Equal(["1", "3", "5"], await NextTexts(Later));
        Assert.Equal(0, (await Read(tx => Outbox.Next(tx, Later, 1)))[0].Attempts);
    }

    [Fact]
    public async Task What_a_dead_pump_had_called_is_known_with_its_call()
    {
        await Add(Text("ann", "same"), Text("bob", "same"), Text("eve", "other"));
        var ids = (await Read(tx => Outbox.Next(tx, Now, 10))).Select(row => row.Id).ToList();
        await Claim(ids);
        await Write(tx => Outbox.MarkCalled(tx, ids.Take(2).ToList(), "call 1", guarded: true, Now));
        await Write(tx => Outbox.MarkCalled(tx, [ids[2]], "", guarded: false, Now));

        var rows = await Read(tx => Outbox.Next(tx, Later, 10));
        Assert.Equal([("call 1", true, Now), ("call 1", true, Now), ("", false, Now)], rows.Select(row => (row.CallId, row.Guarded, row.CalledAt!.Value)));
        Assert.Equal(ids.Take(2), (await Read(tx => Outbox.OfCall(tx, "call 1"))).Select(row => row.Id));
        await Write(tx => Outbox.MarkDoubt(tx, ids.Take(2).ToList(), Later, "no answer", uncalled: true));
        Assert.Equal((0, Now), (await Read(tx => Outbox.OfCall(tx, "call 1")))[0] is var row ? (row.Attempts, row.CalledAt) : default);
        await Write(tx => Outbox.MarkRetry(tx, ids.Take(2).ToList(), Later, "busy"));
        Assert.Empty(await Read(tx => Outbox.OfCall(tx, "call 1")));
    }

    [Fact]
    public async Task The_like_of_what_a_person_was_sent_lately_is_known()
    {
        await Add(Text("ann", "good"), Text("bob", "other"));
        var sent = (await Read(tx => Outbox.Due(tx, Now, 10))).Select(row => row.Id).ToList();
        await Write(tx => Outbox.MarkSent(tx, sent, null, null, Now));
        await Add(Text("ann", "good"), Text("bob", "good"));
        var ids = (await Read(tx => Outbox.Due(tx, Now, 10))).Select(row => row.Id).ToList();

        Assert.Equal([ids[0]], await Read(tx => Outbox.Alike(tx, ids, Now.AddHours(-4))));
        Assert.Empty(await Read(tx => Outbox.Alike(tx, ids, Now)));
        Assert.Equal([("ann", Now), ("bob", Now)], (await Read(tx => Outbox.SentSince(tx, Now.AddHours(-1)))).Select(one => (one.Userid, one.SentAt)));
    }

    [Fact]
    public async Task Whom_messages_did_not_reach_is_told_by_person_and_reason()
    {
        await Add(Text("ann", "1"), Text("ann", "2"), Text("bob", "3"), Text(OutboxKind.Robot, "call 13800001234"));
        var ids = (await Read(tx => Outbox.Due(tx, Now, 10))).Select(row => row.Id).ToList();
        Assert.Equal(3, ids.Count);
        await Write(tx => Outbox.MarkUndeliverable(tx, ids.Take(2).ToList(), "invaliduser", OutboxReason.Invalid));
        await Write(tx => Outbox.MarkUnknown(tx, [ids[2]], "timed out"));
        Assert.Equal(
            [(OutboxKind.Robot, OutboxReason.Personal, 1), ("ann", OutboxReason.Invalid, 2), ("bob", OutboxReason.Unknown, 1)],
            (await Read(tx => Outbox.NotReached(tx, Scope.Everything, Now.AddDays(-1), 10))).Select(person => (person.Userid, person.Reason, person.Messages)));
        Assert.Empty(await Read(tx => Outbox.NotReached(tx, Scope.Everything, Now.AddDays(1), 10)));
        Assert.Empty(await Read(tx => Outbox.NotReached(tx, new Scope.Area("/x/"), Now.AddDays(-1), 10)));

        await Write(tx => Unreachable.Add(tx, ["ann", "bob"], OutboxReason.Invalid, "invaliduser", Now));
        await Write(tx => Unreachable.Add(tx, ["ann"], Unreachable.Left, "gone", Later));
        await Write(tx => Unreachable.Remove(tx, ["bob"]));
        Assert.Equal([("ann", Unreachable.Left, Now)], (await Read(Unreachable.List)).Select(person => (person.Userid, person.Reason, person.Since)));
    }

    [Fact]
    public async Task The_newest_card_that_can_still_be_changed_is_found_until_its_code_is_used()
    {
        await Add(Text("ann", "1") with { Kind = "template_card", TaskId = "t1" }, Text("ann", "2") with { Kind = "template_card", TaskId = "t2" });
        foreach (var row in await Read(tx => Outbox.Due(tx, Now, 10)))
            await Write(tx => Outbox.MarkSent(tx, [row.Id], "m", $"code {row.TaskId}", Now));
        Assert.Equal("t2", (await Read(tx => Outbox.LastCard(tx, "ann", Now.AddHours(-72))))!.TaskId);
        await Write(tx => Outbox.UseCode(tx, "t2"));
        Assert.Equal("t1", (await Read(tx => Outbox.LastCard(tx, "ann", Now.AddHours(-72))))!.TaskId);
        Assert.Null(await Read(tx => Outbox.LastCard(tx, "ann", Now)));
    }

    [Fact]
    public async Task A_file_lies_in_one_place_until_that_runs_out()
    {
        var file = await Write(tx => Files.Add(tx, "a.xlsx", [1, 2], Now));
        Assert.Null(await Read(tx => Files.Media(tx, file, Now)));
        Assert.Equal("m1", await Write(tx => Files.SetMedia(tx, file, "m1", Later, Now)));
        Assert.Equal("m1", await Write(tx => Files.SetMedia(tx, file, "m2", Later, Now)));
        Assert.Equal("m1", await Read(tx => Files.Media(tx, file, Now)));
        Assert.Null(await Read(tx => Files.Media(tx, file, Later)));
        Assert.Equal("m3", await Write(tx => Files.SetMedia(tx, file, "m3", Later.AddDays(1), Later)));
    }

    [Fact]
    public async Task Evidence_waits_is_kept_and_goes_with_what_it_was_sent_for()
    {
        await Write(tx => Evidence.Add(tx, "ann", "image", "m1", "form", "h1", Now));
        await Write(tx => Evidence.Add(tx, "ann", "image", "m1", "form", "h1", Now));
        var row = Assert.Single(await Read(tx => Evidence.Waiting(tx, Now, 10)));
        await Write(tx => Evidence.Retry(tx, row.Id, Later, "busy"));
        Assert.Empty(await Read(tx => Evidence.Waiting(tx, Now, 10)));
        var file = await Write(tx => Files.Add(tx, "a.jpg", [1], Now));
        Assert.True(await Write(tx => Evidence.Keep(tx, row.Id, file)));
        Assert.False(await Write(tx => Evidence.End(tx, row.Id, EvidenceState.Lost, "late")));
        var kept = (await Read(tx => Evidence.Find(tx, "m1")))!;
        Assert.Equal((EvidenceState.Stored, file, 1), (kept.State, kept.FileId!.Value, kept.Attempts));
    }

    [Fact]
    public async Task What_the_platform_told_is_open_until_somebody_acted_on_it()
    {
        await Write(tx => ChannelEvents.Add(tx, "create_user", "ann", "department=1", Now));
        await Write(tx => ChannelEvents.Add(tx, "delete_user", "bob", "", Later));
        var unhandled = await Read(tx => ChannelEvents.Open(tx, 10));
        Assert.Equal(["create_user", "delete_user"], unhandled.Select(news => news.Kind));
        await Write(tx => ChannelEvents.Handle(tx, [unhandled[0].Id], Later));
        Assert.Equal(["bob"], (await Read(tx => ChannelEvents.Open(tx, 10))).Select(news => news.Subject));
        Assert.Equal(["bob", "ann"], (await Read(tx => ChannelEvents.Since(tx, Now, 10))).Select(news => news.Subject));
    }

    private async Task<IEnumerable<string>> NextTexts(DateTimeOffset now) => (await Read(tx => Outbox.Next(tx, now, 100))).Select(row => row.Payload);

    private static Outgoing Text(string userid, string text) => new(userid, "text", text, Now);

    private Task<int> Add(params Outgoing[] messages) => Write(tx => Outbox.Add(tx, messages, Now));

    private Task<IReadOnlyList<long>> Claim(IReadOnlyCollection<long> ids) => Write(tx => Outbox.Claim(tx, ids, Now, Later));

    private async Task<IEnumerable<string>> DueTexts(DateTimeOffset now) =>
        (await Read(tx => Outbox.Due(tx, now, 100))).Select(row => row.Payload);
}
