namespace Store;

/// <summary>A household drawn for a second look.</summary>
/// <param name="Submission">The first answers, which the second are held against.</param>
/// <param name="Answers">The second answers, sealed like the first; "" while there are none.</param>
public sealed record Recheck(
    long Id, long Submission, string HouseholdId, string Form, string Userid, string Area, DateTimeOffset DrawnAt, string Answers = "", DateTimeOffset? DoneAt = null);

/// <summary>A submission that can be looked at a second time.</summary>
public sealed record Drawable(long Submission, string HouseholdId, string Form, string Area);

public static class Rechecks
{
    private const string Columns = "r.id, r.submission, r.household_id, r.form, r.userid, r.area, r.drawn_at, r.answers, r.done_at";

    private const string AddSql = """
        INSERT INTO recheck (submission, household_id, form, userid, area, drawn_at, answers)
        VALUES (@Submission, @HouseholdId, @Form, @Userid, @Area, @DrawnAt, '')
        """;

    public static Task Add(Tx tx, IEnumerable<Recheck> drawn) => tx.Execute(AddSql, drawn.ToList());

    private static readonly DialectSql DrawableSql = new(dialect => $"""
        SELECT s.id AS submission, s.subject AS household_id, s.form, s.area
        FROM submission s
        WHERE s.form {dialect.Among("forms")} AND s.subject <> '' AND s.replaced_by IS NULL AND s.userid <> @by AND {Scope.On("s.userid", "s.area")}
          AND NOT EXISTS (SELECT 1 FROM recheck r WHERE r.submission = s.id AND r.userid = @by)
          AND NOT EXISTS (SELECT 1 FROM submission l
                          WHERE l.form = s.form AND l.subject = s.subject AND l.replaced_by IS NULL
                            AND (l.submitted_at > s.submitted_at OR l.submitted_at = s.submitted_at AND l.id > s.id))
        """);

    /// <summary>What a sample can be drawn from: the latest of each household in each of these forms, unless it is somebody's own or was drawn by them before.</summary>
    public static Task<IReadOnlyList<Drawable>> Drawable(Tx tx, Scope scope, IReadOnlyCollection<string> forms, string by) =>
        tx.Query<Drawable>(DrawableSql.On(tx.Dialect), scope.Values(new { forms = tx.Dialect.List(forms.ToArray()), by }));

    private const string OfSql = $"SELECT {Columns} FROM recheck r WHERE r.userid = @userid ORDER BY r.done_at IS NOT NULL, r.id";

    /// <summary>Somebody's sample: what is left first.</summary>
    public static Task<IReadOnlyList<Recheck>> Of(Tx tx, string userid) => tx.Query<Recheck>(OfSql, new { userid });

    private const string FindSql = $"SELECT {Columns} FROM recheck r WHERE r.id = @id AND r.userid = @userid";

    public static Task<Recheck?> Find(Tx tx, long id, string userid) => tx.QuerySingleOrDefault<Recheck>(FindSql, new { id, userid });

    private const string DoneSql = "UPDATE recheck SET answers = @answers, done_at = @now WHERE id = @id AND userid = @userid";

    public static Task Done(Tx tx, long id, string userid, string answers, DateTimeOffset now) => tx.Execute(DoneSql, new { id, userid, answers, now });
}
