namespace Store;

/// <summary>A file that went out with a notice.</summary>
public sealed record NoticeFile(long Id, string Name);

/// <summary>What goes out with notices. A photo is fetched beside the conversation, so a notice may be sent before its photo is here.</summary>
public static class NoticeFiles
{
    private const string AddSql = "INSERT INTO notice_file (notice_id, media_id, file_id) VALUES (@notice, @mediaId, @file)";

    /// <param name="file">Null where it has not been fetched.</param>
    public static Task Add(Tx tx, long notice, string mediaId, long? file) => tx.Execute(AddSql, new { notice, mediaId, file });

    private const string ArrivedSql = "UPDATE notice_file SET file_id = @file WHERE media_id = @mediaId AND file_id IS NULL RETURNING notice_id";

    /// <summary>It has been fetched; returns the notices that went without it.</summary>
    public static Task<IReadOnlyList<long>> Arrived(Tx tx, string mediaId, long file) => tx.Query<long>(ArrivedSql, new { mediaId, file });

    private const string NamedSql = "SELECT f.id, f.name FROM notice_file n JOIN file f ON f.id = n.file_id WHERE n.notice_id = @notice ORDER BY f.id";

    /// <summary>Those that are here, with their names.</summary>
    public static Task<IReadOnlyList<NoticeFile>> Named(Tx tx, long notice) => tx.Query<NoticeFile>(NamedSql, new { notice });

    private const string OfSql = "SELECT file_id FROM notice_file WHERE notice_id = @notice AND file_id IS NOT NULL ORDER BY file_id";

    public static Task<IReadOnlyList<long>> Of(Tx tx, long notice) => tx.Query<long>(OfSql, new { notice });
}
