namespace Store;

/// <summary>Why something that is owed is not there yet, in the words of whoever owes it.</summary>
/// <param name="What">As in <see cref="Occurrence"/>; so are <paramref name="Subject"/> and <paramref name="Period"/>.</param>
public sealed record Excuse(string Campaign, string What, string Subject, string Period, string Reason, string Userid, DateTimeOffset At);

public static class Excuses
{
    private const string SaveSql = """
        INSERT INTO excuse (campaign, what, subject, period, reason, userid, at)
        VALUES (@Campaign, @What, @Subject, @Period, @Reason, @Userid, @At)
        ON CONFLICT (campaign, what, subject, period) DO UPDATE SET reason = excluded.reason, userid = excluded.userid, at = excluded.at
        """;

    /// <summary>The last one counts.</summary>
    public static Task Save(Tx tx, IEnumerable<Excuse> excuses) => tx.Execute(SaveSql, excuses.ToList());

    private const string OfSql = "SELECT campaign, what, subject, period, reason, userid, at FROM excuse WHERE campaign = @campaign";

    public static Task<IReadOnlyList<Excuse>> Of(Tx tx, string campaign) => tx.Query<Excuse>(OfSql, new { campaign });
}
