namespace Store;

/// <summary>
/// What people sent, kept before anything is done about it. A message is answered once however often it is delivered,
/// and a person's messages are answered in the order in which they were accepted.
/// </summary>
public static class Inbox
{
    private const string Columns =
        "id, dedup_key, userid, received_at, payload_cipher AS payload, state, reply, reply_taken_at, error, attempts";

    // The lock comes first: what is read after it is what the turn before left behind.
    private static readonly DialectSql AcceptSql = new(dialect => $"""
        {dialect.TryLock};

        INSERT INTO inbox (dedup_key, userid, received_at, payload_cipher, state, attempts)
        VALUES (@dedupKey, @userid, @now, @payload, 'pending', 0)
        ON CONFLICT (dedup_key) DO NOTHING
        RETURNING id;

        SELECT i.id, i.state, i.reply,
               EXISTS (SELECT 1 FROM inbox o WHERE o.userid = i.userid AND o.state = 'pending' AND o.id < i.id) AS older_pending
        FROM inbox i
        WHERE i.dedup_key = @dedupKey;

        {People.SelectSql} WHERE p.userid = @userid;

        {Sessions.LoadSql};
        """);

    /// <summary>Keeps a message and loads its sender, in one round trip.</summary>
    /// <param name="userid">In lower case.</param>
    public static async Task<Accepted> AcceptAndLoad(Tx tx, string dedupKey, string userid, string payload, DateTimeOffset now)
    {
        await using var found = await tx.QueryMultiple(
            AcceptSql.On(tx.Dialect),
            new { @lock = userid, dedupKey, userid, now, payload = tx.Cipher.Encrypt(payload) });
        var isFree = await found.ReadSingleAsync<bool>();
        var isNew = (await found.ReadAsync<long>()).Any();
        var row = await found.ReadSingleAsync<AcceptedRow>();
        return new Accepted(
            row.Id,
            isNew,
            isFree,
            row.OlderPending,
            row.State,
            row.Reply,
            await found.ReadSingleOrDefaultAsync<Person>(),
            await found.ReadSingleOrDefaultAsync<StoredSession>());
    }

    private const string FindSql = $"SELECT {Columns} FROM inbox WHERE id = @id";

    public static Task<InboxRow?> Find(Tx tx, long id) => tx.QuerySingleOrDefault<InboxRow>(FindSql, new { id });

    private const string CompleteSql = "UPDATE inbox SET state = 'done', reply = @reply, error = NULL WHERE id = @id";

    /// <param name="reply">The passive reply, "" for an empty answer; null where the answer went through the outbox.</param>
    public static Task Complete(Tx tx, long id, string? reply) => tx.Execute(CompleteSql, new { id, reply });

    private const string FinishSql = $"""
        {Sessions.SaveSql};
        {CompleteSql}
        """;

    /// <summary>Ends a turn together with its commit: saves the session and completes the message.</summary>
    public static Task Finish(Tx tx, long id, string? reply, string userid, string session, DateTimeOffset now) =>
        tx.AtEnd(FinishSql, new { id, reply, userid, state = session, now });

    private const string TakeReplySql = "UPDATE inbox SET reply_taken_at = @now WHERE id = @id AND reply_taken_at IS NULL";

    /// <summary>Notes that the reply was written to a response; false where that was already noted.</summary>
    public static async Task<bool> TakeReply(Tx tx, long id, DateTimeOffset now) =>
        await tx.Execute(TakeReplySql, new { id, now }) == 1;

    private static readonly DialectSql TakeRepliesSql = new(dialect =>
        $"UPDATE inbox SET reply_taken_at = @now WHERE id {dialect.AmongIds} AND reply_taken_at IS NULL");

    /// <summary>The same for many at once.</summary>
    public static Task<int> TakeReplies(Tx tx, IReadOnlyCollection<long> ids, DateTimeOffset now) =>
        tx.Execute(TakeRepliesSql.On(tx.Dialect), new { ids = ids.ToArray(), now });

    private const string UntakenSql = $"""
        SELECT {Columns} FROM inbox
        WHERE state = 'done' AND reply_taken_at IS NULL AND reply <> '' AND received_at <= @receivedBefore
        ORDER BY id
        LIMIT @limit
        """;

    /// <summary>Replies that no response has taken although their message came in long enough ago: the outbox has to send them.</summary>
    public static Task<IReadOnlyList<InboxRow>> Untaken(Tx tx, DateTimeOffset receivedBefore, int limit) =>
        tx.Query<InboxRow>(UntakenSql, new { receivedBefore, limit });

    private const string FailSql = "UPDATE inbox SET attempts = attempts + 1, error = @error WHERE id = @id RETURNING attempts";

    /// <summary>Counts an attempt that was rolled back; returns how many there were.</summary>
    public static Task<int> Fail(Tx tx, long id, string error) => tx.Scalar<int>(FailSql, new { id, error });

    private const string ParkSql = "UPDATE inbox SET state = 'parked', error = @error WHERE id = @id";

    /// <summary>Sets a message aside that cannot be handled, so that what the person sends next can be.</summary>
    public static Task Park(Tx tx, long id, string error) => tx.Execute(ParkSql, new { id, error });

    private const string PendingPeopleSql = """
        SELECT userid FROM inbox WHERE state = 'pending' GROUP BY userid ORDER BY min(id) LIMIT @limit
        """;

    /// <summary>Whose messages wait, longest first.</summary>
    public static Task<IReadOnlyList<string>> PendingPeople(Tx tx, int limit) => tx.Query<string>(PendingPeopleSql, new { limit });

    private static readonly DialectSql NextSql = new(dialect => $"""
        {dialect.TryLock};

        SELECT {Columns} FROM inbox WHERE userid = @userid AND state = 'pending' ORDER BY id LIMIT 1;

        {People.SelectSql} WHERE p.userid = @userid;

        {Sessions.LoadSql};
        """);

    /// <summary>Takes the person's lock and loads their oldest pending message; null where somebody else has the lock, or none is pending.</summary>
    public static async Task<NextInput?> NextPending(Tx tx, string userid)
    {
        await using var found = await tx.QueryMultiple(NextSql.On(tx.Dialect), new { @lock = userid, userid });
        var isFree = await found.ReadSingleAsync<bool>();
        var row = await found.ReadSingleOrDefaultAsync<InboxRow>();
        var person = await found.ReadSingleOrDefaultAsync<Person>();
        var session = await found.ReadSingleOrDefaultAsync<StoredSession>();
        return isFree && row is not null ? new NextInput(row, tx.Cipher.Decrypt(row.Payload), person, session) : null;
    }

    private const string ParkedSql = $"SELECT {Columns} FROM inbox WHERE state = 'parked' ORDER BY id DESC LIMIT @limit";

    /// <summary>What was set aside, newest first.</summary>
    public static Task<IReadOnlyList<InboxRow>> Parked(Tx tx, int limit) => tx.Query<InboxRow>(ParkedSql, new { limit });

    private sealed record AcceptedRow(long Id, InboxState State, string? Reply, bool OlderPending);
}
