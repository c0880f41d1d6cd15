namespace Store;

/// <summary>
/// What is to be sent. Adding is part of the turn's or the reminder's transaction; sending happens later, outside any:
/// Next, Claim, send, then one of the Marks.
/// </summary>
public static class Outbox
{
    private const string Columns = """
        o.id, o.userid, o.kind, o.payload, o.not_before, o.state, o.attempts, o.created_at, o.sent_at, o.error,
        o.msgid, o.task_id, o.response_code, o.dedup_key, o.asked, o.call_id, o.called_at, o.guarded, o.parts_sent, o.reason
        """;

    private const string AddSql = """
        INSERT INTO outbox (userid, kind, payload, not_before, state, attempts, created_at, task_id, response_code, dedup_key, asked, reason)
        VALUES (@Userid, @Kind, @Payload, @NotBefore, @State, 0, @now, @TaskId, @ResponseCode, @DedupKey, @Asked, @Reason)
        ON CONFLICT (dedup_key) DO NOTHING
        """;

    /// <summary>
    /// Returns how many were added: those whose key was there before are not. What holds an ID or phone number and is for a group
    /// is kept masked, and refused.
    /// </summary>
    public static Task<int> Add(Tx tx, IEnumerable<Outgoing> messages, DateTimeOffset now) =>
        tx.Execute(AddSql, messages.Select(message => (Message: message, Refused: message.Userid == OutboxKind.Robot && PersonalNumbers.In(message.Payload))).Select(each => new
        {
            each.Message.Userid,
            each.Message.Kind,
            // The last guard over every text that leaves by itself. A card's JSON has ids in it and is guarded before it is made.
            Payload = each.Refused ? PersonalNumbers.Mask(each.Message.Payload)
                : each.Message.Kind == OutboxKind.Text ? PersonalNumbers.MaskIds(each.Message.Payload)
                : each.Message.Payload,
            each.Message.NotBefore,
            State = each.Refused ? "undeliverable" : "pending",
            now,
            each.Message.TaskId,
            each.Message.ResponseCode,
            each.Message.DedupKey,
            each.Message.Asked,
            Reason = each.Refused ? OutboxReason.Personal : "",
        }).ToList());

    // A message on its way, or waiting for room or to be tried again, holds back the person's later ones; one that is merely meant
    // for later (a reminder for tomorrow) does not.
    private const string Sendable = """
        o.state = 'pending' AND o.not_before <= @now AND NOT EXISTS (
            SELECT 1 FROM outbox b
            WHERE b.userid = o.userid AND b.state = 'pending' AND b.id < o.id AND b.waits = 1 AND b.not_before > @now)
        """;

    private const string DueSql = $"""
        SELECT {Columns} FROM outbox o WHERE {Sendable} ORDER BY o.id LIMIT @limit
        """;

    /// <summary>What can be sent now, in the order in which it was added.</summary>
    public static Task<IReadOnlyList<OutboxRow>> Due(Tx tx, DateTimeOffset now, int limit) =>
        tx.Query<OutboxRow>(DueSql, new { now, limit });

    private const string NextSql = $"""
        SELECT {Columns} FROM outbox o
        WHERE o.state = 'pending' AND o.not_before <= @now AND NOT EXISTS (
            SELECT 1 FROM outbox b
            WHERE b.userid = o.userid AND b.state = 'pending' AND b.id < o.id AND (b.waits = 1 OR b.not_before <= @now))
        ORDER BY o.id
        LIMIT @limit
        """;

    /// <summary>The same, of each person only what has to go first.</summary>
    public static Task<IReadOnlyList<OutboxRow>> Next(Tx tx, DateTimeOffset now, int limit) =>
        tx.Query<OutboxRow>(NextSql, new { now, limit });

    private const string OfCallSql = $"SELECT {Columns} FROM outbox o WHERE o.call_id = @callId AND o.state = 'pending' ORDER BY o.id";

    /// <summary>Those that one call carried, while it is not known what became of it.</summary>
    public static Task<IReadOnlyList<OutboxRow>> OfCall(Tx tx, string callId) => tx.Query<OutboxRow>(OfCallSql, new { callId });

    private static readonly DialectSql ClaimSql = new(dialect => $"""
        UPDATE outbox SET attempts = attempts + 1, waits = 1, not_before = @until
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

    private static readonly DialectSql AlikeSql = new(dialect => $"""
        SELECT o.id FROM outbox o
        WHERE o.id {dialect.Among("ids")} AND EXISTS (
            SELECT 1 FROM outbox e
            WHERE e.userid = o.userid AND e.sent_at > @since AND e.id <> o.id AND e.kind = o.kind AND e.payload = o.payload)
        """);

    /// <summary>Those of which the person was sent the like since then: WeCom would take one for a repetition of the other.</summary>
    public static Task<IReadOnlyList<long>> Alike(Tx tx, IReadOnlyCollection<long> ids, DateTimeOffset since) =>
        tx.Query<long>(AlikeSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), since });

    private static readonly DialectSql MarkCalledSql = new(dialect => $"""
        UPDATE outbox SET called_at = COALESCE(called_at, @now), guarded = @guarded, call_id = @callId WHERE id {dialect.Among("ids")}
        """);

    /// <summary>Before the call: should this process die now, it is known what may be on its way, and with what else.</summary>
    public static Task MarkCalled(Tx tx, IReadOnlyCollection<long> ids, string callId, bool guarded, DateTimeOffset now) =>
        tx.Execute(MarkCalledSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), callId, guarded, now });

    private static readonly DialectSql MarkPartSql = new(dialect => $"UPDATE outbox SET parts_sent = @parts WHERE id {dialect.Among("ids")}");

    /// <summary>So many parts of a long text are there.</summary>
    public static Task MarkPart(Tx tx, IReadOnlyCollection<long> ids, int parts) =>
        tx.Execute(MarkPartSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), parts });

    private static readonly DialectSql MarkSentSql = new(dialect => $"""
        UPDATE outbox
        SET state = 'sent', sent_at = @now, msgid = @msgid, response_code = COALESCE(@responseCode, response_code),
            error = NULL, called_at = NULL
        WHERE id {dialect.Among("ids")}
        """);

    /// <param name="ids">All that one call delivered.</param>
    /// <param name="msgid">As WeCom answered; null where it gave none.</param>
    public static Task MarkSent(Tx tx, IReadOnlyCollection<long> ids, string? msgid, string? responseCode, DateTimeOffset now) =>
        tx.Execute(MarkSentSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), msgid, responseCode, now });

    private static readonly DialectSql MarkRetrySql = new(dialect => $"""
        UPDATE outbox SET not_before = @notBefore, error = @error, waits = 1, called_at = NULL, call_id = ''
        WHERE id {dialect.Among("ids")} AND state = 'pending'
        """);

    /// <summary>It certainly did not arrive, and is to be tried again.</summary>
    public static Task MarkRetry(Tx tx, IReadOnlyCollection<long> ids, DateTimeOffset notBefore, string error) =>
        tx.Execute(MarkRetrySql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), notBefore, error });

    private static readonly DialectSql MarkDoubtSql = new(dialect => $"""
        UPDATE outbox SET not_before = @notBefore, error = @error, attempts = attempts - @uncalled WHERE id {dialect.Among("ids")} AND state = 'pending'
        """);

    /// <summary>It may have arrived, and the very same call is to be made again.</summary>
    /// <param name="uncalled">It had been claimed for that and the call was not made: that was no attempt.</param>
    public static Task MarkDoubt(Tx tx, IReadOnlyCollection<long> ids, DateTimeOffset notBefore, string error, bool uncalled = false) =>
        tx.Execute(MarkDoubtSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), notBefore, error, uncalled = uncalled ? 1 : 0 });

    private static readonly DialectSql HoldSql = new(dialect => $"""
        UPDATE outbox SET not_before = @until, waits = 1, attempts = attempts - @attempts, called_at = CASE WHEN @attempts = 1 THEN NULL ELSE called_at END
        WHERE id {dialect.Among("ids")} AND state = 'pending'
        """);

    /// <summary>There is no room for them before then, or it is night.</summary>
    /// <param name="claimed">They had been claimed and no call was made: that was no attempt.</param>
    public static Task Hold(Tx tx, IReadOnlyCollection<long> ids, DateTimeOffset until, bool claimed = false) =>
        tx.Execute(HoldSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), until, attempts = claimed ? 1 : 0 });

    private static readonly DialectSql MarkSql = new(dialect => $"""
        UPDATE outbox SET state = @state, error = @error, reason = @reason, called_at = NULL WHERE id {dialect.Among("ids")}
        """);

    /// <summary>The person cannot be reached, or the message can never be right.</summary>
    /// <param name="reason">One of <see cref="OutboxReason"/>.</param>
    public static Task MarkUndeliverable(Tx tx, IReadOnlyCollection<long> ids, string error, string reason = OutboxReason.Refused) =>
        tx.Execute(MarkSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), error, reason, state = "undeliverable" });

    private static readonly DialectSql MarkUnknownSql = new(dialect => $"""
        UPDATE outbox SET state = 'unknown', error = @error, reason = 'unknown', sent_at = called_at, called_at = NULL
        WHERE id {dialect.Among("ids")}
        """);

    /// <summary>The call ended without an answer: it may have arrived, and a person has to decide.</summary>
    public static Task MarkUnknown(Tx tx, IReadOnlyCollection<long> ids, string error) =>
        tx.Execute(MarkUnknownSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), error });

    private const string PendingCountSql = "SELECT count(*) FROM outbox WHERE state = 'pending' AND not_before <= @now";

    /// <summary>How many messages should have gone out by now.</summary>
    public static Task<int> PendingCount(Tx tx, DateTimeOffset now) => tx.Scalar<int>(PendingCountSql, new { now });

    private const string NotDeliveredSql = $"""
        SELECT {Columns} FROM outbox o WHERE o.state IN ('undeliverable', 'unknown') ORDER BY o.id DESC LIMIT @limit
        """;

    /// <summary>What did not arrive or may not have, newest first, for county staff.</summary>
    public static Task<IReadOnlyList<OutboxRow>> NotDelivered(Tx tx, int limit) => tx.Query<OutboxRow>(NotDeliveredSql, new { limit });

    private static readonly string NotReachedSql = $"""
        SELECT o.userid, COALESCE(p.name, o.userid) AS name, COALESCE(u.name, '') AS unit_name, o.reason, count(*) AS messages, max(o.created_at) AS last
        FROM outbox o
        LEFT JOIN person p ON p.userid = o.userid
        LEFT JOIN unit u ON u.id = p.unit_id
        WHERE o.state IN ('undeliverable', 'unknown') AND o.created_at >= @since
          AND (@all = 1 OR {Scope.OnArea("u.path")})
        GROUP BY o.userid, COALESCE(p.name, o.userid), COALESCE(u.name, ''), o.reason
        ORDER BY max(o.created_at) DESC, o.userid
        LIMIT @limit
        """;

    /// <summary>Whom messages did not reach, or may not have, since then; those whom nobody knows are seen over everything only.</summary>
    public static Task<IReadOnlyList<NotReached>> NotReached(Tx tx, Scope scope, DateTimeOffset since, int limit) =>
        tx.Query<NotReached>(NotReachedSql, scope.Values(new { since, limit, all = scope == Scope.Everything ? 1 : 0 }));

    private const string SentSinceSql = "SELECT userid, sent_at, parts_sent + 1 AS messages FROM outbox WHERE sent_at > @since AND kind NOT IN ('grey', 'recall')";

    /// <summary>Who was sent something since then, message by message: a pump that starts anew has to know.</summary>
    public static Task<IReadOnlyList<SentTo>> SentSince(Tx tx, DateTimeOffset since) => tx.Query<SentTo>(SentSinceSql, new { since });

    private const string SentCountSql = "SELECT COALESCE(sum(parts_sent + 1), 0) FROM outbox WHERE sent_at >= @since AND kind NOT IN ('grey', 'recall') AND userid <> '@robot'";

    /// <summary>How many messages members were sent since then, the parts of long texts counted.</summary>
    public static Task<int> SentCount(Tx tx, DateTimeOffset since) => tx.Scalar<int>(SentCountSql, new { since });

    private const string OfTaskSql = $"SELECT {Columns} FROM outbox o WHERE o.task_id = @taskId ORDER BY o.id DESC LIMIT 1";

    /// <summary>The card that a click came from.</summary>
    public static Task<OutboxRow?> OfTask(Tx tx, string taskId) => tx.QuerySingleOrDefault<OutboxRow>(OfTaskSql, new { taskId });

    private const string LastCardSql = $"""
        SELECT {Columns} FROM outbox o
        WHERE o.userid = @userid AND o.kind = 'template_card' AND o.sent_at > @since AND o.response_code IS NOT NULL
        ORDER BY o.sent_at DESC, o.id DESC LIMIT 1
        """;

    /// <summary>The newest card on the person's phone that can still be changed; null where there is none.</summary>
    public static Task<OutboxRow?> LastCard(Tx tx, string userid, DateTimeOffset since) =>
        tx.QuerySingleOrDefault<OutboxRow>(LastCardSql, new { userid, since });

    private const string UseCodeSql = "UPDATE outbox SET response_code = NULL WHERE task_id = @taskId";

    /// <summary>Its response code has been used: a card can be changed once.</summary>
    public static Task UseCode(Tx tx, string taskId) => tx.Execute(UseCodeSql, new { taskId });
}
