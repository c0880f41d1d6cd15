namespace Store;

/// <summary>A change in a household as it was reported, on its way into the roster.</summary>
/// <param name="SubmissionId">The form it was reported with.</param>
/// <param name="State"><c>waiting</c>, <c>taken</c> into the roster, <c>returned</c>, or <c>replaced</c> by a corrected report.</param>
/// <param name="Comment">Why it was sent back.</param>
/// <param name="BatchId">By which the roster can be put back as it was; null where it was not changed.</param>
public sealed record HouseholdChange(
    long SubmissionId,
    string HouseholdId,
    string Area,
    string Userid,
    DateTimeOffset ReportedAt,
    string State = "waiting",
    string Comment = "",
    string DecidedBy = "",
    DateTimeOffset? DecidedAt = null,
    long? BatchId = null);

/// <summary>What was reported of households, and what became of it.</summary>
public static class HouseholdChanges
{
    private const string Columns = "c.submission_id, c.household_id, c.area, c.userid, c.reported_at, c.state, c.comment, c.decided_by, c.decided_at, c.batch_id";

    private const string AddSql = """
        INSERT INTO household_change (submission_id, household_id, area, userid, reported_at, state, comment, decided_by)
        VALUES (@SubmissionId, @HouseholdId, @Area, @Userid, @ReportedAt, 'waiting', '', '')
        """;

    public static Task Add(Tx tx, HouseholdChange change) => tx.Execute(AddSql, change);

    private const string FindSql = $"SELECT {Columns} FROM household_change c WHERE c.submission_id = @submission";

    public static Task<HouseholdChange?> Find(Tx tx, long submission) => tx.QuerySingleOrDefault<HouseholdChange>(FindSql, new { submission });

    private static readonly string WaitingSql = $"""
        SELECT {Columns} FROM household_change c
        WHERE c.state = 'waiting' AND {Scope.On("c.userid", "c.area")}
        ORDER BY c.reported_at, c.submission_id
        """;

    /// <summary>What nobody has decided yet, the longest waiting first.</summary>
    public static Task<IReadOnlyList<HouseholdChange>> Waiting(Tx tx, Scope scope) => tx.Query<HouseholdChange>(WaitingSql, scope.Values());

    private const string DecideSql = """
        UPDATE household_change SET state = @state, comment = @comment, decided_by = @by, decided_at = @now
        WHERE submission_id = @submission AND state = 'waiting'
        """;

    /// <summary>False where somebody else has decided it.</summary>
    public static async Task<bool> Decide(Tx tx, long submission, string state, string comment, string by, DateTimeOffset now) =>
        await tx.Execute(DecideSql, new { submission, state, comment, by, now }) > 0;

    /// <summary>By which batch the roster was changed.</summary>
    public static Task Taken(Tx tx, long submission, long batch) =>
        tx.Execute("UPDATE household_change SET batch_id = @batch WHERE submission_id = @submission", new { submission, batch });

    private const string ReopenSql = """
        UPDATE household_change SET state = 'waiting', decided_by = '', decided_at = NULL, batch_id = NULL WHERE batch_id = @batch
        """;

    /// <summary>The roster was put back: what was reported has to be decided anew.</summary>
    internal static Task Reopen(Tx tx, long batch) => tx.Execute(ReopenSql, new { batch });

    private static readonly DialectSql NumbersSql = new(dialect => $"""
        SELECT DISTINCT h.head_name FROM household h LEFT JOIN member m ON m.household_id = h.id
        WHERE h.id <> @household AND h.ended_on IS NULL AND (h.id_lookup {dialect.Among("lookups")} OR m.id_lookup {dialect.Among("lookups")})
        ORDER BY h.head_name
        """);

    /// <summary>The heads of other households in which somebody with one of these ID numbers is already.</summary>
    public static async Task<IReadOnlyList<string>> Elsewhere(Tx tx, string household, IEnumerable<string> numbers)
    {
        var lookups = numbers.Where(number => number.Length > 0).Select(number => tx.Cipher.Lookup("id", Normalise.IdNumber(number))).ToArray();
        return lookups.Length == 0 ? [] : await tx.Query<string>(NumbersSql.On(tx.Dialect), new { household, lookups = tx.Dialect.List(lookups) });
    }
}
