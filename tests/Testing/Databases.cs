using Npgsql;
using Store;

namespace Testing;

/// <summary>Where tests get stores that nobody else has touched.</summary>
public static class Databases
{
    /// <summary>Set where there is a PostgreSQL server for tests; its user may create databases.</summary>
    public const string ServerVariable = "TEST_POSTGRES";

    public static readonly DateTimeOffset Opened = new(2022, 8, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A SQLite file of its own, in a folder that goes with it.</summary>
    public static async Task<TestDatabase> Sqlite()
    {
        var folder = NewFolder();
        return await TestDatabase.Start("sqlite", $"Data Source={Path.Combine(folder, "store.db")}", folder, () => Task.CompletedTask);
    }

    /// <summary>A PostgreSQL database of its own, dropped with it.</summary>
    public static async Task<TestDatabase> Postgres()
    {
        var server = Environment.GetEnvironmentVariable(ServerVariable)
            ?? throw new InvalidOperationException($"{ServerVariable} is not set: there is no PostgreSQL server for tests");
        var name = $"store_{Guid.NewGuid():N}";
        await Tell(server, $"CREATE DATABASE {name}");
        var own = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 40 };
        return await TestDatabase.Start(
            "postgres", own.ToString(), NewFolder(), () => Tell(server, $"DROP DATABASE {name} WITH (FORCE)"));
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("store-").FullName;

    private static async Task Tell(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>An empty, migrated and unlocked store that disappears when it is disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> drop;

    private TestDatabase(string provider, string connectionString, string folder, Database database, Func<Task> drop)
    {
        Provider = provider;
        ConnectionString = connectionString;
        Folder = folder;
        Database = database;
        this.drop = drop;
    }

    public string Provider { get; }

    public string ConnectionString { get; }

    /// <summary>Holds the keys, and the file where there is one.</summary>
    public string Folder { get; }

    public string KeysFolder => Path.Combine(Folder, "keys");

    public Database Database { get; }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await drop();
        Directory.Delete(Folder, recursive: true);
    }

    internal static async Task<TestDatabase> Start(string provider, string connectionString, string folder, Func<Task> drop) =>
        new(provider, connectionString, folder,
            await Database.Start(provider, connectionString, Path.Combine(folder, "keys"), Databases.Opened), drop);
}
