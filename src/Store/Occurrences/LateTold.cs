namespace Store;

/// <param name="Unit">Its id.</param>
/// <param name="Userid">Who was told.</param>
public sealed record ToldLate(string Campaign, string What, string Period, string Unit, string Userid);

/// <summary>Something that somebody had been told was late, and that has come in since.</summary>
public sealed record ArrivedLate(string Campaign, string What, string Period, string Unit, string UnitName, string Userid);

/// <summary>Who was bothered with a unit's being late: they are not left with it once it has handed in.</summary>
public static class LateTold
{
    private const string AddSql = """
        INSERT INTO late_told (campaign, what, period, unit_id, userid) VALUES (@Campaign, @What, @Period, @Unit, @Userid)
        ON CONFLICT (campaign, what, period, unit_id, userid) DO NOTHING
        """;

    public static Task Add(Tx tx, IEnumerable<ToldLate> told) => tx.Execute(AddSql, told.ToList());

    private const string ArrivedSql = """
        SELECT l.campaign, l.what, l.period, l.unit_id AS unit, u.name AS unit_name, l.userid
        FROM late_told l
        JOIN occurrence o ON o.what = l.what AND o.campaign = l.campaign AND o.period = l.period AND o.subject = l.unit_id
        JOIN unit u ON u.id = l.unit_id
        WHERE o.done_at <= @before
        ORDER BY l.userid, o.due_at, l.what, u.sort, u.id
        """;

    /// <summary>What had come in by then and has not been told yet.</summary>
    public static Task<IReadOnlyList<ArrivedLate>> Arrived(Tx tx, DateTimeOffset before) => tx.Query<ArrivedLate>(ArrivedSql, new { before });

    private const string RemoveSql = """
        DELETE FROM late_told WHERE campaign = @Campaign AND what = @What AND period = @Period AND unit_id = @Unit AND userid = @Userid
        """;

    /// <summary>Returns how many were still there: whoever removes one tells it.</summary>
    public static Task<int> Remove(Tx tx, ArrivedLate arrived) => tx.Execute(RemoveSql, arrived);
}
