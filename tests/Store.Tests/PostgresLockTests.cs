using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What is PostgreSQL's own: turns of one person that overlap. (On SQLite no two writes ever do.)</summary>
[Trait("needs", "postgres")]
public sealed class PostgresLockTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = Databases.Opened;

    private TestDatabase test = null!;

    private Database Database => test.Database;

    public async ValueTask InitializeAsync() => test = await Databases.Postgres();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task While_a_persons_turn_runs_what_they_send_is_only_kept()
    {
        var (turn, goOn) = await RunningTurn("ann");

        var second = await Accept("m2", "ann");
        var bobs = await Accept("m3", "bob");

        Assert.True(second.IsNew);
        Assert.False(second.IsFree);
        Assert.False(second.MayRun);
        Assert.True(bobs.MayRun);
        Assert.Null(await Database.Write(tx => Inbox.NextPending(tx, "ann")));

        goOn.SetResult();
        await turn;
        Assert.Equal(second.Id, (await Database.Write(tx => Inbox.NextPending(tx, "ann")))!.Row.Id);
    }

    [Fact]
    public async Task The_next_turn_sees_what_the_one_before_it_left()
    {
        var (turn, goOn) = await RunningTurn("ann");
        goOn.SetResult();
        await turn;

        Assert.Equal("m1", (await Accept("m2", "ann")).Session!.State);
    }

    [Fact]
    public async Task A_lock_goes_with_its_transaction_even_if_that_fails()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Database.Write(async tx =>
        {
            Assert.True((await Inbox.AcceptAndLoad(tx, "m1", "ann", "<xml/>", Now)).IsFree);
            throw new TimeoutException();
        }));

        var again = await Accept("m1", "ann");
        Assert.True(again.MayRun);
    }

    [Fact]
    public async Task One_ledger_is_not_made_by_two()
    {
        await Database.Write(tx => LedgerRequests.Add(tx, "eve", "a3", "", "", "", Now));
        var taken = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var maker = Database.Write(async tx =>
        {
            var request = await LedgerRequests.Next(tx, Now, Now.AddDays(-1));
            taken.SetResult();
            await goOn.Task;
            return request;
        });
        await taken.Task;

        Assert.Null(await Database.Write(tx => LedgerRequests.Next(tx, Now, Now.AddDays(-1))));
        goOn.SetResult();
        Assert.NotNull(await maker);
    }

    // A turn of m1 that has saved its session and not yet committed.
    private async Task<(Task Turn, TaskCompletionSource GoOn)> RunningTurn(string userid)
    {
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var turn = Database.Write(async tx =>
        {
            var accepted = await Inbox.AcceptAndLoad(tx, "m1", userid, "<xml/>", Now);
            await Inbox.Finish(tx, accepted.Id, "thanks", userid, "m1", Now);
            reached.SetResult();
            await goOn.Task;
        });
        await reached.Task;
        return (turn, goOn);
    }

    private Task<Accepted> Accept(string key, string userid) =>
        Database.Write(tx => Inbox.AcceptAndLoad(tx, key, userid, "<xml/>", Now));
}
