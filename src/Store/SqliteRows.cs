using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Store;

/// <summary>Statements that run for one row after the other, prepared once for as long as their connection is open.</summary>
internal static class SqliteRows
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Prepared = [];

    /// <returns>How many rows were changed.</returns>
    public static int Run<T>(SqliteConnection connection, string sql, IReadOnlyList<T> rows)
    {
        var commands = Prepared.GetOrCreateValue(connection);
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = connection.CreateCommand();
            command.CommandText = sql;
            RowColumns<T>.Declare(command);
        }
        var changed = 0;
        foreach (var row in rows)
        {
            RowColumns<T>.Fill(command, row);
            changed += command.ExecuteNonQuery();
        }
        return changed;
    }
}
