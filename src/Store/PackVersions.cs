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

    private const string EarlierSql = """
        SELECT DISTINCT f.path, f.content FROM pack_file f
        WHERE f.version <> @version AND f.path LIKE 'forms/%'
          AND NOT EXISTS (SELECT 1 FROM pack_file now WHERE now.version = @version AND now.path = f.path AND now.content = f.content)
        ORDER BY f.path
        """;

    /// <summary>Every form file that reads otherwise in this version, or is gone from it.</summary>
    public static Task<IReadOnlyList<PackFile>> EarlierForms(Tx tx, string version) => tx.Query<PackFile>(EarlierSql, new { version });

    private const string FilesSql = "SELECT path, content FROM pack_file WHERE version = @version ORDER BY path";

    /// <summary>Every file of the version; none where it was never kept.</summary>
    public static Task<IReadOnlyList<PackFile>> Files(Tx tx, string version) => tx.Query<PackFile>(FilesSql, new { version });
}
