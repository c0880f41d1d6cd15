using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Store;

/// <summary>
/// One transaction in progress, handed to every function that reads or writes. Several statements separated by a semicolon
/// are one round trip.
/// </summary>
public sealed class Tx(DbConnection connection, DbTransaction? transaction, Dialect dialect, FieldCipher? cipher)
{
    /// <summary>So many rows that a plan made before them is a bad one.</summary>
    private const int Many = 1_000;

    // By the statements that come before.
    private static readonly ConcurrentDictionary<string, string> Committing = new();

    private (string Sql, SqlMapper.IDynamicParameters Columns)? end;

    public DbConnection Connection { get; } = connection;

    /// <summary>Null on SQLite, where the writer begins and commits for many at once.</summary>
    public DbTransaction? Transaction { get; } = transaction;

    public Dialect Dialect { get; } = dialect;

    /// <exception cref="InvalidOperationException">The store was not unlocked.</exception>
    public FieldCipher Cipher => cipher
        ?? throw new InvalidOperationException("the store is open without its keys: call Database.Unlock first");

    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? values = null) =>
        (await Connection.QueryAsync<T>(sql, values, Transaction)).AsList();

    /// <summary>Row by row: what has been looked at is not kept. Nothing else may be asked meanwhile.</summary>
    public IAsyncEnumerable<T> Stream<T>(string sql, object? values = null) =>
        Connection.QueryUnbufferedAsync<T>(sql, values, Transaction);

    /// <summary>The same to be read by hand, where the rows are very many.</summary>
    public Task<DbDataReader> Read(string sql, object? values = null) => Connection.ExecuteReaderAsync(sql, values, Transaction);

    public Task<T?> QuerySingleOrDefault<T>(string sql, object? values = null) =>
        Connection.QuerySingleOrDefaultAsync<T>(sql, values, Transaction);

    /// <summary>The one value of the first row; the type's default where there is no row.</summary>
    public Task<T?> Scalar<T>(string sql, object? values = null) =>
        Connection.ExecuteScalarAsync<T>(sql, values, Transaction);

    /// <summary>Returns how many rows were changed. A list of values runs the statement once for each.</summary>
    public Task<int> Execute(string sql, object? values = null) =>
        Connection.ExecuteAsync(sql, values, Transaction);

    /// <summary>Runs the statement for every row (see <see cref="Dialect.Rows"/>); on PostgreSQL all of them are one round trip.</summary>
    /// <returns>How many rows were changed.</returns>
    public Task<int> Each<T>(string sql, IReadOnlyList<T> rows) =>
        rows.Count == 0 ? Task.FromResult(0)
        : Connection is PreparingConnection sqlite ? Task.FromResult(sqlite.Rows<T>(sql).Run(rows))
        : Execute(sql, RowColumns<T>.Arrays(rows));

    /// <summary>After so many rows of these tables were changed, see <see cref="Dialect.Recount"/>; few leave the plans as they are.</summary>
    public Task Recount(int changed, string tables) => changed < Many ? Task.CompletedTask : Execute(Dialect.Recount(tables));

    /// <summary>
    /// Runs the statements for every row (see <see cref="Dialect.Rows"/>) as the last thing before the commit; on PostgreSQL all of
    /// them share its round trip. What is read after this call does not see them yet.
    /// </summary>
    public async Task AtEnd<T>(string sql, IReadOnlyList<T> rows)
    {
        if (Connection is PreparingConnection sqlite)
        {
            sqlite.Rows<T>(sql).Run(rows);
            return;
        }
        // Two could have parameters of the same name, so only one can wait.
        if (end is { } earlier)
            await Execute(earlier.Sql, earlier.Columns);
        end = (sql, RowColumns<T>.Arrays(rows));
    }

    public Task<SqlMapper.GridReader> QueryMultiple(string sql, object? values = null) =>
        Connection.QueryMultipleAsync(sql, values, Transaction);

    internal Task Commit() => end is { } last
        ? Execute(Committing.GetOrAdd(last.Sql, static sql => $"{sql};\nCOMMIT"), last.Columns)
        : Transaction!.CommitAsync();
}
