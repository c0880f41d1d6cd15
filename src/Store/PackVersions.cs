namespace Store;

/// <summary>One file under prompts/ as it was in some version of the pack.</summary>
/// <param name="Path">Relative to the pack's folder, with forward slashes.</param>
public sealed record PackFile(string Path, string Content);

/// <summary>The text of every pack version that anything was ever answered with.</summary>
public static class PackVersions
{
    private const string KnownSql = "SELECT EXISTS (SELECT 1 FROM pack_file WHERE version = @version)";

    private const string KeepSql = """
        INSERT INTO pack_file (version, path, content) VALUES (@version, @Path, @Content)
        ON CONFLICT (version, path) DO NOTHING
        """;

    /// <summary>Keeps a version once; the same version again changes nothing.</summary>
    public static async Task Keep(Tx tx, string version, IEnumerable<PackFile> files)
    {
        if (!await tx.Scalar<bool>(KnownSql, new { version }))
            await tx.Execute(KeepSql, files.Select(file => new { version, file.Path, file.Content }));
    }

    private const string FilesSql = "SELECT path, content FROM pack_file WHERE version = @version ORDER BY path";

    /// <summary>Every file of the version; none where it was never kept.</summary>
    public static Task<IReadOnlyList<PackFile>> Files(Tx tx, string version) => tx.Query<PackFile>(FilesSql, new { version });
}
