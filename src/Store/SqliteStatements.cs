using System.Data;
using Microsoft.Data.Sqlite;

namespace Store;

/// <summary>
/// A connection that keeps what it has prepared: Dapper makes a new command for every call, and preparing one of our
/// statements again takes several times as long as running it.
/// </summary>
internal sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
{
    // Our statements are constants, so there are fewer of them than this; what is above it is run without being kept.
    private const int MostKept = 300;

    private readonly Dictionary<string, KeptCommand?> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IDisposable> rows = new(StringComparer.Ordinal);

    public override SqliteCommand CreateCommand() => new KeptCommand { Connection = this };

    /// <summary>Statements that run for rows of this type.</summary>
    public SqliteRows<T> Rows<T>(string sql)
    {
        if (!rows.TryGetValue(sql, out var prepared))
            rows[sql] = prepared = new SqliteRows<T>(this, sql);
        return (SqliteRows<T>)prepared;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var statements in rows.Values)
            statements.Dispose();
        rows.Clear();
        foreach (var command in kept.Values)
            command?.Dispose();
        kept.Clear();
        base.Dispose(disposing);
    }

    private sealed class KeptCommand : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            var kept = ((PreparingConnection)Connection!).kept;
            if (!kept.TryGetValue(CommandText, out var prepared))
            {
                // A migration runs once; only what comes a second time is worth keeping.
                if (kept.Count < MostKept)
                    kept[CommandText] = null;
                return base.ExecuteReader(behavior);
            }
            if (prepared is null)
                kept[CommandText] = prepared = new KeptCommand { Connection = Connection, CommandText = CommandText };
            // Somebody is still reading from it.
            if (prepared.DataReader is not null)
                return base.ExecuteReader(behavior);
            prepared.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters)
                prepared.Parameters.Add(parameter);
            return prepared.Run(behavior);
        }

        private SqliteDataReader Run(CommandBehavior behavior) => base.ExecuteReader(behavior);
    }
}
