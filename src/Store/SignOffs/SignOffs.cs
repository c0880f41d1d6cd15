namespace Store;

/// <summary>A unit's ledger as it was handed up to the level above.</summary>
/// <param name="Version">1 for the first; one that was sent back stays, and the next has the next number.</param>
/// <param name="Content">The ledger's rows as text, personal numbers masked.</param>
/// <param name="Signatures">Who signed and sealed it, as was said.</param>
/// <param name="State"><c>pending</c>, <c>accepted</c> or <c>returned</c>.</param>
/// <param name="Comment">What the level above said.</param>
public sealed record SignOff(
    long Id,
    string Campaign,
    string Ledger,
    string UnitId,
    string Area,
    int Version,
    string Content,
    int RowCount,
    string Signatures,
    string Userid,
    DateTimeOffset At,
    string State,
    string Comment = "",
    string DecidedBy = "",
    DateTimeOffset? DecidedAt = null);

public static class SignOffs
{
    private const string Columns = """
        s.id, s.campaign, s.ledger, s.unit_id, s.area, s.version, s.content, s.row_count, s.signatures, s.userid, s.at, s.state, s.comment,
        s.decided_by, s.decided_at
        """;

    private const string AddSql = """
        INSERT INTO sign_off (campaign, ledger, unit_id, area, version, content, row_count, signatures, userid, at, state, comment, decided_by)
        VALUES (@Campaign, @Ledger, @UnitId, @Area, @Version, @Content, @RowCount, @Signatures, @Userid, @At, @State, '', '')
        RETURNING id
        """;

    public static Task<long> Add(Tx tx, SignOff signOff) => tx.Scalar<long>(AddSql, signOff);

    private const string OfSql = $"SELECT {Columns} FROM sign_off s WHERE s.campaign = @campaign AND s.ledger = @ledger AND s.unit_id = @unit ORDER BY s.version";

    /// <summary>Every version a unit has handed up, oldest first.</summary>
    public static Task<IReadOnlyList<SignOff>> Of(Tx tx, string campaign, string ledger, string unit) => tx.Query<SignOff>(OfSql, new { campaign, ledger, unit });

    private const string ReturnedSql = $"""
        SELECT {Columns} FROM sign_off s
        WHERE s.campaign = @campaign AND s.ledger = @ledger AND s.state = 'returned'
          AND s.version = (SELECT max(t.version) FROM sign_off t WHERE t.campaign = s.campaign AND t.ledger = s.ledger AND t.unit_id = s.unit_id)
        """;

    /// <summary>Those that were sent back and have not come again.</summary>
    public static Task<IReadOnlyList<SignOff>> Returned(Tx tx, string campaign, string ledger) => tx.Query<SignOff>(ReturnedSql, new { campaign, ledger });

    private const string PendingSql = $"""
        SELECT {Columns} FROM sign_off s JOIN unit u ON u.id = s.unit_id
        WHERE s.state = 'pending' AND u.parent_id = @unit
        ORDER BY u.sort, s.id
        """;

    /// <summary>What the units directly below have handed up and nobody has decided.</summary>
    public static Task<IReadOnlyList<SignOff>> Pending(Tx tx, string unit) => tx.Query<SignOff>(PendingSql, new { unit });

    private const string LatestSql = $"""
        SELECT {Columns} FROM sign_off s
        WHERE NOT EXISTS (SELECT 1 FROM sign_off n WHERE n.ledger = s.ledger AND n.unit_id = s.unit_id AND n.version > s.version)
        ORDER BY s.ledger, s.unit_id
        """;

    /// <summary>The newest version of everything that was handed up.</summary>
    public static Task<IReadOnlyList<SignOff>> Latest(Tx tx) => tx.Query<SignOff>(LatestSql);

    private const string FindSql = $"SELECT {Columns} FROM sign_off s WHERE s.id = @id";

    public static Task<SignOff?> Find(Tx tx, long id) => tx.QuerySingleOrDefault<SignOff>(FindSql, new { id });

    private const string DecideSql = """
        UPDATE sign_off SET state = @state, comment = @comment, decided_by = @by, decided_at = @now WHERE id = @id AND state = 'pending'
        """;

    /// <summary>False where somebody else has decided it.</summary>
    public static async Task<bool> Decide(Tx tx, long id, string state, string comment, string by, DateTimeOffset now) =>
        await tx.Execute(DecideSql, new { id, state, comment, by, now }) > 0;
}
