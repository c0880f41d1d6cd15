using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>Transactions: what is written together, what is undone alone, and what others see.</summary>
public abstract class WritingContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    [Fact]
    public async Task What_was_written_is_there_once_the_write_returns()
    {
        await Write(tx => Meta.Set(tx, "a", "1"));

        Assert.Equal("1", await Read(tx => Meta.Get(tx, "a")));
    }

    [Fact]
    public async Task A_failing_write_undoes_itself_and_none_of_those_that_wait_with_it()
    {
        var writes = Enumerable.Range(0, 60).Select(number => Write(async tx =>
        {
            await Meta.Set(tx, $"key {number}", "written");
            return number % 3 == 0 ? throw new TimeoutException($"write {number}") : number;
        })).ToList();

        for (var number = 0; number < writes.Count; number++)
        {
            if (number % 3 == 0)
                Assert.Equal($"write {number}", (await Assert.ThrowsAsync<TimeoutException>(() => writes[number])).Message);
            else
                Assert.Equal(number, await writes[number]);
            Assert.Equal(number % 3 == 0 ? null : "written", await Read(tx => Meta.Get(tx, $"key {number}")));
        }
    }

    [Fact]
    public async Task A_statement_the_database_refuses_undoes_the_whole_write()
    {
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Write(async tx =>
        {
            await Meta.Set(tx, "a", "1");
            await People.Save(tx, [SmallCounty.Person("ann", "contact", "no such unit", 1)]);
        }));

        Assert.Null(await Read(tx => Meta.Get(tx, "a")));
        await Write(tx => Meta.Set(tx, "a", "2"));
        Assert.Equal("2", await Read(tx => Meta.Get(tx, "a")));
    }

    [Fact]
    public async Task A_write_in_progress_is_not_seen_by_a_read()
    {
        var written = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var write = Write(async tx =>
        {
            await Meta.Set(tx, "a", "1");
            written.SetResult();
            await goOn.Task;
        });
        await written.Task;

        Assert.Null(await Read(tx => Meta.Get(tx, "a")));
        goOn.SetResult();
        await write;
        Assert.Equal("1", await Read(tx => Meta.Get(tx, "a")));
    }

    [Fact]
    public async Task A_read_sees_one_state_of_the_store_from_beginning_to_end()
    {
        await Write(tx => Meta.Set(tx, "a", "1"));

        await Read(async tx =>
        {
            Assert.Equal("1", await Meta.Get(tx, "a"));
            await Task.Run(() => Write(other => Meta.Set(other, "a", "2")), TestContext.Current.CancellationToken);
            Assert.Equal("1", await Meta.Get(tx, "a"));
            return true;
        });

        Assert.Equal("2", await Read(tx => Meta.Get(tx, "a")));
    }

    [Fact]
    public async Task A_write_inside_a_write_is_refused_instead_of_waiting_for_itself()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Write(_ => Write(tx => Meta.Set(tx, "a", "1"))));

        await Write(tx => Meta.Set(tx, "a", "2"));
    }

    [Fact]
    public async Task What_is_left_for_the_end_is_committed_with_the_rest_in_the_order_given()
    {
        await Write(async tx =>
        {
            await tx.AtEnd(SetValues(tx), [new { Key = "a", Value = "1" }, new { Key = "b", Value = "1" }]);
            await tx.AtEnd(SetValues(tx), [new { Key = "a", Value = "2" }]);
            await Meta.Set(tx, "c", "3");
        });

        Assert.Equal(("2", "1", "3"), await Read(async tx => (await Meta.Get(tx, "a"), await Meta.Get(tx, "b"), await Meta.Get(tx, "c"))));
    }

    [Fact]
    public async Task What_fails_at_the_end_undoes_the_whole_write()
    {
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Write(async tx =>
        {
            await Meta.Set(tx, "a", "1");
            await tx.AtEnd(SetValues(tx), [new { Key = "b", Value = (string?)null }]);
        }));

        Assert.Null(await Read(tx => Meta.Get(tx, "a")));
        await Write(tx => Meta.Set(tx, "a", "2"));
        Assert.Equal("2", await Read(tx => Meta.Get(tx, "a")));
    }

    [Fact]
    public async Task Values_come_back_as_they_were_stored()
    {
        var at = new DateTimeOffset(2022, 8, 10, 1, 30, 0, 123, TimeSpan.Zero);
        var day = new DateOnly(2024, 2, 29);

        var (instant, date, yes, no, number, absent) = await Read(async tx => (
            await tx.Scalar<long>("SELECT CAST(@at AS BIGINT)", new { at }),
            await tx.Scalar<string>("SELECT CAST(@day AS TEXT)", new { day }),
            await tx.Scalar<long>("SELECT CAST(@yes AS BIGINT)", new { yes = true }),
            await tx.Scalar<long>("SELECT CAST(@no AS BIGINT)", new { no = false }),
            await tx.Scalar<long>("SELECT CAST(@number AS BIGINT)", new { number = 7 }),
            await tx.Scalar<long?>("SELECT CAST(@absent AS BIGINT)", new { absent = (DateTimeOffset?)null })));
        Assert.Equal(1660095000123, instant);
        Assert.Equal("2024-02-29", date);
        Assert.Equal((1L, 0L, 7L, (long?)null), (yes, no, number, absent));

        var rows = await Read(tx => tx.Query<Row>("""
            SELECT CAST(@instant AS BIGINT) AS at, '2024-02-29' AS day, 1 AS yes, 7 AS number
            """, new { instant }));
        Assert.Equal(new Row(at, day, true, 7), Assert.Single(rows));
    }

    private static string SetValues(Tx tx) => $"""
        INSERT INTO meta (key, value) SELECT r.Key, r.Value FROM {tx.Dialect.Rows(["Key", "Value"])} WHERE true
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
        """;

    private sealed record Row(DateTimeOffset At, DateOnly? Day, bool Yes, int Number);
}
