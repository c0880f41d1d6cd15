using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>Schema and keys: what a store accepts to be opened with.</summary>
public abstract class OpeningContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    [Fact]
    public async Task Opening_again_changes_nothing()
    {
        await Write(SmallCounty.Seed);
        var before = await Read(tx => tx.Query<long>("SELECT applied_at FROM migration ORDER BY number"));

        await using var again = await Database.Start(Test.Provider, Test.ConnectionString, Test.KeysFolder, Now);

        Assert.NotEmpty(before);
        Assert.Equal(before, await again.Read(tx => tx.Query<long>("SELECT applied_at FROM migration ORDER BY number")));
        Assert.Equal(5, await again.Read(People.Count));
    }

    [Fact]
    public async Task Several_processes_may_migrate_at_once()
    {
        var (tables, cascade) = Test.Provider == "sqlite"
            ? ("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid DESC", "")
            : ("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", "CASCADE");
        foreach (var table in await Read(tx => tx.Query<string>(tables)))
            await Write(tx => tx.Execute($"DROP TABLE {table} {cascade}"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var database = Database.Open(Test.Provider, Test.ConnectionString);
            await database.Migrate(Now);
        }));

        Assert.NotEmpty(await Read(tx => tx.Query<long>("SELECT number FROM migration")));
        Assert.Equal(0, await Read(People.Count));
    }

    [Fact]
    public async Task A_migration_that_was_edited_after_it_was_applied_is_refused()
    {
        await Write(tx => tx.Execute("UPDATE migration SET checksum = 'other' WHERE number = 1"));

        var refused = await Assert.ThrowsAsync<MigrationException>(() => Database.Migrate(Now));

        Assert.Contains("0001_ground_floor", refused.Message);
    }

    [Fact]
    public async Task A_store_that_a_newer_program_has_migrated_is_refused()
    {
        await Write(tx => tx.Execute(
            "INSERT INTO migration (number, name, checksum, applied_at) VALUES (9999, '9999_tomorrow', 'x', 0)"));

        var refused = await Assert.ThrowsAsync<MigrationException>(() => Database.Migrate(Now));

        Assert.Contains("9999_tomorrow", refused.Message);
    }

    [Fact]
    public async Task Keys_of_another_store_are_refused_by_the_id_that_is_needed()
    {
        var needed = KeyRing.LoadOrCreate(Test.KeysFolder, storeIsEmpty: false).Current.Id;
        var others = Path.Combine(Test.Folder, "others");
        KeyRing.LoadOrCreate(others, storeIsEmpty: true);
        await using var database = Database.Open(Test.Provider, Test.ConnectionString);

        var refused = await Assert.ThrowsAsync<KeysException>(() => database.Unlock(others));

        Assert.Contains(needed, refused.Message);
        Assert.Null(database.Cipher);
    }

    [Fact]
    public async Task Missing_keys_are_refused_and_none_are_made()
    {
        var needed = KeyRing.LoadOrCreate(Test.KeysFolder, storeIsEmpty: false).Current.Id;
        var empty = Path.Combine(Test.Folder, "empty");

        var refused = await Assert.ThrowsAsync<KeysException>(
            () => Database.Start(Test.Provider, Test.ConnectionString, empty, Now));

        Assert.Contains(needed, refused.Message);
        Assert.False(Directory.Exists(empty));
    }

    [Fact]
    public async Task A_lookup_key_of_another_store_is_refused()
    {
        var file = Path.Combine(Test.KeysFolder, "keyring.json");
        var ring = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        ring["lookup"] = Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(file, ring.ToJsonString(), TestContext.Current.CancellationToken);
        await using var database = Database.Open(Test.Provider, Test.ConnectionString);

        await Assert.ThrowsAsync<KeysException>(() => database.Unlock(Test.KeysFolder));
    }

    [Fact]
    public async Task Without_its_keys_a_store_does_not_touch_personal_data()
    {
        await using var locked = Database.Open(Test.Provider, Test.ConnectionString);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => locked.Write(tx => Inbox.Keep(tx, "1", "ann", "<xml/>", Now)));
    }
}
