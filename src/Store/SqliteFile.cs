using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Store;

/// <summary>One SQLite file: how it is opened, and the connections that read it beside the one that writes.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    // FULL: what was answered must survive a power cut, and in WAL mode only FULL syncs at every commit.
    private const string Settings = """
        PRAGMA busy_timeout = 10000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -16000;
        """;

    // Not for the writer: what a savepoint keeps to be undone would be a list in memory that is walked to its end after every
    // statement, so that a county's import would take time by the square of its rows. It may spill into a file without a name.
    private const string ReaderSettings = """
        PRAGMA query_only = ON;
        PRAGMA temp_store = MEMORY;
        """;

    private readonly ConcurrentBag<SqliteLine> readers = [];
    private readonly string connectionString;
    private readonly Func<SqliteConnection, Tx> begin;
    private readonly SqliteWriter writer;
    private volatile bool closed;

    public SqliteFile(string connectionString, Func<SqliteConnection, Tx> begin)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        if (settings.DataSource is "" or ":memory:" || settings.Mode == SqliteOpenMode.Memory)
            throw new ArgumentException("the SQLite store needs a file, such as Data Source=data/rounds.db", nameof(connectionString));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.DataSource))!);
        SqliteLibrary.Load();
        this.connectionString = settings.ToString();
        this.begin = begin;
        writer = new SqliteWriter(() => Connect("BEGIN IMMEDIATE", ""), begin);
    }

    public Task<T> Write<T>(Func<Tx, Task<T>> work) => writer.Write(work);

    public async Task<T> Read<T>(Func<Tx, Task<T>> work)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (!readers.TryTake(out var line))
            line = Connect("BEGIN", ReaderSettings);
        try
        {
            line.Begin.ExecuteNonQuery();
            var result = await work(begin(line.Connection));
            line.Commit.ExecuteNonQuery();
            readers.Add(line);
            return result;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        closed = true;
        await writer.DisposeAsync();
        while (readers.TryTake(out var line))
            line.Dispose();
    }

    private SqliteLine Connect(string begins, string moreSettings)
    {
        var connection = new PreparingConnection(connectionString);
        try
        {
            connection.Open();
            using (var command = connection.CreateCommand())
            {
                command.CommandText = Settings + moreSettings;
                command.ExecuteNonQuery();
            }
            return new SqliteLine(connection, begins);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>A connection with the statements that frame every transaction, prepared once.</summary>
internal sealed class SqliteLine(SqliteConnection connection, string begin) : IDisposable
{
    public SqliteConnection Connection { get; } = connection;
    public SqliteCommand Begin { get; } = Prepare(connection, begin);
    public SqliteCommand Commit { get; } = Prepare(connection, "COMMIT");
    public SqliteCommand Abandon { get; } = Prepare(connection, "ROLLBACK");
    public SqliteCommand Save { get; } = Prepare(connection, "SAVEPOINT mine");
    public SqliteCommand Keep { get; } = Prepare(connection, "RELEASE mine");
    public SqliteCommand Undo { get; } = Prepare(connection, "ROLLBACK TO mine");

    /// <summary>Closing undoes whatever was not committed.</summary>
    public void Dispose()
    {
        foreach (var command in new[] { Begin, Commit, Abandon, Save, Keep, Undo })
            command.Dispose();
        Connection.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
