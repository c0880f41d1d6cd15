namespace Store;

/// <param name="Content">As the page that it is written on keeps it.</param>
public sealed record StoredNoticeDraft(string Id, string Content, DateTimeOffset At);

/// <summary>Notices that are being written on the desk. Each belongs to whoever writes it.</summary>
public static class NoticeDrafts
{
    private const string SaveSql = """
        INSERT INTO notice_draft (id, userid, content, at) VALUES (@id, @userid, @content, @now)
        ON CONFLICT (id) DO UPDATE SET content = excluded.content, at = excluded.at WHERE notice_draft.userid = excluded.userid
        """;

    public static Task Save(Tx tx, string id, string userid, string content, DateTimeOffset now) => tx.Execute(SaveSql, new { id, userid, content, now });

    private const string OfSql = "SELECT id, content, at FROM notice_draft WHERE userid = @userid ORDER BY at DESC, id";

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<StoredNoticeDraft>> Of(Tx tx, string userid) => tx.Query<StoredNoticeDraft>(OfSql, new { userid });

    private const string FindSql = "SELECT id, content, at FROM notice_draft WHERE id = @id AND userid = @userid";

    public static Task<StoredNoticeDraft?> Find(Tx tx, string id, string userid) => tx.QuerySingleOrDefault<StoredNoticeDraft>(FindSql, new { id, userid });

    private const string RemoveSql = "DELETE FROM notice_draft WHERE id = @id AND userid = @userid";

    /// <summary>False where it is gone already: whoever presses twice sends once.</summary>
    public static async Task<bool> Remove(Tx tx, string id, string userid) => await tx.Execute(RemoveSql, new { id, userid }) == 1;
}
