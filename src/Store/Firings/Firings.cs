namespace Store;

/// <summary>The moments of a plan (a reminder, an escalation) that have been carried out.</summary>
public static class Firings
{
    private const string ClaimSql = """
        INSERT INTO firing (plan, moment, due_at, fired_at, counts) VALUES (@plan, @moment, @dueAt, @now, '')
        ON CONFLICT (plan, moment) DO NOTHING
        """;

    /// <summary>
    /// True for one caller only, who then does what is due in the same transaction: if that fails, the moment is open again.
    /// </summary>
    /// <param name="moment">What tells this time from the plan's others: <c>2022-08 T-3</c>.</param>
    public static async Task<bool> Claim(Tx tx, string plan, string moment, DateTimeOffset dueAt, DateTimeOffset now) =>
        await tx.Execute(ClaimSql, new { plan, moment, dueAt, now }) == 1;

    private const string CountSql = "UPDATE firing SET counts = @counts WHERE plan = @plan AND moment = @moment";

    /// <summary>Notes what it came to, for whoever asks later: <c>contacts=12 households=31</c>.</summary>
    public static Task Count(Tx tx, string plan, string moment, string counts) => tx.Execute(CountSql, new { plan, moment, counts });

    private const string MomentsSql = "SELECT moment FROM firing WHERE plan = @plan ORDER BY moment";

    public static Task<IReadOnlyList<string>> Moments(Tx tx, string plan) => tx.Query<string>(MomentsSql, new { plan });
}
