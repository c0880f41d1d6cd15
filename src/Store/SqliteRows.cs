using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Store;

/// <summary>
/// Statements that run for one row after the other, prepared once for as long as their connection is open. Every turn ends with
/// them, so they are spoken to directly: a command of the library's looks every parameter up by its name for every row.
/// </summary>
internal sealed class SqliteRows<T> : IDisposable
{
    private readonly sqlite3 database;
    private readonly List<(sqlite3_stmt Statement, RowColumns<T>.Column[] Parameters)> statements = [];

    public SqliteRows(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        while (sql.Trim().Length > 0)
        {
            Check(raw.sqlite3_prepare_v2(database, sql, out var statement, out sql));
            statements.Add((statement, [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(statement))
                .Select(place => RowColumns<T>.Named(raw.sqlite3_bind_parameter_name(statement, place).utf8_to_string()[1..]))]));
        }
    }

    /// <returns>How many rows were changed.</returns>
    /// <exception cref="SqliteException">A row is refused; those before it stand, as far as their transaction does.</exception>
    public int Run(IReadOnlyList<T> rows)
    {
        var before = raw.sqlite3_total_changes(database);
        foreach (var row in rows)
            foreach (var (statement, parameters) in statements)
                try
                {
                    for (var place = 0; place < parameters.Length; place++)
                        Check(parameters[place].Bind(statement, place + 1, row));
                    int result;
                    while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                    {
                    }
                    Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
                }
                finally
                {
                    // Says again what the step has said.
                    _ = raw.sqlite3_reset(statement);
                }
        return raw.sqlite3_total_changes(database) - before;
    }

    public void Dispose()
    {
        foreach (var (statement, _) in statements)
            statement.Dispose();
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
