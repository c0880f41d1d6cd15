using System.Globalization;
using System.Text;
using System.Text.Json;
using Testing;
using Xunit;
using static System.IO.File;

namespace Store.Tests;

/// <summary>A whole store in one file, and back.</summary>
public abstract class BackupContract(Func<Task<TestDatabase>> open, Func<Task<TestDatabase>> another) : StoreContract(open)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private string File => Path.Combine(Test.Folder, "county.backup");

    protected override async Task Seed()
    {
        await Write(async tx =>
        {
            await SmallCounty.Seed(tx);
            await Inbox.Keep(tx, "message:1", "li", "走访 990001198203040013", Now);
            await Files.Add(tx, "台账.xlsx", [0, 1, 255], Now);
            await Journal.Append(tx, Now, new JournalNote("household:H1", "li", "tried", "why", After: "after"));
        });
    }

    [Fact]
    public async Task What_was_backed_up_comes_back_to_either_database()
    {
        var made = await Backup.Write(Database, File, Now);
        await using var test = await another();
        var restored = await Backup.Restore(test.Database, File, Now);

        Assert.Equal(made.Rows, restored.Rows);
        Assert.Equal(await Dump(Database), await Dump(test.Database));
        Assert.Null(await test.Database.Read(Journal.Verify));
        await test.Database.Unlock(Test.KeysFolder);
        Assert.Equal("走访 990001198203040013", (await test.Database.Read(tx => Inbox.NextPending(tx, "li")))!.Payload);
    }

    [Fact]
    public async Task Ids_go_on_where_they_were_even_where_the_last_row_is_gone()
    {
        var gone = await Write(tx => Files.Add(tx, "b.xlsx", [1], Now));
        await Write(tx => tx.Execute("DELETE FROM file WHERE id = @gone", new { gone }));
        await Backup.Write(Database, File, Now);
        await using var test = await another();
        await Backup.Restore(test.Database, File, Now);
        Assert.Equal(gone + 1, await test.Database.Write(tx => Files.Add(tx, "c.xlsx", [2], Now)));
    }

    [Fact]
    public async Task It_is_of_one_instant_while_others_go_on_writing()
    {
        var copied = false;
        var writing = Task.Run(async () =>
        {
            for (var number = 0; !Volatile.Read(ref copied); number++)
                await Write(async tx =>
                {
                    await Inbox.Keep(tx, $"both:{number}", "li", "x", Now);
                    await Files.Add(tx, $"both:{number}", [1], Now);
                });
        }, Stopping);
        for (var times = 0; times < 5; times++)
        {
            await Backup.Write(Database, File, Now);
            var rows = Backup.Read(File).Rows;
            Assert.Equal(rows["inbox"], rows["file"]);
        }
        Volatile.Write(ref copied, true);
        await writing;
    }

    [Fact]
    public async Task The_keys_and_what_they_seal_are_not_in_it()
    {
        await Backup.Write(Database, File, Now);
        var bytes = Encoding.Latin1.GetString(await ReadAllBytesAsync(File, Stopping));
        Assert.DoesNotContain("990001198203040013", bytes, StringComparison.Ordinal);
        using var keys = JsonDocument.Parse(await ReadAllTextAsync(Path.Combine(Test.KeysFolder, "keyring.json"), Stopping));
        foreach (var key in keys.RootElement.GetProperty("data").EnumerateArray().Select(data => data.GetProperty("key")).Append(keys.RootElement.GetProperty("lookup")))
        {
            Assert.DoesNotContain(key.GetString()!, bytes, StringComparison.Ordinal);
            Assert.DoesNotContain(Encoding.Latin1.GetString(key.GetBytesFromBase64()), bytes, StringComparison.Ordinal);
        }
        Assert.Equal(await Read(tx => Meta.Get(tx, "keys.id")), Backup.Read(File).KeyId);
    }

    [Fact]
    public async Task What_the_store_held_before_is_gone_and_a_damaged_file_changes_nothing()
    {
        await Backup.Write(Database, File, Now);
        var was = await Dump(Database);
        await Write(tx => Files.Add(tx, "later.xlsx", [9], Now));
        var later = await Dump(Database);

        var cut = $"{File}.cut";
        var bytes = await ReadAllBytesAsync(File, Stopping);
        await WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)], Stopping);
        await Assert.ThrowsAsync<BackupException>(() => Backup.Restore(Database, cut, Now));
        Assert.Equal(later, await Dump(Database));

        Assert.True(await Backup.WouldOverwrite(Database));
        await Backup.Restore(Database, File, Now);
        Assert.Equal(was, await Dump(Database));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a letter to the county")]
    public async Task A_file_that_is_no_backup_is_neither_replaced_nor_restored(string content)
    {
        await WriteAllTextAsync(File, content, Stopping);
        await Assert.ThrowsAsync<BackupException>(() => Backup.Write(Database, File, Now));
        await Assert.ThrowsAsync<BackupException>(() => Backup.Restore(Database, File, Now));
        Assert.Equal(content, await ReadAllTextAsync(File, Stopping));
    }

    private Task<string> Dump(Database database) => Dump(database, Backup.Read(File).Rows.Keys);

    private static Task<string> Dump(Database database, IEnumerable<string> tables) => database.Read(async tx =>
    {
        var lines = new List<string>();
        foreach (var table in tables)
            foreach (IDictionary<string, object?> row in await tx.Query<dynamic>($"SELECT * FROM {table}"))
                lines.Add($"{table}: {string.Join('|', row.Values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)))}");
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    });
}
