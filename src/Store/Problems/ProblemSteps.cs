using System.Text.Json;

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

    private const string ActorsSql = """
        SELECT p.submission, p.userid FROM problem_step p
        JOIN submission s ON s.id = p.submission
        WHERE s.form = @form AND s.replaced_by IS NULL
        """;

    /// <summary>Submission → who made it what it is now, of every problem of a form that has gone a step.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> Actors(Tx tx, string form)
    {
        var actors = new Dictionary<long, string>();
        foreach (var (submission, userid) in await tx.Query<(long Submission, string Userid)>(ActorsSql, new { form }))
            actors[submission] = userid;
        return actors;
    }

    private const string OfSql = $"""
        SELECT {Columns} FROM problem_step p
        WHERE p.root = (SELECT min(q.root) FROM problem_step q WHERE q.submission = @submission)
        ORDER BY p.id
        """;

    /// <summary>The steps of the problem that this submission is about, oldest first; none where there was none yet.</summary>
    public static Task<IReadOnlyList<ProblemStep>> Of(Tx tx, long submission) => tx.Query<ProblemStep>(OfSql, new { submission });

    private const string SaidSql = """
        SELECT s.id AS submission, p.details FROM submission s
        JOIN problem_step n ON n.submission = s.id
        JOIN problem_step p ON p.root = n.root
        WHERE s.replaced_by IS NULL AND
        """;

    private const string Oldest = "ORDER BY s.id, p.id";

    /// <summary>What the steps said of each problem about the households of a range of ids, oldest first: one page of a long reading.</summary>
    public static Task<IReadOnlyList<SaidLine>> OfHouseholds(Tx tx, string after, string last) =>
        tx.Query<SaidLine>($"{SaidSql} s.subject > @after AND s.subject <= @last {Oldest}", new { after, last });

    /// <summary>The same of a range of submissions.</summary>
    public static Task<IReadOnlyList<SaidLine>> OfSubmissions(Tx tx, long after, long last) =>
        tx.Query<SaidLine>($"{SaidSql} s.id > @after AND s.id <= @last {Oldest}", new { after, last });
}

/// <param name="Details">See <see cref="ProblemStep.Details"/>.</param>
public sealed record SaidLine(long Submission, string Details)
{
    /// <summary>What all steps of each problem said, by name; what was said last counts.</summary>
    public static IReadOnlyDictionary<long, IReadOnlyDictionary<string, string>> ByProblem(IEnumerable<SaidLine> lines)
    {
        var byProblem = new Dictionary<long, IReadOnlyDictionary<string, string>>();
        foreach (var steps in lines.GroupBy(line => line.Submission))
        {
            var said = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in steps.SelectMany(step => JsonSerializer.Deserialize<Dictionary<string, string>>(step.Details) ?? []).Where(fact => fact.Value.Length > 0))
                said[name] = value;
            byProblem[steps.Key] = said;
        }
        return byProblem;
    }
}
