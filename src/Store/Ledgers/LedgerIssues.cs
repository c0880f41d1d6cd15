namespace Store;

/// <summary>The ledgers that were issued.</summary>
public static class LedgerIssues
{
    private const string Columns = """
        id, number, ledger, campaign, period, unit_id, issued_at, issuer, check_code, rows_cipher AS rows, file_id, changes, reason, pack_version
        """;

    private const string AddSql = """
        INSERT INTO ledger_issue (
            number, ledger, campaign, period, unit_id, issued_at, issuer, check_code, rows_cipher, file_id, changes, reason, pack_version)
        VALUES (
            @Number, @Ledger, @Campaign, @Period, @UnitId, @IssuedAt, @Issuer, @CheckCode, @Rows, @FileId, @Changes, @Reason, @PackVersion)
        ON CONFLICT (number) DO NOTHING
        """;

    /// <summary>False, and nothing is added, where the number was given meanwhile.</summary>
    public static async Task<bool> Add(Tx tx, LedgerIssue issue) => await tx.Execute(AddSql, issue) > 0;

    private const string LastSql = $"""
        SELECT {Columns} FROM ledger_issue
        WHERE ledger = @ledger AND campaign = @campaign AND period = @period AND unit_id = @unitId
        ORDER BY id DESC
        LIMIT 1
        """;

    /// <summary>The last issue of the same thing; null for a first one.</summary>
    public static Task<LedgerIssue?> Last(Tx tx, string ledger, string campaign, string period, string unitId) =>
        tx.QuerySingleOrDefault<LedgerIssue>(LastSql, new { ledger, campaign, period, unitId });

    private const string FindSql = $"SELECT {Columns} FROM ledger_issue WHERE number = @number";

    public static Task<LedgerIssue?> Find(Tx tx, string number) => tx.QuerySingleOrDefault<LedgerIssue>(FindSql, new { number });

    private const string ListSql = $"SELECT {Columns} FROM ledger_issue WHERE (@ledger = '' OR ledger = @ledger) ORDER BY id";

    /// <param name="ledger">Null = of every ledger.</param>
    public static Task<IReadOnlyList<LedgerIssue>> List(Tx tx, string? ledger) => tx.Query<LedgerIssue>(ListSql, new { ledger = ledger ?? "" });

    private const string CountSql = "SELECT count(*) FROM ledger_issue WHERE ledger = @ledger";

    public static Task<int> Count(Tx tx, string ledger) => tx.Scalar<int>(CountSql, new { ledger });
}
