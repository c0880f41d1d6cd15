namespace Store;

/// <summary>A household drawn for a second look.</summary>
/// <param name="Submission">The first answers, which the second are held against.</param>
/// <param name="Answers">The second answers, sealed like the first; "" while there are none.</param>
public sealed record Recheck(
    long Id, long Submission, string HouseholdId, string Form, string Userid, string Area, DateTimeOffset DrawnAt, string Answers = "", DateTimeOffset? DoneAt = null);

public static class Rechecks
{
    private const string Columns = "r.id, r.submission, r.household_id, r.form, r.userid, r.area, r.drawn_at, r.answers, r.done_at";

    private const string AddSql = """
        INSERT INTO recheck (submission, household_id, form, userid, area, drawn_at, answers)
        VALUES (@Submission, @HouseholdId, @Form, @Userid, @Area, @DrawnAt, '')
        """;

    public static Task Add(Tx tx, IEnumerable<Recheck> drawn) => tx.Execute(AddSql, drawn.ToList());

    private const string OfSql = $"SELECT {Columns} FROM recheck r WHERE r.userid = @userid ORDER BY r.done_at IS NOT NULL, r.id";

    /// <summary>Somebody's sample: what is left first.</summary>
    public static Task<IReadOnlyList<Recheck>> Of(Tx tx, string userid) => tx.Query<Recheck>(OfSql, new { userid });

    private const string FindSql = $"SELECT {Columns} FROM recheck r WHERE r.id = @id AND r.userid = @userid";

    public static Task<Recheck?> Find(Tx tx, long id, string userid) => tx.QuerySingleOrDefault<Recheck>(FindSql, new { id, userid });

    private const string DoneSql = "UPDATE recheck SET answers = @answers, done_at = @now WHERE id = @id AND userid = @userid";

    public static Task Done(Tx tx, long id, string userid, string answers, DateTimeOffset now) => tx.Execute(DoneSql, new { id, userid, answers, now });
}
