using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Store;

/// <summary>Copies a table row by row from one database into another, ids and all.</summary>
internal static class TableCopy
{
    /// <summary>Returns how many rows there were.</summary>
    /// <param name="to">The same table is there, and empty.</param>
    public static async Task<long> Copy(DbConnection from, DbTransaction? within, StoreTable table, DbConnection to)
    {
        await using var select = from.CreateCommand();
        select.Transaction = within;
        select.CommandText = $"SELECT {Columns(table)} FROM {Quoted(table.Name)}";
        await using var rows = await select.ExecuteReaderAsync();
        return to is NpgsqlConnection postgres ? await IntoPostgres(rows, table, postgres) : IntoSqlite(rows, table, (SqliteConnection)to);
    }

    /// <summary>The last id that was given out, whether or not its row is still there; null where none was.</summary>
    public static async Task<long?> LastId(DbConnection from, StoreTable table)
    {
        await using var command = from.CreateCommand();
        command.CommandText = from is NpgsqlConnection
            ? $"SELECT pg_sequence_last_value(pg_get_serial_sequence('{table.Name}', 'id')::regclass)"
            : $"SELECT seq FROM sqlite_sequence WHERE name = '{table.Name}'";
        return await command.ExecuteScalarAsync() as long?;
    }

    /// <summary>No id up to this one is given out again.</summary>
    public static async Task GoOnAfter(DbConnection to, StoreTable table, long id)
    {
        await using var command = to.CreateCommand();
        command.CommandText = to is NpgsqlConnection
            ? $"SELECT setval(pg_get_serial_sequence('{table.Name}', 'id'), {id})"
            : $"DELETE FROM sqlite_sequence WHERE name = '{table.Name}'; INSERT INTO sqlite_sequence (name, seq) VALUES ('{table.Name}', {id})";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> IntoPostgres(DbDataReader rows, StoreTable table, NpgsqlConnection to)
    {
        var types = await TypesOf(table, to);
        var count = 0L;
        await using var into = await to.BeginBinaryImportAsync($"COPY {Quoted(table.Name)} ({Columns(table)}) FROM STDIN (FORMAT BINARY)");
        while (await rows.ReadAsync())
        {
            await into.StartRowAsync();
            for (var column = 0; column < types.Length; column++)
                await Write(into, types[column], rows, column);
            count++;
        }
        await into.CompleteAsync();
        return count;
    }

    private static Task Write(NpgsqlBinaryImporter into, NpgsqlDbType type, DbDataReader rows, int column) => type switch
    {
        _ when rows.IsDBNull(column) => into.WriteNullAsync(),
        NpgsqlDbType.Bigint => into.WriteAsync(rows.GetInt64(column), type),
        NpgsqlDbType.Integer => into.WriteAsync(rows.GetInt32(column), type),
        NpgsqlDbType.Smallint => into.WriteAsync(rows.GetInt16(column), type),
        NpgsqlDbType.Bytea => into.WriteAsync((byte[])rows.GetValue(column), type),
        _ => into.WriteAsync(rows.GetString(column), NpgsqlDbType.Text),
    };

    private static async Task<NpgsqlDbType[]> TypesOf(StoreTable table, NpgsqlConnection to)
    {
        await using var command = to.CreateCommand();
        command.CommandText = $"SELECT {Columns(table)} FROM {Quoted(table.Name)} LIMIT 0";
        await using var none = await command.ExecuteReaderAsync();
        return [.. none.GetColumnSchema().Select(column => column.NpgsqlDbType ?? NpgsqlDbType.Text)];
    }

    private static long IntoSqlite(DbDataReader rows, StoreTable table, SqliteConnection to)
    {
        using var insert = to.CreateCommand();
        insert.CommandText = $"INSERT INTO {Quoted(table.Name)} ({Columns(table)}) VALUES ({string.Join(", ", table.Columns.Select((_, column) => $"@p{column}"))})";
        var values = table.Columns.Select((_, column) => insert.Parameters.Add($"@p{column}", SqliteType.Text)).ToList();
        var count = 0L;
        while (rows.Read())
        {
            for (var column = 0; column < values.Count; column++)
            {
                // By the value's own kind: given as text, a number would be kept as text.
                values[column].ResetSqliteType();
                values[column].Value = rows.GetValue(column);
            }
            insert.ExecuteNonQuery();
            count++;
        }
        return count;
    }

    private static string Columns(StoreTable table) => string.Join(", ", table.Columns.Select(Quoted));

    private static string Quoted(string name) => $"\"{name}\"";
}
