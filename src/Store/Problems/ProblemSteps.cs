namespace Store;

/// <summary>A step on a problem's way from being found to being closed.</summary>
/// <param name="Root">The submission that first reported it.</param>
/// <param name="Submission">The one that this step made; the newest is what counts.</param>
/// <param name="Stage">What the problem is at since then, see <see cref="ProblemStage"/>.</param>
/// <param name="Details">JSON: what was said, by name, personal numbers masked.</param>
public sealed record ProblemStep(long Root, long Submission, string Stage, string Userid, DateTimeOffset At, string Details);

/// <summary>Where a problem stands: 发现, 措施, 整改, 复核, 销号, and 退回.</summary>
public static class ProblemStage
{
    public const string Found = "found";
    public const string Measured = "measured";
    public const string Rectified = "rectified";
    public const string Reviewed = "reviewed";
    public const string Closed = "closed";
    public const string SentBack = "sent_back";
}

public static class ProblemSteps
{
    private const string Columns = "p.root, p.submission, p.stage, p.userid, p.at, p.details";

    private const string AddSql = """
        INSERT INTO problem_step (root, submission, stage, userid, at, details)
        VALUES (@Root, @Submission, @Stage, @Userid, @At, @Details)
        """;

    public static Task Add(Tx tx, ProblemStep step) => tx.Execute(AddSql, step);

    private static readonly string AllSql = $"""
        SELECT {Columns} FROM problem_step p
        JOIN submission s ON s.id = p.submission
        WHERE s.form = @form AND {Scope.On("s.userid", "s.area")}
        ORDER BY p.id
        """;

    /// <summary>Every problem of a form that has gone a step: its steps, oldest first, by each submission that it has been.</summary>
    public static async Task<IReadOnlyDictionary<long, IReadOnlyList<ProblemStep>>> BySubmission(Tx tx, string form, Scope scope)
    {
        var by = new Dictionary<long, IReadOnlyList<ProblemStep>>();
        foreach (var problem in (await tx.Query<ProblemStep>(AllSql, scope.Values(new { form }))).GroupBy(step => step.Root))
        {
            var steps = problem.ToList();
            foreach (var step in steps)
                by[step.Submission] = steps;
        }
        return by;
    }

    private const string OfSql = $"""
        SELECT {Columns} FROM problem_step p
        WHERE p.root = (SELECT min(q.root) FROM problem_step q WHERE q.submission = @submission)
        ORDER BY p.id
        """;

    /// <summary>The steps of the problem that this submission is about, oldest first; none where there was none yet.</summary>
    public static Task<IReadOnlyList<ProblemStep>> Of(Tx tx, long submission) => tx.Query<ProblemStep>(OfSql, new { submission });
}
