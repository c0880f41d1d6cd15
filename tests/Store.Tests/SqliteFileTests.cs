using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What is SQLite's own: one writer that commits for all who wait, and the file itself.</summary>
public sealed class SqliteFileTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = Databases.Opened;

    private TestDatabase test = null!;

    private Database Database => test.Database;

    public async ValueTask InitializeAsync() => test = await Databases.Sqlite();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task What_waits_together_runs_in_order_and_is_answered_after_one_commit()
    {
        var order = new List<int>();
        var (first, goOn) = Blocked();
        var waiting = Enumerable.Range(0, 20).Select(number => Database.Write(async tx =>
        {
            order.Add(number);
            await Meta.Set(tx, $"key {number}", "written");
            return number;
        })).ToList();
        var (last, end) = Blocked();

        goOn.SetResult();
        while (order.Count < 20)
            await Task.Yield();
        // All have run and none is committed: the batch still has its last piece of work to do.
        Assert.False(first.IsCompleted);
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        Assert.Null(await Database.Read(tx => Meta.Get(tx, "key 0")));

        end.SetResult();
        await Task.WhenAll(waiting);
        await last;
        Assert.Equal(Enumerable.Range(0, 20), order);
        Assert.Equal("written", await Database.Read(tx => Meta.Get(tx, "key 19")));
    }

    [Fact]
    public async Task A_commit_that_fails_is_told_to_everybody_in_it_and_the_next_one_works()
    {
        var (first, goOn) = Blocked();
        var neighbour = Database.Write(tx => Meta.Set(tx, "neighbour", "1"));
        var breaking = Database.Write(async tx =>
        {
            await tx.Execute("PRAGMA defer_foreign_keys = ON");
            await People.Save(tx, [SmallCounty.Person("ann", "contact", "no such unit", 1)]);
        });
        var failing = Database.Write<int>(_ => throw new TimeoutException("its own"));
        goOn.SetResult();

        await Assert.ThrowsAsync<SqliteException>(() => first);
        await Assert.ThrowsAsync<SqliteException>(() => neighbour);
        await Assert.ThrowsAsync<SqliteException>(() => breaking);
        Assert.Equal("its own", (await Assert.ThrowsAsync<TimeoutException>(() => failing)).Message);
        Assert.Null(await Database.Read(tx => Meta.Get(tx, "neighbour")));

        await Database.Write(tx => Meta.Set(tx, "neighbour", "2"));
        Assert.Equal("2", await Database.Read(tx => Meta.Get(tx, "neighbour")));
    }

    [Fact]
    public async Task A_statement_may_run_again_while_its_first_rows_are_still_being_read()
    {
        const string sql = "SELECT value FROM meta WHERE key LIKE @pattern ORDER BY key";
        await Database.Write(async tx =>
        {
            foreach (var number in Enumerable.Range(1, 3))
                await Meta.Set(tx, $"number {number}", $"{number}");
        });

        var read = new List<string>();
        await Database.Read(async tx =>
        {
            // Twice, because what is run a second time is kept prepared.
            for (var round = 0; round < 2; round++)
            {
                await foreach (var outer in tx.Connection.QueryUnbufferedAsync<string>(sql, new { pattern = "number %" }))
                    read.Add(outer + string.Concat(await tx.Query<string>(sql, new { pattern = "number 2" })));
            }
            return true;
        });

        Assert.Equal(["12", "22", "32", "12", "22", "32"], read);
    }

    [Fact]
    public async Task A_read_cannot_write()
    {
        await Assert.ThrowsAsync<SqliteException>(() => Database.Read(async tx =>
        {
            await Meta.Set(tx, "a", "1");
            return true;
        }));

        Assert.Null(await Database.Read(tx => Meta.Get(tx, "a")));
    }

    [Fact]
    public async Task Commits_survive_a_power_cut_and_foreign_keys_hold()
    {
        await Database.Write(async tx =>
        {
            Assert.Equal(2, await tx.Scalar<int>("PRAGMA synchronous"));
            Assert.Equal("wal", await tx.Scalar<string>("PRAGMA journal_mode"));
            Assert.Equal(1, await tx.Scalar<int>("PRAGMA foreign_keys"));
        });
    }

    [Fact]
    public async Task Nothing_personal_lies_readable_in_the_file()
    {
        await Database.Write(SmallCounty.Seed);
        await Database.Write(tx => Inbox.Keep(tx, "m1", "ann", $"<xml>{SmallCounty.IdNumber}</xml>", Now));
        await Database.Write(tx => Meta.Set(tx, "readable", "a readable value"));

        var bytes = Directory.GetFiles(test.Folder, "store.db*").SelectMany(Bytes).ToArray();

        // The search itself must be able to find something.
        Assert.True(Contains(bytes, "a readable value"));
        Assert.False(Contains(bytes, SmallCounty.IdNumber));
        Assert.False(Contains(bytes, SmallCounty.Phone));
    }

    [Fact]
    public async Task The_files_folder_is_made()
    {
        var file = Path.Combine(test.Folder, "new", "folder", "rounds.db");

        await using var made = await Database.Start("sqlite", $"Data Source={file}", Path.Combine(test.Folder, "new", "keys"), Now);

        Assert.True(File.Exists(file));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("")]
    public void A_store_without_a_file_is_refused(string connectionString) =>
        Assert.Throws<ArgumentException>(() => Database.Open("sqlite", connectionString));

    [Fact]
    public void An_unknown_provider_is_refused_by_name() =>
        Assert.Contains("oracle", Assert.Throws<ArgumentException>(() => Database.Open("oracle", "x")).Message);

    [Fact]
    public async Task A_closed_store_refuses_to_be_used()
    {
        await using var other = Database.Open("sqlite", test.ConnectionString);
        await other.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.Write(tx => Meta.Set(tx, "a", "1")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.Read(tx => Meta.Get(tx, "a")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_told_to_the_caller()
    {
        var folder = Path.Combine(test.Folder, "is-a-folder");
        Directory.CreateDirectory(folder);
        await using var other = Database.Open("sqlite", $"Data Source={folder}");

        await Assert.ThrowsAsync<SqliteException>(() => other.Write(tx => Meta.Set(tx, "a", "1")));
        await Assert.ThrowsAsync<SqliteException>(() => other.Write(tx => Meta.Set(tx, "a", "1")));
    }

    // Work that keeps the writer busy, so that what is written meanwhile waits together.
    private (Task Write, TaskCompletionSource GoOn) Blocked()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Database.Write(_ => goOn.Task), goOn);
    }

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static bool Contains(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
