namespace Store;

/// <summary>A notice that was sent to many.</summary>
/// <param name="Kind"><c>notice</c> or <c>finding</c> (通报).</param>
/// <param name="Body">What was written, without what the program says around it.</param>
/// <param name="Audience">In words, as it was picked.</param>
/// <param name="Ask"><c>none</c>, <c>receipt</c>, <c>form</c> or <c>answer</c>.</param>
/// <param name="DueOn">The day by which it is to be answered; null where none is set.</param>
public sealed record Notice(
    long Id, string Kind, string Body, string Audience, string Ask, string Form, DateOnly? DueOn, string Userid, string Area, DateTimeOffset At, DateTimeOffset? RecalledAt = null);

/// <param name="Pushes">How often it was sent to the person.</param>
/// <param name="Answer">Of a 通报; "" for a mere 收到.</param>
public sealed record NoticeReceipt(long NoticeId, string Userid, string Name, string Unit, int Pushes, DateTimeOffset? ConfirmedAt, string Answer);

/// <summary>Notices and who has answered them.</summary>
public static class Notices
{
    private const string Columns = "n.id, n.kind, n.body, n.audience, n.ask, n.form, n.due_on, n.userid, n.area, n.at, n.recalled_at";

    private const string AddSql = """
        INSERT INTO notice (kind, body, audience, ask, form, due_on, userid, area, at)
        VALUES (@Kind, @Body, @Audience, @Ask, @Form, @DueOn, @Userid, @Area, @At)
        RETURNING id
        """;

    private const string AddReceiptSql = "INSERT INTO notice_receipt (notice_id, userid, pushes, answer) VALUES (@id, @userid, 1, '')";

    /// <summary>Returns its id.</summary>
    public static async Task<long> Add(Tx tx, Notice notice, IEnumerable<string> userids)
    {
        var id = await tx.Scalar<long>(AddSql, notice);
        await tx.Execute(AddReceiptSql, userids.Select(userid => new { id, userid }).ToList());
        return id;
    }

    private static readonly string SentSql = $"""
        SELECT {Columns} FROM notice n
        WHERE n.recalled_at IS NULL AND (n.userid = @userid OR {Scope.OnArea("n.area")})
        ORDER BY n.id DESC
        LIMIT @limit
        """;

    /// <summary>Those somebody sent, and those sent within their area, newest first.</summary>
    public static Task<IReadOnlyList<Notice>> Sent(Tx tx, string userid, Scope scope, int limit) =>
        tx.Query<Notice>(SentSql, scope.Values(new { userid, limit }));

    private const string FindSql = $"SELECT {Columns} FROM notice n WHERE n.id = @id";

    public static Task<Notice?> Find(Tx tx, long id) => tx.QuerySingleOrDefault<Notice>(FindSql, new { id });

    private const string ReceiptsSql = """
        SELECT r.notice_id, r.userid, p.name, u.name AS unit, r.pushes, r.confirmed_at, r.answer
        FROM notice_receipt r JOIN person p ON p.userid = r.userid JOIN unit u ON u.id = p.unit_id
        WHERE r.notice_id = @id
        ORDER BY u.sort, p.sort, p.userid
        """;

    /// <summary>Everybody it went to, in the roster's order.</summary>
    public static Task<IReadOnlyList<NoticeReceipt>> Receipts(Tx tx, long id) => tx.Query<NoticeReceipt>(ReceiptsSql, new { id });

    private const string OpenSql = $"""
        SELECT {Columns} FROM notice n JOIN notice_receipt r ON r.notice_id = n.id
        WHERE r.userid = @userid AND r.confirmed_at IS NULL AND n.recalled_at IS NULL AND n.ask <> 'none'
        ORDER BY n.id
        """;

    /// <summary>Those that wait for this person, oldest first.</summary>
    public static Task<IReadOnlyList<Notice>> Open(Tx tx, string userid) => tx.Query<Notice>(OpenSql, new { userid });

    private const string AnswerSql = """
        UPDATE notice_receipt SET confirmed_at = @now, answer = @answer, submission_id = @submission
        WHERE notice_id = @id AND userid = @userid AND confirmed_at IS NULL
        """;

    /// <summary>False where the person had answered before.</summary>
    public static async Task<bool> Answer(Tx tx, long id, string userid, string answer, long? submission, DateTimeOffset now) =>
        await tx.Execute(AnswerSql, new { id, userid, answer, submission, now }) > 0;

    private const string DatedSql = $"""
        SELECT {Columns} FROM notice n
        WHERE n.due_on >= @from AND n.recalled_at IS NULL
          AND EXISTS (SELECT 1 FROM notice_receipt r WHERE r.notice_id = n.id AND r.confirmed_at IS NULL)
        ORDER BY n.due_on, n.id
        """;

    /// <summary>Those that are to be answered by a day, and that somebody has not answered.</summary>
    /// <param name="from">The day is this one or later.</param>
    public static Task<IReadOnlyList<Notice>> Dated(Tx tx, DateOnly from) => tx.Query<Notice>(DatedSql, new { from });

    private const string PushedSql = "UPDATE notice_receipt SET pushes = pushes + 1 WHERE notice_id = @id AND confirmed_at IS NULL";

    public static Task Pushed(Tx tx, long id) => tx.Execute(PushedSql, new { id });

    private const string RecallSql = "UPDATE notice SET recalled_at = @now WHERE id = @id AND recalled_at IS NULL";

    private const string UnsentSql = "DELETE FROM outbox WHERE dedup_key LIKE @key AND state = 'pending' AND attempts = 0";

    private const string UnsentFilesSql = "DELETE FROM notice_file WHERE notice_id = @id AND file_id IS NULL";

    private const string MessagesSql = "SELECT DISTINCT msgid FROM outbox WHERE dedup_key LIKE @key AND state = 'sent' AND msgid IS NOT NULL ORDER BY msgid";

    /// <summary>What has not gone out never will; returns WeCom's ids of the messages that have, to be recalled there.</summary>
    public static async Task<IReadOnlyList<string>> Recall(Tx tx, long id, DateTimeOffset now)
    {
        if (await tx.Execute(RecallSql, new { id, now }) == 0)
            return [];
        await tx.Execute(UnsentSql, new { key = $"notice/{id}/%" });
        await tx.Execute(UnsentFilesSql, new { id });
        return await tx.Query<string>(MessagesSql, new { key = $"notice/{id}/%" });
    }
}
