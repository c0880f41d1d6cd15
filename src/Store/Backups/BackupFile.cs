using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Store;

/// <summary>
/// A backup on disk: a SQLite file with the store's tables, and beside them what it says of itself. A file of one format whatever
/// the store is on can be looked into with any tool for SQLite, and moves a county from one database to the other.
/// </summary>
internal sealed class BackupFile : IDisposable
{
    private const string LabelSql = """
        CREATE TABLE backup (name TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE backup_rows (table_name TEXT PRIMARY KEY, rows INTEGER NOT NULL);
        """;

    private BackupFile(string path, SqliteOpenMode mode)
    {
        SqliteLibrary.Load();
        Path = path;
        Connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        Connection.Open();
    }

    public string Path { get; }

    public SqliteConnection Connection { get; }

    /// <summary>An empty one; what lies there already is replaced.</summary>
    public static BackupFile Create(string path)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
        var file = new BackupFile(path, SqliteOpenMode.ReadWrite);
        // It is nobody's until it is whole, and is written to disk once, at the end.
        file.Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN");
        return file;
    }

    /// <exception cref="BackupException">There is none, it is something else, or it is damaged.</exception>
    public static BackupFile Open(string path)
    {
        if (!File.Exists(path))
            throw new BackupException($"there is no file {path}");
        var file = new BackupFile(path, SqliteOpenMode.ReadOnly);
        try
        {
            if (file.Text("SELECT count(*) FROM sqlite_master WHERE name IN ('backup', 'backup_rows')") != "2")
                throw new BackupException($"{path} is not a backup of a store");
            if (file.Text("PRAGMA integrity_check") is var found and not "ok")
                throw new BackupException($"{path} is damaged: {found}");
            foreach (var (table, rows) in file.Label().Rows)
                if (file.Text($"SELECT count(*) FROM \"{table}\"") is var held && held != rows.ToString(CultureInfo.InvariantCulture))
                    throw new BackupException($"{path} is damaged: {table} has {held} rows of {rows}");
            return file;
        }
        catch (SqliteException damaged)
        {
            file.Dispose();
            throw new BackupException(damaged.SqliteErrorCode == SqliteNotADatabase ? $"{path} is not a backup of a store" : $"{path} is damaged: {damaged.Message}");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private const int SqliteNotADatabase = 26;

    public BackupLabel Label()
    {
        var said = Pairs("SELECT name, value FROM backup");
        return new BackupLabel(
            said["provider"], DateTimeOffset.Parse(said["made_at"], CultureInfo.InvariantCulture), said["key_id"],
            Pairs("SELECT table_name, rows FROM backup_rows ORDER BY table_name").ToDictionary(pair => pair.Key, pair => long.Parse(pair.Value, CultureInfo.InvariantCulture)));
    }

    /// <summary>Ends the writing: afterwards the file is whole and on the disk.</summary>
    public void Seal(BackupLabel label)
    {
        Run(LabelSql);
        foreach (var (name, value) in new[] { ("provider", label.Provider), ("made_at", label.MadeAt.ToString("O", CultureInfo.InvariantCulture)), ("key_id", label.KeyId) })
            Run("INSERT INTO backup (name, value) VALUES (@name, @value)", ("@name", name), ("@value", value));
        foreach (var (table, rows) in label.Rows)
            Run("INSERT INTO backup_rows (table_name, rows) VALUES (@table, @rows)", ("@table", table), ("@rows", rows));
        Run("COMMIT");
        Dispose();
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    public void Dispose() => Connection.Dispose();

    private Dictionary<string, string> Pairs(string sql)
    {
        using var command = Command(sql);
        using var rows = command.ExecuteReader();
        var pairs = new Dictionary<string, string>();
        while (rows.Read())
            pairs[rows.GetString(0)] = rows.GetString(1);
        return pairs;
    }

    private string Text(string sql)
    {
        using var command = Command(sql);
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }

    private void Run(string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(sql);
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
