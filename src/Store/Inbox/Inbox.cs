using System.Text.Json;

namespace Store;

/// <summary>
/// What people sent, kept before anything is done about it. A message is answered once however often it is delivered,
/// and what waits of a person is answered in the order in which it was written.
/// </summary>
public static class Inbox
{
    private const string Columns =
        "id, dedup_key, userid, received_at, payload_cipher AS payload, state, reply, error, attempts";

    private static readonly DialectSql LookSql = new(dialect => $"""
        SELECT id, dedup_key, state, reply FROM inbox WHERE dedup_key {dialect.Among("keys")};

        SELECT DISTINCT userid FROM inbox WHERE state = 'pending' AND userid {dialect.Among("userids")};

        {People.SelectSql} WHERE p.userid {dialect.Among("userids")};

        {Sessions.SelectSql} WHERE userid {dialect.Among("userids")};
        """);

    /// <summary>What turns need to begin, all of them in one round trip.</summary>
    /// <returns>In the order of <paramref name="messages"/>.</returns>
    public static async Task<IReadOnlyList<Standing>> Look(Tx tx, IReadOnlyCollection<IncomingKey> messages)
    {
        await using var found = await tx.QueryMultiple(LookSql.On(tx.Dialect), new
        {
            keys = tx.Dialect.List(messages.Select(message => message.DedupKey).ToArray()),
            userids = tx.Dialect.List(messages.Select(message => message.Userid).Distinct().ToArray()),
        });
        var seen = (await found.ReadAsync<KeptMessage>()).ToDictionary(row => row.DedupKey);
        var waiting = (await found.ReadAsync<string>()).ToHashSet();
        var people = (await found.ReadAsync<Person>()).ToDictionary(person => person.Userid);
        var sessions = (await found.ReadAsync<StoredSession>()).ToDictionary(session => session.Userid);
        return
        [
            .. messages.Select(message => new Standing(
                seen.GetValueOrDefault(message.DedupKey),
                waiting.Contains(message.Userid),
                people.GetValueOrDefault(message.Userid),
                sessions.GetValueOrDefault(message.Userid))),
        ];
    }

    private const string KeepSql = """
        INSERT INTO inbox (dedup_key, userid, received_at, written_at, payload_cipher, state, attempts)
        VALUES (@dedupKey, @userid, @now, @written, @payload, 'pending', 0)
        ON CONFLICT (dedup_key) DO NOTHING;

        SELECT id, dedup_key, state, reply FROM inbox WHERE dedup_key = @dedupKey;
        """;

    /// <summary>Keeps a message for later; one that was kept or answered before stays as it is.</summary>
    /// <param name="userid">In lower case.</param>
    /// <param name="written">When the person wrote it; null = now.</param>
    public static async Task<KeptMessage> Keep(
        Tx tx, string dedupKey, string userid, string payload, DateTimeOffset now, DateTimeOffset? written = null) =>
        (await tx.QuerySingleOrDefault<KeptMessage>(
            KeepSql, new { dedupKey, userid, now, written = written ?? now, payload = tx.Cipher.Encrypt(payload) }))!;

    private static readonly DialectSql FinishSql = new(dialect => $"""
        INSERT INTO inbox (dedup_key, userid, received_at, payload_cipher, reply, state, attempts)
        SELECT r.DedupKey, r.Userid, r.At, r.Payload, r.Reply, 'done', 0
        FROM {dialect.Rows(["DedupKey", "Userid", "At", "Payload", "Reply"])};

        INSERT INTO reply_untaken (first_key, received_at, keys)
        SELECT min(r.DedupKey), max(r.At), {dialect.Gather("DedupKey")}
        FROM {dialect.Rows(["DedupKey", "At", "HasReply"])} WHERE r.HasReply = 1 GROUP BY r.HasReply;

        {Sessions.MoveSql(dialect)}
        """);

    /// <summary>
    /// Keeps messages together with what they came to: their replies, and how they moved the conversations on. Fails where one of
    /// them was kept meanwhile, or a session is no longer what the turn began with.
    /// </summary>
    public static Task Finish(Tx tx, IReadOnlyList<Finished> turns) => tx.AtEnd(FinishSql.On(tx.Dialect), turns);

    private const string FindSql = $"SELECT {Columns} FROM inbox WHERE id = @id";

    public static Task<InboxRow?> Find(Tx tx, long id) => tx.QuerySingleOrDefault<InboxRow>(FindSql, new { id });

    private const string CompleteSql = """
        UPDATE inbox SET state = 'done', reply = '', error = NULL WHERE id = @id AND state = 'pending'
        """;

    /// <summary>Ends a message that waited, and was answered through the outbox; false where somebody else has ended it.</summary>
    public static async Task<bool> Complete(Tx tx, long id) => await tx.Execute(CompleteSql, new { id }) == 1;

    private const string UntakenSql = "SELECT first_key, received_at, keys FROM reply_untaken WHERE received_at <= @receivedBefore ORDER BY received_at LIMIT @limit";

    private static readonly DialectSql TakeSql = new(dialect =>
        $"DELETE FROM reply_untaken WHERE first_key {dialect.Among("rows")} RETURNING first_key, received_at, keys");

    private const string LeaveSql = "INSERT INTO reply_untaken (first_key, received_at, keys) VALUES (@FirstKey, @ReceivedAt, @Keys)";

    /// <summary>Notes that replies were written to responses; returns of how many that was not noted before.</summary>
    public static async Task<int> TakeReplies(Tx tx, IReadOnlyCollection<string> keys)
    {
        var (taken, noted) = (keys.ToHashSet(StringComparer.Ordinal), 0);
        while (true)
        {
            var rows = await tx.Query<UntakenReplies>(UntakenSql, new { receivedBefore = DateTimeOffset.MaxValue, limit = int.MaxValue });
            var touched = rows.Where(row => row.All.Any(taken.Contains)).Select(row => row.FirstKey).ToArray();
            if (touched.Length == 0)
                return noted;
            var mine = await tx.Query<UntakenReplies>(TakeSql.On(tx.Dialect), new { rows = tx.Dialect.List(touched) });
            foreach (var row in mine)
            {
                var left = row.All.Where(key => !taken.Contains(key)).ToArray();
                noted += row.All.Length - left.Length;
                if (left.Length > 0)
                    await tx.Execute(LeaveSql, new UntakenReplies(left[0], row.ReceivedAt, JsonSerializer.Serialize(left)));
            }
            // Another process was at one of these rows: what it left of it is to be seen by now.
            if (mine.Count == touched.Length)
                return noted;
        }
    }

    private static readonly DialectSql WithKeysSql = new(dialect => $"SELECT {Columns} FROM inbox WHERE dedup_key {dialect.Among("keys")} ORDER BY id");

    /// <summary>Replies that no response has taken although their message came in long enough ago: the outbox has to send them.</summary>
    /// <param name="limit">Of commits they came out of.</param>
    public static async Task<IReadOnlyList<InboxRow>> Untaken(Tx tx, DateTimeOffset receivedBefore, int limit)
    {
        // Asked every second and nearly always none: only of those there are is the inbox asked, which holds everything ever sent.
        var rows = await tx.Query<UntakenReplies>(UntakenSql, new { receivedBefore, limit });
        return rows.Count == 0 ? [] : await tx.Query<InboxRow>(WithKeysSql.On(tx.Dialect), new { keys = tx.Dialect.List(rows.SelectMany(row => row.All).ToArray()) });
    }

    private const string FailSql = """
        UPDATE inbox SET attempts = attempts + 1, error = @error WHERE id = @id AND state = 'pending' RETURNING attempts
        """;

    /// <summary>Counts an attempt that was rolled back; returns how many there were.</summary>
    public static Task<int> Fail(Tx tx, long id, string error) => tx.Scalar<int>(FailSql, new { id, error = PersonalNumbers.Mask(error) });

    private const string ParkSql = "UPDATE inbox SET state = 'parked', error = @error WHERE id = @id AND state = 'pending'";

    /// <summary>Sets a message aside that cannot be handled, so that what the person sends next can be.</summary>
    public static Task Park(Tx tx, long id, string error) => tx.Execute(ParkSql, new { id, error = PersonalNumbers.Mask(error) });

    private const string PendingPeopleSql = """
        SELECT userid FROM inbox WHERE state = 'pending' GROUP BY userid ORDER BY min(id) LIMIT @limit
        """;

    /// <summary>Whose messages wait, longest first.</summary>
    public static Task<IReadOnlyList<string>> PendingPeople(Tx tx, int limit) => tx.Query<string>(PendingPeopleSql, new { limit });

    private const string NextSql = $"""
        SELECT {Columns} FROM inbox WHERE userid = @userid AND state = 'pending' ORDER BY COALESCE(written_at, received_at), id LIMIT 1;

        {People.SelectSql} WHERE p.userid = @userid;

        {Sessions.SelectSql} WHERE userid = @userid;
        """;

    /// <summary>Of a person's pending messages the one that was written first; null where none is pending.</summary>
    public static async Task<NextInput?> NextPending(Tx tx, string userid)
    {
        await using var found = await tx.QueryMultiple(NextSql, new { userid });
        var row = await found.ReadSingleOrDefaultAsync<InboxRow>();
        var person = await found.ReadSingleOrDefaultAsync<Person>();
        var session = await found.ReadSingleOrDefaultAsync<StoredSession>();
        return row is null ? null : new NextInput(row, tx.Cipher.Decrypt(row.Payload), person, session);
    }

    private const string ParkedSql = $"SELECT {Columns} FROM inbox WHERE state = 'parked' ORDER BY id DESC LIMIT @limit";

    /// <summary>What was set aside, newest first.</summary>
    public static Task<IReadOnlyList<InboxRow>> Parked(Tx tx, int limit) => tx.Query<InboxRow>(ParkedSql, new { limit });
}
