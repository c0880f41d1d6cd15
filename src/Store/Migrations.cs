using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Store;

/// <summary>One step of the schema: <c>0001_ground_floor.sql</c>.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

/// <summary>The numbered SQL files that this program carries, and applying those that a store lacks.</summary>
internal static class Migrations
{
    private const string Prefix = "Migrations/";

    public static IReadOnlyList<Migration> All { get; } =
    [
        .. from resource in typeof(Migrations).Assembly.GetManifestResourceNames()
           where resource.StartsWith(Prefix, StringComparison.Ordinal)
           let name = Path.GetFileNameWithoutExtension(resource[Prefix.Length..])
           let number = int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture)
           orderby number
           select new Migration(number, name, Read(resource)),
    ];

    internal const string Table = """
        CREATE TABLE IF NOT EXISTS migration (
            number     INTEGER PRIMARY KEY,
            name       TEXT NOT NULL,
            checksum   TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        );
        """;

    private const string Applied = "SELECT number, name, checksum FROM migration ORDER BY number";

    private const string Record = """
        INSERT INTO migration (number, name, checksum, applied_at)
        VALUES (@Number, @Name, @Checksum, @now)
        """;

    /// <exception cref="MigrationException">Names every applied migration that this program does not know as it is.</exception>
    public static async Task Apply(Database database, DateTimeOffset now)
    {
        while (await database.Write(tx => ApplyNext(tx, now)))
        {
            // One transaction each: what was applied stays applied if a later one fails.
        }
    }

    private static async Task<bool> ApplyNext(Tx tx, DateTimeOffset now)
    {
        await tx.Execute(tx.Dialect.LockMigrations);
        await tx.Execute(Table);
        if (All.Except(await In(tx)).FirstOrDefault() is not { } next)
            return false;
        await tx.Execute(tx.Dialect.Translate(next.Sql));
        await tx.Execute(Record, new { next.Number, next.Name, next.Checksum, now });
        return true;
    }

    /// <summary>Those that a store has had, in their order.</summary>
    /// <exception cref="MigrationException">Names every one that this program does not know as it is.</exception>
    public static async Task<IReadOnlyList<Migration>> In(Tx tx)
    {
        var applied = await tx.Query<AppliedMigration>(Applied);
        var wrong = applied.Where(row => !All.Any(known => known.Number == row.Number && known.Checksum == row.Checksum)).ToList();
        if (wrong.Count > 0)
            throw new MigrationException(wrong.ConvertAll(row => row.Name));
        return [.. All.Where(known => applied.Any(row => row.Number == known.Number))];
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private sealed record AppliedMigration(int Number, string Name, string Checksum);
}

/// <summary>The store's schema was made by another program than this one: a newer version, or edited files.</summary>
public sealed class MigrationException(IReadOnlyList<string> names) : Exception(
    $"the store holds migrations that this program does not have, or has otherwise: {string.Join(", ", names)}; "
    + "use the version of the program that last opened it");
