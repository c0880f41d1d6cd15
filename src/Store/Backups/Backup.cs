using System.Data.Common;
using Npgsql;

namespace Store;

/// <summary>A whole store in one file, and back again. The keys are never in it: what is sealed stays sealed.</summary>
public static class Backup
{
    private const string KeyId = "keys.id";

    /// <summary>
    /// Copies the store as it is at one instant, while others go on using it. The file is there whole or not at all; an older backup of that
    /// name is replaced.
    /// </summary>
    /// <exception cref="BackupException">Something that is no backup lies there.</exception>
    /// <exception cref="MigrationException">The store is another program's.</exception>
    public static async Task<BackupLabel> Write(Database database, string path, DateTimeOffset now)
    {
        if (File.Exists(path))
            BackupFile.Open(path).Dispose();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var aside = $"{path}.part";
        try
        {
            using var file = BackupFile.Create(aside);
            var label = await database.Read(async tx =>
            {
                var tables = StoreTables.Make(file.Connection, await Migrations.In(tx));
                var rows = new Dictionary<string, long>();
                foreach (var table in tables)
                {
                    await Empty(file.Connection, table);
                    rows[table.Name] = await TableCopy.Copy(tx.Connection, tx.Transaction, table, file.Connection);
                    if (table.Identity && await TableCopy.LastId(tx.Connection, table) is { } last)
                        await TableCopy.GoOnAfter(file.Connection, table, last);
                }
                return new BackupLabel(tx.Dialect.Name, now, await Meta.Get(tx, KeyId) ?? "", rows);
            });
            file.Seal(label);
            File.Move(aside, path, overwrite: true);
            return label;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <exception cref="BackupException">The file is no backup, or damaged.</exception>
    public static BackupLabel Read(string path)
    {
        using var file = BackupFile.Open(path);
        return file.Label();
    }

    /// <summary>
    /// Makes the store what the backup holds, in one transaction, and brings its schema up to date. Whatever tables of ours were there
    /// are gone afterwards: nothing may be using the store meanwhile.
    /// </summary>
    /// <exception cref="BackupException">The file is no backup, or damaged.</exception>
    /// <exception cref="MigrationException">It was made by a newer program.</exception>
    public static async Task<BackupLabel> Restore(Database database, string path, DateTimeOffset now)
    {
        using var file = BackupFile.Open(path);
        await database.Write(async tx =>
        {
            var migrations = await Migrations.In(new Tx(file.Connection, null, Dialect.Sqlite, null));
            await Drop(tx, [.. StoreTables.Of(Migrations.All)]);
            await tx.Execute(Migrations.Table);
            foreach (var migration in migrations)
                await tx.Execute(tx.Dialect.Translate(migration.Sql));
            if (tx.Dialect == Dialect.Sqlite)
                await tx.Execute("PRAGMA defer_foreign_keys = ON");
            foreach (var table in StoreTables.Of(migrations))
            {
                await Empty(tx.Connection, table);
                await TableCopy.Copy(file.Connection, null, table, tx.Connection);
                if (table.Identity && await TableCopy.LastId(file.Connection, table) is { } last)
                    await TableCopy.GoOnAfter(tx.Connection, table, last);
            }
        });
        await database.Migrate(now);
        return file.Label();
    }

    /// <summary>Whether there is anything that <see cref="Restore"/> would take away.</summary>
    public static async Task<bool> WouldOverwrite(Database database) => await database.Read(async tx => (await Existing(tx)).Count > 0);

    // A migration may have put rows in; they are in the backup as well.
    private static async Task Empty(DbConnection connection, StoreTable table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"DELETE FROM \"{table.Name}\"";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Drop(Tx tx, List<StoreTable> tables)
    {
        var existing = await Existing(tx);
        foreach (var table in tables.Where(table => existing.Contains(table.Name)).Reverse())
            await tx.Execute($"DROP TABLE \"{table.Name}\"{(tx.Dialect == Dialect.Postgres ? " CASCADE" : "")}");
    }

    private static async Task<HashSet<string>> Existing(Tx tx)
    {
        var ours = StoreTables.Of(Migrations.All).Select(table => table.Name).ToHashSet();
        var all = await tx.Query<string>(tx.Connection is NpgsqlConnection
            ? "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
            : "SELECT name FROM sqlite_master WHERE type = 'table'");
        return [.. all.Where(ours.Contains)];
    }
}
