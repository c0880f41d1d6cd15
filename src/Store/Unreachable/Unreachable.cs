namespace Store;

/// <param name="Name">As in the roster; the userid where nobody is.</param>
/// <param name="Reason">One of <see cref="OutboxReason"/>, or <c>left</c>.</param>
public sealed record UnreachablePerson(string Userid, string Name, string UnitName, string Reason, string Error, DateTimeOffset Since);

/// <summary>Whom WeCom said it cannot reach. A person is taken off as soon as something arrives.</summary>
public static class Unreachable
{
    /// <summary>Deleted from the address book, or out of the app's visible scope.</summary>
    public const string Left = "left";

    private const string AddSql = """
        INSERT INTO unreachable (userid, reason, error, since) VALUES (@userid, @reason, @error, @now)
        ON CONFLICT (userid) DO UPDATE SET reason = excluded.reason, error = excluded.error
        """;

    /// <param name="userids">In lower case.</param>
    public static Task Add(Tx tx, IEnumerable<string> userids, string reason, string error, DateTimeOffset now) =>
        tx.Execute(AddSql, userids.Select(userid => new { userid, reason, error, now }).ToList());

    private static readonly DialectSql RemoveSql = new(dialect => $"DELETE FROM unreachable WHERE userid {dialect.Among("userids")}");

    public static Task Remove(Tx tx, IReadOnlyCollection<string> userids) =>
        tx.Execute(RemoveSql.On(tx.Dialect), new { userids = tx.Dialect.List(userids.ToArray()) });

    private const string ListSql = """
        SELECT r.userid, COALESCE(p.name, r.userid) AS name, COALESCE(u.name, '') AS unit_name, r.reason, r.error, r.since
        FROM unreachable r
        LEFT JOIN person p ON p.userid = r.userid
        LEFT JOIN unit u ON u.id = p.unit_id
        ORDER BY r.since DESC, r.userid
        """;

    public static Task<IReadOnlyList<UnreachablePerson>> List(Tx tx) => tx.Query<UnreachablePerson>(ListSql);
}
