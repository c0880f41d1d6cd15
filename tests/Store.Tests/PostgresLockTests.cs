using System.Data.Common;
using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What is PostgreSQL's own: writes that overlap. (On SQLite no two ever do.)</summary>
[Trait("needs", "postgres")]
public sealed class PostgresLockTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = Databases.Opened;

    private TestDatabase test = null!;

    private Database Database => test.Database;

    public async ValueTask InitializeAsync() => test = await Databases.Postgres();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task Of_many_turns_that_began_with_the_same_session_one_counts()
    {
        var payload = Database.Cipher!.Encrypt("<xml/>");
        var turns = await Task.WhenAll(Enumerable.Range(0, 24).Select(turn => Task.Run(async () =>
        {
            try
            {
                await Database.Write(tx => Inbox.Finish(tx, [new($"m{turn}", "ann", payload, Now, "", 0, $"s{turn}")]));
                return turn;
            }
            catch (DbException)
            {
                return -1;
            }
        })));

        var one = Assert.Single(turns, turn => turn >= 0);
        Assert.Equal($"s{one}", (await Database.Read(tx => Sessions.Load(tx, "ann")))!.State);
        Assert.Equal(1, await Database.Read(tx => tx.Scalar<int>("SELECT count(*) FROM inbox")));
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
}
