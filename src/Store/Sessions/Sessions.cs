namespace Store;

/// <param name="State">The conversation as JSON; what is in it is the conversation's own business.</param>
public sealed record StoredSession(string Userid, string State, DateTimeOffset UpdatedAt);

/// <summary>Where each person's conversation stands.</summary>
public static class Sessions
{
    internal const string LoadSql = "SELECT userid, state, updated_at FROM session WHERE userid = @userid";

    /// <summary>Null for somebody who has never written.</summary>
    public static Task<StoredSession?> Load(Tx tx, string userid) => tx.QuerySingleOrDefault<StoredSession>(LoadSql, new { userid });

    internal const string SaveSql = """
        INSERT INTO session (userid, state, updated_at) VALUES (@userid, @state, @now)
        ON CONFLICT (userid) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at
        """;

    public static Task Save(Tx tx, string userid, string state, DateTimeOffset now) =>
        tx.Execute(SaveSql, new { userid, state, now });
}
