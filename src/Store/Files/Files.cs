using System.Security.Cryptography;

namespace Store;

/// <param name="Sha256">Of the content, lower-case hex.</param>
public sealed record StoredFile(long Id, string Name, byte[] Content, string Sha256, DateTimeOffset CreatedAt);

/// <summary>Workbooks and documents that were made, and what people sent.</summary>
public static class Files
{
    private const string AddSql = """
        INSERT INTO file (name, content, sha256, created_at) VALUES (@name, @content, @sha256, @now) RETURNING id
        """;

    /// <summary>Returns the file's id.</summary>
    public static Task<long> Add(Tx tx, string name, byte[] content, DateTimeOffset now) =>
        tx.Scalar<long>(AddSql, new { name, content, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), now });

    private const string GetSql = "SELECT id, name, content, sha256, created_at FROM file WHERE id = @id";

    public static Task<StoredFile?> Get(Tx tx, long id) => tx.QuerySingleOrDefault<StoredFile>(GetSql, new { id });

    private const string HashSql = "SELECT sha256 FROM file WHERE id = @id";

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public static Task<string?> Hash(Tx tx, long id) => tx.Scalar<string>(HashSql, new { id });

    private const string MediaSql = "SELECT media_id FROM file WHERE id = @id AND media_until > @now";

    /// <summary>Where it lies with WeCom; null where it does not, or no longer.</summary>
    public static Task<string?> Media(Tx tx, long id, DateTimeOffset now) => tx.Scalar<string>(MediaSql, new { id, now });

    private const string SetMediaSql = """
        UPDATE file SET media_id = @mediaId, media_until = @until WHERE id = @id AND (media_until IS NULL OR media_until <= @now);

        SELECT media_id FROM file WHERE id = @id;
        """;

    /// <summary>Notes where it lies; returns where it lay already, where somebody else has put it there meanwhile.</summary>
    public static Task<string?> SetMedia(Tx tx, long id, string mediaId, DateTimeOffset until, DateTimeOffset now) =>
        tx.Scalar<string>(SetMediaSql, new { id, mediaId, until, now });
}
