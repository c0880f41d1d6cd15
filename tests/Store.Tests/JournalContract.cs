using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>The audit log: what is in it stays as it was written, or is seen to have been changed.</summary>
public abstract class JournalContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    protected override async Task Seed()
    {
        await Append(Note("household/1", "income 3000", "income 3500"), Note("person/ann", "", "asked"));
        await Append(Note("household/1", "income 3500", "income 3600"), Note("household/2", "", "visited"));
        await Append(Note("household/1", "income 3600", "income 3700"));
    }

    [Fact]
    public async Task What_was_appended_verifies_and_reads_back_newest_first()
    {
        Assert.Null(await Verify());

        var entries = await Read(tx => Journal.Of(tx, "household/1", 2));
        Assert.Equal([(3L, "income 3700"), (2L, "income 3600")], entries.Select(entry => (entry.Seq, entry.After)));
        Assert.Equal(("ann", "submission.corrected", "income 3600", "a slip", Now),
            (entries[0].Actor, entries[0].Action, entries[0].Before, entries[0].Why, entries[0].At));
        Assert.Equal(entries[1].Hash, entries[0].PrevHash);
    }

    [Theory]
    [InlineData("actor")]
    [InlineData("action")]
    [InlineData("subject")]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("why")]
    [InlineData("hash")]
    public async Task A_changed_entry_is_the_first_broken_one(string column)
    {
        await Tamper($"UPDATE journal SET {column} = 'other' WHERE chain = 'household/1' AND seq = 2");

        Assert.Equal(("household/1", 2L), Place(await Verify()));
    }

    [Fact]
    public async Task A_changed_time_is_noticed()
    {
        await Tamper("UPDATE journal SET at = at + 1 WHERE chain = 'household/2'");

        Assert.Equal(("household/2", 1L), Place(await Verify()));
    }

    [Fact]
    public async Task A_removed_entry_is_noticed_at_its_place()
    {
        await Tamper("DELETE FROM journal WHERE chain = 'household/1' AND seq = 1");

        Assert.Equal(("household/1", 1L), Place(await Verify()));
    }

    [Fact]
    public async Task An_entry_rewritten_with_a_fitting_hash_breaks_the_one_after_it()
    {
        var entry = (await Read(tx => Journal.Of(tx, "household/1", 2)))[1] with { After = "income 9999" };
        await Write(tx => tx.Execute(
            "UPDATE journal SET after = @After, hash = @ComputedHash WHERE id = @Id", new { entry.After, entry.ComputedHash, entry.Id }));

        Assert.Equal(("household/1", 3L), Place(await Verify()));
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE chain = 'household/1' AND seq = 3")]
    [InlineData("DELETE FROM journal WHERE chain = 'household/2'")]
    public async Task A_chain_that_lost_its_end_is_noticed_by_the_anchor(string removal)
    {
        await Write(tx => Journal.Anchor(tx, Now));
        await Append(Note("person/ann", "", "asked again"));
        Assert.Null(await Verify());

        await Tamper(removal);

        Assert.Equal(("anchor", 1L), Place(await Verify()));
    }

    [Fact]
    public async Task Anchors_are_set_only_when_something_was_appended()
    {
        await Write(tx => Journal.Anchor(tx, Now));
        await Write(tx => Journal.Anchor(tx, Now.AddDays(1)));
        Assert.Single(await Read(tx => Journal.Of(tx, "anchor", 10)));

        await Append(Note("person/ann", "", "asked again"));
        await Write(tx => Journal.Anchor(tx, Now.AddDays(2)));

        Assert.Equal(2, (await Read(tx => Journal.Of(tx, "anchor", 10))).Count);
        Assert.Null(await Verify());
    }

    [Fact]
    public async Task A_note_of_a_write_that_failed_is_not_in_the_journal()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Write(async tx =>
        {
            await Journal.Append(tx, Now, Note("household/2", "", "never"));
            throw new TimeoutException();
        }));

        Assert.Single(await Read(tx => Journal.Of(tx, "household/2", 10)));
        Assert.Null(await Verify());
    }

    private static JournalNote Note(string chain, string before, string after) =>
        new(chain, "ann", "submission.corrected", "d1", before, after, "a slip");

    private static (string Chain, long Seq) Place(BrokenEntry? broken) => (broken!.Chain, broken.Seq);

    private Task Append(params JournalNote[] notes) => Write(tx => Journal.Append(tx, Now, notes));

    private Task<BrokenEntry?> Verify() => Read(Journal.Verify);

    private async Task Tamper(string sql) => Assert.NotEqual(0, await Write(tx => tx.Execute(sql)));
}
