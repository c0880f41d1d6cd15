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

/// <summary>What somebody sent and has not said where it belongs.</summary>
public sealed record LooseEvidence(string Userid, string Name, string UnitName, int Count, DateTimeOffset Last);

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

    private const string AddStoredSql = """
        INSERT INTO evidence (userid, kind, media_id, form, subject, received_at, state, attempts, not_before, file_id)
        VALUES (@userid, @kind, @reference, '', @subject, @now, 'stored', 0, @now, @file)
        """;

    /// <summary>What came another way than through WeCom and is kept already.</summary>
    /// <param name="reference">Stands where WeCom's name for it would.</param>
    public static Task AddStored(Tx tx, string userid, string kind, string reference, string subject, long file, DateTimeOffset now) =>
        tx.Execute(AddStoredSql, new { userid, kind, reference, subject, file, now });

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
        WHERE userid = @userid AND subject = @subject AND (form = @form OR form = '' AND subject <> '') AND submission_id IS NULL
        """;

    /// <summary>What was sent while a form was being filled goes with it, and what was said to belong to the household.</summary>
    public static Task Attach(Tx tx, string userid, string form, string subject, long submission) =>
        tx.Execute(AttachSql, new { userid, form, subject, submission });

    private static readonly DialectSql PlaceSql = new(dialect => $"""
        UPDATE evidence SET form = @form, subject = @subject, submission_id = @submission
        WHERE userid = @userid AND media_id {dialect.Among("mediaIds")}
        """);

    /// <summary>The sender says where it belongs.</summary>
    /// <param name="submission">Null where it goes with what will be handed in.</param>
    public static Task Place(Tx tx, string userid, IReadOnlyCollection<string> mediaIds, string form, string subject, long? submission) =>
        tx.Execute(PlaceSql.On(tx.Dialect), new { userid, mediaIds = tx.Dialect.List(mediaIds.ToArray()), form, subject, submission });

    private const string BySql = $"""
        SELECT {Columns} FROM evidence WHERE userid = @userid AND state IN ('waiting', 'stored') ORDER BY id DESC LIMIT @limit
        """;

    /// <summary>What somebody sent and is kept, newest first.</summary>
    public static Task<IReadOnlyList<EvidenceRow>> By(Tx tx, string userid, int limit) => tx.Query<EvidenceRow>(BySql, new { userid, limit });

    private const string UnplacedSql = $"""
        SELECT {Columns} FROM evidence
        WHERE userid = @userid AND state IN ('waiting', 'stored') AND submission_id IS NULL AND (form <> '' OR subject = '')
        ORDER BY form <> '', id LIMIT @limit
        """;

    /// <summary>What somebody sent that is neither handed in nor said to be about a household, oldest first; after them what a form took that is open or was thrown away.</summary>
    public static Task<IReadOnlyList<EvidenceRow>> Unplaced(Tx tx, string userid, int limit) => tx.Query<EvidenceRow>(UnplacedSql, new { userid, limit });

    private const string LooseSql = """
        SELECT e.userid, COALESCE(p.name, e.userid) AS name, COALESCE(u.name, '') AS unit_name, count(*) AS count, max(e.received_at) AS last
        FROM evidence e
        LEFT JOIN person p ON p.userid = e.userid
        LEFT JOIN unit u ON u.id = p.unit_id
        WHERE e.submission_id IS NULL AND e.form = '' AND e.subject = '' AND e.state IN ('waiting', 'stored')
        GROUP BY e.userid, COALESCE(p.name, e.userid), COALESCE(u.name, '')
        ORDER BY max(e.received_at) DESC
        LIMIT @limit
        """;

    /// <summary>What nobody has said the place of, person by person, newest first.</summary>
    public static Task<IReadOnlyList<LooseEvidence>> Loose(Tx tx, int limit) => tx.Query<LooseEvidence>(LooseSql, new { limit });

    private const string FindSql = $"SELECT {Columns} FROM evidence WHERE media_id = @mediaId";

    public static Task<EvidenceRow?> Find(Tx tx, string mediaId) => tx.QuerySingleOrDefault<EvidenceRow>(FindSql, new { mediaId });

    private const string OfSql = $"SELECT {Columns} FROM evidence WHERE submission_id = @submission ORDER BY id";

    public static Task<IReadOnlyList<EvidenceRow>> Of(Tx tx, long submission) => tx.Query<EvidenceRow>(OfSql, new { submission });
}
