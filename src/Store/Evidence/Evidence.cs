namespace Store;

public enum EvidenceState { Waiting, Stored, Refused, Lost }

/// <summary>Something that a person sent: a photo, a recording, a file.</summary>
/// <param name="MediaId">WeCom's name for it, which is also the answer where a question asked for it.</param>
/// <param name="Form">The form that was open; "" where none was.</param>
/// <param name="Subject">The household it was open for; "" where it is about none.</param>
/// <param name="FileId">Where it is kept; null until it has been fetched.</param>
/// <param name="SubmissionId">What it was handed in with; null before that.</param>
public sealed record EvidenceRow(
    long Id, string Userid, string Kind, string MediaId, string Form, string Subject, DateTimeOffset ReceivedAt, EvidenceState State,
    int Attempts, DateTimeOffset NotBefore, long? FileId, long? SubmissionId, string? Error);

/// <summary>What people sent as evidence. WeCom keeps it for three days, so it is fetched at once.</summary>
public static class Evidence
{
    private const string Columns =
        "id, userid, kind, media_id, form, subject, received_at, state, attempts, not_before, file_id, submission_id, error";

    private const string AddSql = """
        INSERT INTO evidence (userid, kind, media_id, form, subject, received_at, state, attempts, not_before)
        VALUES (@userid, @kind, @mediaId, @form, @subject, @now, 'waiting', 0, @now)
        ON CONFLICT (media_id) DO NOTHING
        """;

    public static Task Add(Tx tx, string userid, string kind, string mediaId, string form, string subject, DateTimeOffset now) =>
        tx.Execute(AddSql, new { userid, kind, mediaId, form, subject, now });

    private const string WaitingSql = $"SELECT {Columns} FROM evidence WHERE state = 'waiting' AND not_before <= @now ORDER BY id LIMIT @limit";

    public static Task<IReadOnlyList<EvidenceRow>> Waiting(Tx tx, DateTimeOffset now, int limit) => tx.Query<EvidenceRow>(WaitingSql, new { now, limit });

    private const string KeepSql = "UPDATE evidence SET state = 'stored', file_id = @file, error = NULL WHERE id = @id AND state = 'waiting'";

    /// <summary>False where another process was quicker.</summary>
    public static async Task<bool> Keep(Tx tx, long id, long file) => await tx.Execute(KeepSql, new { id, file }) == 1;

    private const string RetrySql = "UPDATE evidence SET attempts = attempts + 1, not_before = @notBefore, error = @error WHERE id = @id";

    public static Task Retry(Tx tx, long id, DateTimeOffset notBefore, string error) => tx.Execute(RetrySql, new { id, notBefore, error });

    private const string EndSql = "UPDATE evidence SET state = @state, error = @error WHERE id = @id AND state = 'waiting'";

    /// <summary>It is nothing we keep, or can no longer be fetched. False where another process was quicker.</summary>
    public static async Task<bool> End(Tx tx, long id, EvidenceState state, string error) =>
        await tx.Execute(EndSql, new { id, state = state == EvidenceState.Refused ? "refused" : "lost", error }) == 1;

    private const string AttachSql = """
        UPDATE evidence SET submission_id = @submission
        WHERE userid = @userid AND form = @form AND subject = @subject AND submission_id IS NULL
        """;

    /// <summary>What was sent while a form was being filled goes with it.</summary>
    public static Task Attach(Tx tx, string userid, string form, string subject, long submission) =>
        tx.Execute(AttachSql, new { userid, form, subject, submission });

    private const string FindSql = $"SELECT {Columns} FROM evidence WHERE media_id = @mediaId";

    public static Task<EvidenceRow?> Find(Tx tx, string mediaId) => tx.QuerySingleOrDefault<EvidenceRow>(FindSql, new { mediaId });

    private const string OfSql = $"SELECT {Columns} FROM evidence WHERE submission_id = @submission ORDER BY id";

    public static Task<IReadOnlyList<EvidenceRow>> Of(Tx tx, long submission) => tx.Query<EvidenceRow>(OfSql, new { submission });
}
