using Microsoft.Data.Sqlite;

namespace Store;

/// <param name="Identity">Its ids are given out by the database, in rising order.</param>
internal sealed record StoreTable(string Name, IReadOnlyList<string> Columns, bool Identity);

/// <summary>The tables that migrations make, each after those it refers to.</summary>
internal static class StoreTables
{
    private const string NamesSql = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    private const string ColumnsSql = "SELECT name FROM pragma_table_info(@table) ORDER BY cid";
    private const string RefersSql = """SELECT DISTINCT "table" FROM pragma_foreign_key_list(@table)""";

    /// <summary>Makes the tables in an empty SQLite database.</summary>
    public static IReadOnlyList<StoreTable> Make(SqliteConnection connection, IEnumerable<Migration> migrations)
    {
        Run(connection, Migrations.Table);
        foreach (var migration in migrations)
            Run(connection, Dialect.Sqlite.Translate(migration.Sql));
        var (left, ordered) = (Read(connection), new List<StoreTable>());
        while (left.Count > 0)
        {
            var next = left.Where(table => table.Refers.All(other => other == table.Table.Name || ordered.Exists(done => done.Name == other))).ToList();
            if (next.Count == 0)
                throw new InvalidOperationException($"tables refer to each other in a circle: {string.Join(", ", left.Select(table => table.Table.Name))}");
            ordered.AddRange(next.Select(table => table.Table));
            left.RemoveAll(next.Contains);
        }
        return ordered;
    }

    /// <summary>The same without keeping what was made.</summary>
    public static IReadOnlyList<StoreTable> Of(IEnumerable<Migration> migrations)
    {
        SqliteLibrary.Load();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return Make(connection, migrations);
    }

    private static List<(StoreTable Table, List<string> Refers)> Read(SqliteConnection connection)
    {
        var made = new List<(string Name, string Sql)>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = NamesSql;
            using var rows = command.ExecuteReader();
            while (rows.Read())
                made.Add((rows.GetString(0), rows.GetString(1)));
        }
        return made.ConvertAll(table => (
            new StoreTable(table.Name, Texts(connection, ColumnsSql, table.Name), table.Sql.Contains("AUTOINCREMENT", StringComparison.Ordinal)),
            Texts(connection, RefersSql, table.Name)));
    }

    private static List<string> Texts(SqliteConnection connection, string sql, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@table", table);
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
            texts.Add(rows.GetString(0));
        return texts;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
