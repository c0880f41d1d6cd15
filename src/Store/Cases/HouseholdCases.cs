namespace Store;

/// <summary>A household on its way through an official procedure.</summary>
/// <param name="Procedure">Which, within its campaign.</param>
/// <param name="Green">In the green channel: aid came before the steps.</param>
/// <param name="LetIn">Why the county let it in against the rule; "" where no rule stood against it.</param>
public sealed record CaseRow(
    long Id, string Procedure, string Campaign, string HouseholdId, string Area, bool Green, string LetIn, string Userid, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt = null);

/// <param name="OnDate">The day it was done, as the form says.</param>
public sealed record CaseStep(long CaseId, string Step, string OnDate, long SubmissionId, string Userid, DateTimeOffset At);

public static class HouseholdCases
{
    private const string Columns = "c.id, c.procedure, c.campaign, c.household_id, c.area, c.green, c.let_in, c.userid, c.opened_at, c.closed_at";

    private const string OpenSql = $"""
        SELECT {Columns} FROM household_case c
        WHERE c.procedure = @procedure AND c.campaign = @campaign AND c.household_id = @household AND c.closed_at IS NULL
        """;

    /// <summary>The household's open case; null where there is none.</summary>
    public static Task<CaseRow?> Open(Tx tx, string procedure, string campaign, string household) =>
        tx.QuerySingleOrDefault<CaseRow>(OpenSql, new { procedure, campaign, household });

    private const string AddSql = """
        INSERT INTO household_case (procedure, campaign, household_id, area, green, let_in, userid, opened_at)
        VALUES (@Procedure, @Campaign, @HouseholdId, @Area, @Green, @LetIn, @Userid, @OpenedAt)
        RETURNING id
        """;

    public static Task<long> Add(Tx tx, CaseRow row) => tx.Scalar<long>(AddSql, row);

    private const string StepsSql = "SELECT s.case_id, s.step, s.on_date, s.submission_id, s.userid, s.at FROM case_step s WHERE s.case_id = @id ORDER BY s.at, s.submission_id";

    public static Task<IReadOnlyList<CaseStep>> Steps(Tx tx, long id) => tx.Query<CaseStep>(StepsSql, new { id });

    private const string AddStepSql = """
        INSERT INTO case_step (case_id, step, on_date, submission_id, userid, at) VALUES (@CaseId, @Step, @OnDate, @SubmissionId, @Userid, @At)
        """;

    public static Task AddStep(Tx tx, CaseStep step) => tx.Execute(AddStepSql, step);

    private const string CloseSql = "UPDATE household_case SET closed_at = @now WHERE id = @id";

    public static Task Close(Tx tx, long id, DateTimeOffset now) => tx.Execute(CloseSql, new { id, now });
}
