namespace Store;

/// <summary>Ledgers asked for in chat, made one after the other.</summary>
public static class LedgerRequests
{
    private const string Columns = "id, userid, ledger, campaign, period, unit, state, requested_at, file_id, error, kind, detail";

    private const string AddSql = """
        INSERT INTO ledger_request (userid, ledger, campaign, period, unit, state, requested_at, kind, detail)
        VALUES (@userid, @ledger, @campaign, @period, @unit, 'requested', @now, @kind, @detail)
        RETURNING id
        """;

    /// <summary>Returns the request's id.</summary>
    /// <param name="detail">See <see cref="LedgerDetail"/>.</param>
    public static Task<long> Add(
        Tx tx, string userid, string ledger, string campaign, string period, string unit, DateTimeOffset now,
        LedgerRequestKind kind = LedgerRequestKind.Make, string detail = "") =>
        tx.Scalar<long>(AddSql, new { userid, ledger, campaign, period, unit, now, kind = kind.ToString().ToLowerInvariant(), detail });

    private static readonly DialectSql NextSql = new(dialect => $"""
        UPDATE ledger_request SET state = 'making', started_at = @now
        WHERE id = (
            SELECT id FROM ledger_request
            WHERE state = 'requested' OR (state = 'making' AND started_at <= @abandonedBefore)
            ORDER BY id
            LIMIT 1
            {dialect.SkipLocked})
        RETURNING {Columns}
        """);

    /// <summary>The oldest that nobody is making, now the caller's; one started long ago was abandoned by a process that died.</summary>
    public static Task<LedgerRequest?> Next(Tx tx, DateTimeOffset now, DateTimeOffset abandonedBefore) =>
        tx.QuerySingleOrDefault<LedgerRequest>(NextSql.On(tx.Dialect), new { now, abandonedBefore });

    private const string FindSql = $"SELECT {Columns} FROM ledger_request WHERE id = @id";

    public static Task<LedgerRequest?> Find(Tx tx, long id) => tx.QuerySingleOrDefault<LedgerRequest>(FindSql, new { id });

    private const string DoneSql = "UPDATE ledger_request SET state = 'done', file_id = @fileId, error = NULL WHERE id = @id";

    /// <param name="fileId">Null where it was answered in words.</param>
    public static Task Done(Tx tx, long id, long? fileId) => tx.Execute(DoneSql, new { id, fileId });

    private const string FailSql = "UPDATE ledger_request SET state = 'failed', error = @error WHERE id = @id";

    public static Task Fail(Tx tx, long id, string error) => tx.Execute(FailSql, new { id, error });
}
