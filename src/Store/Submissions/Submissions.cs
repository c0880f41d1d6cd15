namespace Store;

/// <summary>The forms that were filled.</summary>
public static class Submissions
{
    private static readonly string Seen = Scope.On("s.userid", "s.area");

    private const string Columns = """
        s.id, s.form, s.form_version, s.pack_version, s.campaign, s.subject, s.period, s.userid, s.area, s.answers,
        s.unchanged, s.submitted_at, s.replaces, s.replaced_by, s.reason, s.warnings
        """;

    private const string AddSql = """
        INSERT INTO submission (
            form, form_version, pack_version, campaign, subject, period, userid, area, answers, unchanged, submitted_at,
            replaces, reason, warnings)
        VALUES (
            @Form, @FormVersion, @PackVersion, @Campaign, @Subject, @Period, @Userid, @Area, @Answers, @Unchanged,
            @SubmittedAt, @Replaces, @Reason, @Warnings)
        RETURNING id
        """;

    private const string ReplaceSql = "UPDATE submission SET replaced_by = @id WHERE id = @Replaces AND replaced_by IS NULL";

    /// <summary>Returns the new submission's id; the one it replaces no longer counts.</summary>
    /// <exception cref="InvalidOperationException">What it replaces does not exist or was replaced before.</exception>
    public static async Task<long> Add(Tx tx, Submission submission)
    {
        var id = await tx.Scalar<long>(AddSql, submission);
        if (submission.Replaces is not null && await tx.Execute(ReplaceSql, new { id, submission.Replaces }) == 0)
            throw new InvalidOperationException($"submission {submission.Replaces} was corrected already");
        return id;
    }

    private static readonly string FindSql = $"SELECT {Columns} FROM submission s WHERE s.id = @id AND {Seen}";

    /// <summary>Null where there is none within the scope. Finds replaced ones too.</summary>
    public static Task<Submission?> Find(Tx tx, Scope scope, long id) =>
        tx.QuerySingleOrDefault<Submission>(FindSql, scope.Values(new { id }));

    private const string ReplacedSql = "SELECT id, replaces FROM submission WHERE replaces IS NOT NULL";

    /// <summary>Every correction → what it corrects.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> Replaced(Tx tx) =>
        (await tx.Query<(long Id, long Replaces)>(ReplacedSql)).ToDictionary(each => each.Id, each => each.Replaces);

    private const string LatestSql = $"""
        SELECT {Columns} FROM submission s
        WHERE s.form = @form AND s.subject = @subject AND s.replaced_by IS NULL AND (@before = '' OR s.period < @before)
        ORDER BY s.period DESC, s.submitted_at DESC, s.id DESC
        LIMIT 1
        """;

    /// <summary>
    /// The last one about a subject, whoever filled it: a household keeps its history when it gets another contact. Whoever
    /// asks has opened the subject within their scope.
    /// </summary>
    /// <param name="before">Only of an earlier period than this one.</param>
    public static Task<Submission?> Latest(Tx tx, string form, string subject, string? before = null) =>
        tx.QuerySingleOrDefault<Submission>(LatestSql, new { form, subject, before = before ?? "" });

    private const string BySql = $"""
        SELECT {Columns} FROM submission s
        WHERE s.userid = @userid AND s.submitted_at >= @since AND s.replaced_by IS NULL
        ORDER BY s.submitted_at DESC, s.id DESC
        LIMIT @limit
        """;

    /// <summary>What somebody has handed in since then, newest first.</summary>
    public static Task<IReadOnlyList<Submission>> By(Tx tx, string userid, DateTimeOffset since, int limit) =>
        tx.Query<Submission>(BySql, new { userid, since, limit });

    private const string AboutSql = $"""
        SELECT {Columns} FROM submission s
        WHERE s.subject = @subject AND s.submitted_at >= @since AND s.replaced_by IS NULL
        ORDER BY s.submitted_at DESC, s.id DESC
        LIMIT 1
        """;

    /// <summary>The newest of any form about a subject since then; null where there is none.</summary>
    public static Task<Submission?> About(Tx tx, string subject, DateTimeOffset since) =>
        tx.QuerySingleOrDefault<Submission>(AboutSql, new { subject, since });

    private const string OfSql = $"""
        SELECT {Columns} FROM submission s
        WHERE s.form = @form AND s.subject = @subject AND s.period = @period AND s.replaced_by IS NULL
        ORDER BY s.submitted_at DESC, s.id DESC
        LIMIT 1
        """;

    /// <summary>The one about a subject in one period that counts; null where there is none.</summary>
    public static Task<Submission?> Of(Tx tx, string form, string subject, string period) =>
        tx.QuerySingleOrDefault<Submission>(OfSql, new { form, subject, period });

    private static readonly string ListSql = $"""
        SELECT {Columns} FROM submission s
        WHERE s.form = @form AND s.replaced_by IS NULL
          AND (@anyCampaign = 1 OR s.campaign = @campaign)
          AND (@anyPeriod = 1 OR s.period = @period)
          AND {Seen}
        ORDER BY s.submitted_at, s.id
        """;

    /// <summary>Those that count, oldest first.</summary>
    /// <param name="campaign">Null = of any; "" = of none.</param>
    /// <param name="period">Null = of any; "" = of none.</param>
    public static Task<IReadOnlyList<Submission>> List(Tx tx, string form, Scope scope, string? campaign = null, string? period = null) =>
        tx.Query<Submission>(ListSql, scope.Values(new
        {
            form,
            anyCampaign = campaign is null,
            campaign = campaign ?? "",
            anyPeriod = period is null,
            period = period ?? "",
        }));

    private static readonly string StreamSql = $"""
        SELECT {SubmissionLine.Columns}
        FROM submission s
        WHERE s.form = @form AND s.replaced_by IS NULL AND {Seen}
        """;

    private static readonly string StreamWithHouseholdsSql = $"""
        SELECT {SubmissionLine.Columns},
               h.id, h.area, h.group_no, h.head_name, h.types, h.size, h.monitor_type, h.risk_types, h.risk_status, h.identified_on, h.contact
        FROM submission s
        LEFT JOIN household h ON h.id = s.subject
        WHERE s.form = @form AND s.replaced_by IS NULL AND {Seen}
        """;

    /// <summary>
    /// Those that count, one by one and in no order: for going through more of them than there is room for. Each is the same object,
    /// moved on.
    /// </summary>
    /// <param name="households">Whether to say of each what the roster knows of its household.</param>
    /// <param name="pool">For what many of them have in common.</param>
    public static async IAsyncEnumerable<SubmissionLine> Stream(Tx tx, string form, Scope scope, bool households, TextPool pool)
    {
        await using var row = await tx.Read(households ? StreamWithHouseholdsSql : StreamSql, scope.Values(new { form }));
        var line = new SubmissionLine(row, households, pool);
        while (await row.ReadAsync())
            yield return line;
    }
}
