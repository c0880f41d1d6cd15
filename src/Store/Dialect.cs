using System.Text.Json;

namespace Store;

/// <summary>Everything SQLite and PostgreSQL disagree on; all other SQL runs on both as it stands.</summary>
public sealed class Dialect
{
    public static readonly Dialect Sqlite = new()
    {
        Name = "sqlite",
        Key = "TEXT",
        Blob = "BLOB",
        // AUTOINCREMENT: an id is never used again, so the order of ids stays the order of acceptance.
        Identity = "INTEGER PRIMARY KEY AUTOINCREMENT",
        // One writer at a time: whoever runs has every lock.
        LockMigrations = "SELECT 1",
        LockJournal = "SELECT 1",
        SkipLocked = "",
        Recount = _ => "SELECT 1",
        Among = list => $"IN (SELECT value FROM json_each(@{list}))",
        List = values => JsonSerializer.Serialize(values, values.GetType()),
        Gather = column => $"json_group_array(r.{column})",
        Rows = columns => $"(SELECT {string.Join(", ", columns.Select(column => $"@{column} AS {column}"))}) AS r",
    };

    public static readonly Dialect Postgres = new()
    {
        Name = "postgres",
        Key = "TEXT COLLATE \"C\"",
        Blob = "BYTEA",
        Identity = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        LockMigrations = "SELECT 1 FROM pg_advisory_xact_lock(7236184)",
        LockJournal = "LOCK TABLE journal IN SHARE ROW EXCLUSIVE MODE",
        SkipLocked = "FOR UPDATE SKIP LOCKED",
        Recount = tables => $"ANALYZE {tables}",
        Among = list => $"= ANY (@{list})",
        List = values => values,
        Gather = column => $"json_agg(r.{column})",
        Rows = columns => $"unnest({string.Join(", ", columns.Select(column => $"@{column}"))}) AS r ({string.Join(", ", columns)})",
    };

    private Dialect()
    {
    }

    public required string Name { get; init; }

    /// <summary>Text compared byte by byte whatever the server's collation is.</summary>
    public required string Key { get; init; }

    public required string Blob { get; init; }

    public required string Identity { get; init; }

    public required string LockMigrations { get; init; }

    /// <summary>Waits until nobody is appending, and lets nobody append until the transaction ends.</summary>
    public required string LockJournal { get; init; }

    /// <summary>Ends a SELECT that takes the first row nobody else is taking.</summary>
    public required string SkipLocked { get; init; }

    /// <summary>
    /// After very much was added to these tables: what PostgreSQL knows of their size, and the plans it keeps, are of before until it
    /// looks again by itself, a minute later. SQLite plans without it.
    /// </summary>
    public required Func<string, string> Recount { get; init; }

    /// <summary>Follows a column: its value is one of the <see cref="List"/> that is passed under this name.</summary>
    public required Func<string, string> Among { get; init; }

    /// <summary>Makes an array of ids or keys one value.</summary>
    public required Func<Array, object> List { get; init; }

    /// <summary>A table <c>r</c> of the rows given to <see cref="Tx.AtEnd{T}"/>, with these of their properties as its columns.</summary>
    public required Func<string[], string> Rows { get; init; }

    /// <summary>That column of the rows of a group, as one JSON array. Where <see cref="Rows"/> are one at a time, so is each array.</summary>
    public required Func<string, string> Gather { get; init; }

    /// <exception cref="ArgumentException">Neither sqlite nor postgres.</exception>
    public static Dialect Named(string provider) => provider switch
    {
        "sqlite" => Sqlite,
        "postgres" => Postgres,
        _ => throw new ArgumentException($"the store's provider is '{provider}'; known: sqlite, postgres", nameof(provider)),
    };

    /// <summary>Fills in the tokens of a migration.</summary>
    public string Translate(string migration) => migration
        .Replace("{{key}}", Key, StringComparison.Ordinal)
        .Replace("{{blob}}", Blob, StringComparison.Ordinal)
        .Replace("{{identity}}", Identity, StringComparison.Ordinal);
}

/// <summary>A statement in which the dialects differ, written out once for each.</summary>
internal sealed class DialectSql(Func<Dialect, string> write)
{
    private readonly string sqlite = write(Dialect.Sqlite);
    private readonly string postgres = write(Dialect.Postgres);

    public string On(Dialect dialect) => dialect == Dialect.Sqlite ? sqlite : postgres;
}
