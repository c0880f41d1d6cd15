using System.Data;
using System.Data.Common;
using Npgsql;

namespace Store;

/// <summary>
/// The store: one SQLite file or one PostgreSQL database. Everything that changes it goes through <see cref="Write"/>,
/// whose result is returned only after the commit.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private static readonly AsyncLocal<bool> Writing = new();

    private readonly SqliteFile? sqlite;
    private readonly NpgsqlDataSource? postgres;

    private Database(Dialect dialect, string connectionString)
    {
        TypeHandlers.Register();
        Dialect = dialect;
        if (dialect == Dialect.Sqlite)
            sqlite = new SqliteFile(connectionString, connection => new Tx(connection, null, Dialect, Cipher));
        else
            postgres = Connect(connectionString);
    }

    public Dialect Dialect { get; }

    /// <summary>Null until the store is unlocked.</summary>
    public FieldCipher? Cipher { get; private set; }

    /// <summary>Opens without looking inside: the schema may be old or missing, the keys unknown.</summary>
    /// <exception cref="ArgumentException">The provider or the connection string is not understood.</exception>
    public static Database Open(string provider, string connectionString) => new(Dialect.Named(provider), connectionString);

    /// <summary>Opens a store ready for use: schema brought up to date, keys checked (and made, if the store is new).</summary>
    /// <exception cref="MigrationException">The schema is not one this program can bring up to date.</exception>
    /// <exception cref="KeysException">The keys in the folder are not those the store was made with.</exception>
    public static async Task<Database> Start(string provider, string connectionString, string keysFolder, DateTimeOffset now)
    {
        var database = Open(provider, connectionString);
        try
        {
            await database.Migrate(now);
            await database.Unlock(keysFolder);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Applies the migrations that are missing; safe to call from several processes at once.</summary>
    /// <exception cref="MigrationException">An applied migration differs from this program's, or is unknown to it.</exception>
    public Task Migrate(DateTimeOffset now) => Migrations.Apply(this, now);

    /// <summary>Finds the keys in <paramref name="folder"/> and proves that they are this store's.</summary>
    /// <exception cref="KeysException">They are missing, or others.</exception>
    public async Task Unlock(string folder) => Cipher = await Write(tx => KeyCheck.Unlock(tx, folder));

    /// <summary>
    /// Runs the work in a transaction and commits. On SQLite the work of all who wait is committed together, so the work must not
    /// wait for anything but the database. An exception undoes this work only.
    /// </summary>
    public async Task<T> Write<T>(Func<Tx, Task<T>> work)
    {
        if (Writing.Value)
            throw new InvalidOperationException("a write was started inside a write; pass the Tx on instead");
        if (sqlite is not null)
            return await sqlite.Write(tx => Marked(tx, work));
        await using var connection = await postgres!.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var tx = new Tx(connection, transaction, Dialect, Cipher);
        var result = await Marked(tx, work);
        await tx.Commit();
        return result;
    }

    public Task Write(Func<Tx, Task> work) => Write(async tx =>
    {
        await work(tx);
        return true;
    });

    /// <summary>Runs the work on one unchanging view of the store, beside whatever is being written.</summary>
    public async Task<T> Read<T>(Func<Tx, Task<T>> work)
    {
        if (sqlite is not null)
            return await sqlite.Read(work);
        await using var connection = await postgres!.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        return await work(new Tx(connection, transaction, Dialect, Cipher));
    }

    /// <summary>
    /// Runs reads that are one round trip and need not agree to the instant: on PostgreSQL no transaction is begun and ended for
    /// them, which costs as much as they do.
    /// </summary>
    public async Task<T> Glance<T>(Func<Tx, Task<T>> work)
    {
        if (sqlite is not null)
            return await sqlite.Read(work);
        await using var connection = await postgres!.OpenConnectionAsync();
        return await work(new Tx(connection, null, Dialect, Cipher));
    }

    public async ValueTask DisposeAsync()
    {
        if (sqlite is not null)
            await sqlite.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
        Cipher?.Dispose();
    }

    // A write inside a write would wait for itself on SQLite and see another transaction on PostgreSQL.
    private static async Task<T> Marked<T>(Tx tx, Func<Tx, Task<T>> work)
    {
        Writing.Value = true;
        return await work(tx);
    }

    private static NpgsqlDataSource Connect(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        // Npgsql's own builder claims to contain every key there is; a plain one knows what the operator wrote.
        var written = new DbConnectionStringBuilder { ConnectionString = connectionString };
        // Our statements are few and come again and again: planning them costs more than running them.
        if (!written.ContainsKey("Max Auto Prepare"))
            settings.MaxAutoPrepare = 200;
        if (!written.ContainsKey("Auto Prepare Min Usages"))
            settings.AutoPrepareMinUsages = 2;
        // The server plans an array's statement anew every time, which costs more than a plan for any array loses; and it would
        // compile a statement that goes through a county for longer than that takes.
        if (!written.ContainsKey("Options"))
            settings.Options = "-c plan_cache_mode=force_generic_plan -c jit=off";
        // Nothing of ours outlives a transaction, so there is nothing to reset.
        if (!written.ContainsKey("No Reset On Close"))
            settings.NoResetOnClose = true;
        settings.Enlist = false;
        return NpgsqlDataSource.Create(settings);
    }
}
