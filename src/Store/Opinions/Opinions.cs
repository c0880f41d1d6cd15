namespace Store;

/// <summary>What somebody said about the tool itself.</summary>
/// <param name="Answer">"" while there is none.</param>
public sealed record Opinion(long Id, string Userid, string Name, string Unit, string Said, DateTimeOffset At, string Answer);

public static class Opinions
{
    private const string AddSql = """
        INSERT INTO feedback (userid, said, at, answer, answered_by) VALUES (@userid, @said, @now, '', '') RETURNING id
        """;

    /// <summary>Returns its number.</summary>
    public static Task<long> Add(Tx tx, string userid, string said, DateTimeOffset now) => tx.Scalar<long>(AddSql, new { userid, said, now });

    private const string OpenSql = """
        SELECT f.id, f.userid, p.name, u.name AS unit, f.said, f.at, f.answer
        FROM feedback f JOIN person p ON p.userid = f.userid JOIN unit u ON u.id = p.unit_id
        WHERE (@id = 0 AND f.answered_at IS NULL) OR f.id = @id
        ORDER BY f.id
        """;

    /// <summary>Those that wait for an answer, oldest first.</summary>
    public static Task<IReadOnlyList<Opinion>> Open(Tx tx) => tx.Query<Opinion>(OpenSql, new { id = 0L });

    public static Task<Opinion?> Find(Tx tx, long id) => tx.QuerySingleOrDefault<Opinion>(OpenSql, new { id });

    private const string AnswerSql = """
        UPDATE feedback SET answer = @answer, answered_by = @by, answered_at = @now WHERE id = @id AND answered_at IS NULL
        """;

    /// <summary>False where somebody else has answered it.</summary>
    public static async Task<bool> Answer(Tx tx, long id, string answer, string by, DateTimeOffset now) => await tx.Execute(AnswerSql, new { id, answer, by, now }) > 0;
}
