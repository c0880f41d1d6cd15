namespace Store;

public enum LedgerRequestState { Requested, Making, Done, Failed }

/// <summary>A ledger that somebody asked for.</summary>
/// <param name="Id">0 until added.</param>
/// <param name="Unit">The unit whose ledger it is; "" = the asker's own.</param>
/// <param name="FileId">The workbook, once it is made.</param>
public sealed record LedgerRequest(
    long Id,
    string Userid,
    string Ledger,
    string Campaign,
    string Period,
    string Unit,
    LedgerRequestState State,
    DateTimeOffset RequestedAt,
    long? FileId = null,
    string? Error = null);

/// <summary>Ledgers asked for in chat, made one after the other.</summary>
public static class LedgerRequests
{
    private const string Columns = "id, userid, ledger, campaign, period, unit, state, requested_at, file_id, error";

    private const string AddSql = """
        INSERT INTO ledger_request (userid, ledger, campaign, period, unit, state, requested_at)
        VALUES (@userid, @ledger, @campaign, @period, @unit, 'requested', @now)
        RETURNING id
        """;

    /// <summary>Returns the request's id.</summary>
    public static Task<long> Add(
        Tx tx, string userid, string ledger, string campaign, string period, string unit, DateTimeOffset now) =>
        tx.Scalar<long>(AddSql, new { userid, ledger, campaign, period, unit, now });

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

    public static Task Done(Tx tx, long id, long fileId) => tx.Execute(DoneSql, new { id, fileId });

    private const string FailSql = "UPDATE ledger_request SET state = 'failed', error = @error WHERE id = @id";

    public static Task Fail(Tx tx, long id, string error) => tx.Execute(FailSql, new { id, error });
}
