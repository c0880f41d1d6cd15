namespace Store;

/// <summary>
/// What is to be sent. Adding is part of the turn's or the reminder's transaction; sending happens later, outside any:
/// Due, Claim, send, then one of the Marks.
/// </summary>
public static class Outbox
{
    private const string Columns = """
        o.id, o.userid, o.kind, o.payload, o.not_before, o.state, o.attempts, o.created_at, o.sent_at, o.error,
        o.msgid, o.task_id, o.response_code, o.dedup_key
        """;

    private const string AddSql = """
        INSERT INTO outbox (userid, kind, payload, not_before, state, attempts, created_at, task_id, response_code, dedup_key)
        VALUES (@Userid, @Kind, @Payload, @NotBefore, 'pending', 0, @now, @TaskId, @ResponseCode, @DedupKey)
        ON CONFLICT (dedup_key) DO NOTHING
        """;

    /// <summary>Returns how many were added: those whose key was there before are not.</summary>
    public static Task<int> Add(Tx tx, IEnumerable<Outgoing> messages, DateTimeOffset now) =>
        tx.Execute(AddSql, messages.Select(message => new
        {
            message.Userid,
            message.Kind,
            // The last guard over every text that leaves by itself. A card's JSON has ids in it and is guarded before it is made.
            Payload = message.Kind == OutboxKind.Text ? PersonalNumbers.MaskIds(message.Payload) : message.Payload,
            message.NotBefore,
            now,
            message.TaskId,
            message.ResponseCode,
            message.DedupKey,
        }).ToList());

    // A message on its way, or waiting to be tried again, holds back the person's later ones; one that is merely meant for
    // later (a reminder for tomorrow) does not.
    private const string Sendable = """
        o.state = 'pending' AND o.not_before <= @now AND NOT EXISTS (
            SELECT 1 FROM outbox b
            WHERE b.userid = o.userid AND b.state = 'pending' AND b.id < o.id AND b.attempts > 0 AND b.not_before > @now)
        """;

    private const string DueSql = $"""
        SELECT {Columns} FROM outbox o WHERE {Sendable} ORDER BY o.id LIMIT @limit
        """;

    /// <summary>What can be sent now, in the order in which it was added.</summary>
    public static Task<IReadOnlyList<OutboxRow>> Due(Tx tx, DateTimeOffset now, int limit) =>
        tx.Query<OutboxRow>(DueSql, new { now, limit });

    private static readonly DialectSql ClaimSql = new(dialect => $"""
        UPDATE outbox SET attempts = attempts + 1, not_before = @until
        WHERE id IN (SELECT o.id FROM outbox o WHERE o.id {dialect.Among("ids")} AND {Sendable})
          AND state = 'pending' AND not_before <= @now
        RETURNING id
        """);

    /// <summary>
    /// Makes these the caller's to send until <paramref name="until"/>, when a pump that died has lost them again. Returns
    /// those that nobody else had claimed.
    /// </summary>
    public static async Task<IReadOnlyList<long>> Claim(Tx tx, IReadOnlyCollection<long> ids, DateTimeOffset now, DateTimeOffset until) =>
        [.. (await tx.Query<long>(ClaimSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), now, until })).Order()];

    private static readonly DialectSql MarkSentSql = new(dialect => $"""
        UPDATE outbox
        SET state = 'sent', sent_at = @now, msgid = @msgid, response_code = COALESCE(@responseCode, response_code), error = NULL
        WHERE id {dialect.Among("ids")}
        """);

    /// <param name="ids">All that one call delivered.</param>
    /// <param name="msgid">As WeCom answered; null where it gave none.</param>
    public static Task MarkSent(Tx tx, IReadOnlyCollection<long> ids, string? msgid, string? responseCode, DateTimeOffset now) =>
        tx.Execute(MarkSentSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), msgid, responseCode, now });

    private static readonly DialectSql MarkRetrySql = new(dialect => $"""
        UPDATE outbox SET not_before = @notBefore, error = @error WHERE id {dialect.Among("ids")} AND state = 'pending'
        """);

    public static Task MarkRetry(Tx tx, IReadOnlyCollection<long> ids, DateTimeOffset notBefore, string error) =>
        tx.Execute(MarkRetrySql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), notBefore, error });

    private static readonly DialectSql MarkSql = new(dialect => $"""
        UPDATE outbox SET state = @state, error = @error WHERE id {dialect.Among("ids")}
        """);

    /// <summary>The person cannot be reached, or the message can never be right.</summary>
    public static Task MarkUndeliverable(Tx tx, IReadOnlyCollection<long> ids, string error) =>
        tx.Execute(MarkSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), error, state = "undeliverable" });

    /// <summary>It was sent, and nobody knows whether it arrived; sending it again might say it twice.</summary>
    public static Task MarkUnknown(Tx tx, IReadOnlyCollection<long> ids, string error) =>
        tx.Execute(MarkSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), error, state = "unknown" });

    private const string PendingCountSql = "SELECT count(*) FROM outbox WHERE state = 'pending' AND not_before <= @now";

    /// <summary>How many messages should have gone out by now.</summary>
    public static Task<int> PendingCount(Tx tx, DateTimeOffset now) => tx.Scalar<int>(PendingCountSql, new { now });

    private const string NotDeliveredSql = $"""
        SELECT {Columns} FROM outbox o WHERE o.state IN ('undeliverable', 'unknown') ORDER BY o.id DESC LIMIT @limit
        """;

    /// <summary>What did not arrive or may not have, newest first, for county staff.</summary>
    public static Task<IReadOnlyList<OutboxRow>> NotDelivered(Tx tx, int limit) => tx.Query<OutboxRow>(NotDeliveredSql, new { limit });

    private const string OfTaskSql = $"SELECT {Columns} FROM outbox o WHERE o.task_id = @taskId ORDER BY o.id DESC LIMIT 1";

    /// <summary>The card that a click came from.</summary>
    public static Task<OutboxRow?> OfTask(Tx tx, string taskId) => tx.QuerySingleOrDefault<OutboxRow>(OfTaskSql, new { taskId });
}
