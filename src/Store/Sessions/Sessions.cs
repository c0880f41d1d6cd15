namespace Store;

/// <param name="State">The conversation as JSON; what is in it is the conversation's own business.</param>
public sealed record StoredSession(string Userid, string State, DateTimeOffset UpdatedAt);

/// <param name="Before">What the turn began with; null where there was no session.</param>
public sealed record SessionMove(string Userid, string? Before, string After, DateTimeOffset At);

/// <summary>Where each person's conversation stands.</summary>
public static class Sessions
{
    internal const string SelectSql = "SELECT userid, state, updated_at FROM session";

    private const string LoadSql = $"{SelectSql} WHERE userid = @userid";

    /// <summary>Null for somebody who has never written.</summary>
    public static Task<StoredSession?> Load(Tx tx, string userid) => tx.QuerySingleOrDefault<StoredSession>(LoadSql, new { userid });

    private const string SaveSql = """
        INSERT INTO session (userid, state, updated_at) VALUES (@userid, @state, @now)
        ON CONFLICT (userid) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at
        """;

    public static Task Save(Tx tx, string userid, string state, DateTimeOffset now) =>
        tx.Execute(SaveSql, new { userid, state, now });

    // Whoever worked out the turn did so from what the session was then. If it is something else by now, the state becomes NULL,
    // which no session may be: the statement fails, and everything with it.
    internal static string MoveSql(Dialect dialect) => $"""
        UPDATE session SET state = CASE WHEN session.state = r.Before THEN r.After END, updated_at = r.At
        FROM {dialect.Rows(["Userid", "Before", "After", "At"])}
        WHERE session.userid = r.Userid AND r.Before IS NOT NULL AND r.After IS NOT NULL;

        INSERT INTO session (userid, state, updated_at)
        SELECT r.Userid, r.After, r.At FROM {dialect.Rows(["Userid", "Before", "After", "At"])}
        WHERE r.Before IS NULL AND r.After IS NOT NULL
        """;

    private static readonly DialectSql MoveOneSql = new(MoveSql);

    /// <summary>Moves a conversation on; fails where it is no longer where the turn began.</summary>
    public static Task Move(Tx tx, SessionMove move) => tx.AtEnd(MoveOneSql.On(tx.Dialect), [move]);
}
