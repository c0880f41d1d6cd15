namespace Store;

/// <param name="State">The conversation as JSON; what is in it is the conversation's own business.</param>
/// <param name="Version">Counts up with every change, from 1.</param>
public sealed record StoredSession(string Userid, string State, DateTimeOffset UpdatedAt, long Version = 1);

/// <param name="Before">The version that the turn began with; 0 where there was no session.</param>
/// <param name="Role">As <see cref="Finished.Role"/>.</param>
/// <param name="Area">As <see cref="Finished.Area"/>.</param>
public sealed record SessionMove(string Userid, long Before, string After, DateTimeOffset At, string Role = "", string Area = "");

/// <summary>Where each person's conversation stands.</summary>
public static class Sessions
{
    internal const string SelectSql = "SELECT userid, state, updated_at, version FROM session";

    private const string LoadSql = $"{SelectSql} WHERE userid = @userid";

    /// <summary>Null for somebody who has never written.</summary>
    public static Task<StoredSession?> Load(Tx tx, string userid) => tx.QuerySingleOrDefault<StoredSession>(LoadSql, new { userid });

    private const string SaveSql = """
        INSERT INTO session (userid, state, updated_at) VALUES (@userid, @state, @now)
        ON CONFLICT (userid) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at, version = session.version + 1
        """;

    public static Task Save(Tx tx, string userid, string state, DateTimeOffset now) =>
        tx.Execute(SaveSql, new { userid, state, now });

    private const string HoldingSql = "SELECT userid FROM session WHERE state LIKE @piece";

    /// <summary>Everybody whose state holds this piece of JSON.</summary>
    public static Task<IReadOnlyList<string>> Holding(Tx tx, string piece) => tx.Query<string>(HoldingSql, new { piece = $"%{piece}%" });

    // Whoever worked out the turn did so from what the session was then. If it has moved on since, the state becomes NULL, which
    // no session may be: the statement fails, and everything with it. So it does where somebody who was not looked up is not who
    // they were, or has an older message waiting. Both are asked of one person at a time: an EXISTS would be answered on PostgreSQL
    // by going through everybody at every commit.
    internal static string MoveSql(Dialect dialect) => $"""
        INSERT INTO session (userid, state, updated_at, version)
        SELECT r.Userid, CASE WHEN r.Role = '' OR (
                (r.Role, r.Area) =
                    (SELECT p.role, (SELECT u.path FROM unit u WHERE u.id = p.unit_id) FROM person p WHERE p.userid = r.Userid AND p.active = 1)
                AND 0 = (SELECT count(*) FROM inbox i WHERE i.userid = r.Userid AND i.state = 'pending'))
            THEN r.After END, r.At, r.Before + 1
        FROM {dialect.Rows(["Userid", "Before", "After", "At", "Role", "Area"])}
        WHERE r.After IS NOT NULL
        ON CONFLICT (userid) DO UPDATE SET
            state = CASE WHEN session.version = excluded.version - 1 THEN excluded.state END,
            updated_at = excluded.updated_at, version = excluded.version
        """;

    private static readonly DialectSql MoveOneSql = new(MoveSql);

    /// <summary>Moves a conversation on; fails where it is no longer where the turn began.</summary>
    public static Task Move(Tx tx, SessionMove move) => tx.AtEnd(MoveOneSql.On(tx.Dialect), [move]);
}
