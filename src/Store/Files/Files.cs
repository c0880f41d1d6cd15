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
}
