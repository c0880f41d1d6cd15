using Store;

namespace Testing;

/// <summary>A SQLite store of its own in which the town has settled; it can be closed and opened again, as by a restart.</summary>
public sealed class TownStore : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("town-").FullName;

    private TownStore()
    {
    }

    public Database Database { get; private set; } = null!;

    public static async Task<TownStore> Open(DateTimeOffset now)
    {
        var store = new TownStore();
        await store.Start(now);
        await Town.Settle(store.Database, now);
        return store;
    }

    public async Task Restart(DateTimeOffset now)
    {
        await Database.DisposeAsync();
        await Start(now);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start(DateTimeOffset now) =>
        Database = await Database.Start("sqlite", $"Data Source={Path.Combine(folder, "store.db")}", Path.Combine(folder, "keys"), now);
}
