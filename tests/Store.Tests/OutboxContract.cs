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

    private static Outgoing Text(string userid, string text) => new(userid, "text", text, Now);

    private Task<int> Add(params Outgoing[] messages) => Write(tx => Outbox.Add(tx, messages, Now));

    private Task<IReadOnlyList<long>> Claim(IReadOnlyCollection<long> ids) => Write(tx => Outbox.Claim(tx, ids, Now, Later));

    private async Task<IEnumerable<string>> DueTexts(DateTimeOffset now) =>
        (await Read(tx => Outbox.Due(tx, now, 100))).Select(row => row.Payload);
}
