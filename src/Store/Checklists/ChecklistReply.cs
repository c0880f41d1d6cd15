namespace Store;

/// <summary>What a unit answered to one item of a checklist.</summary>
/// <param name="Found">Whether something was found.</param>
/// <param name="Details">What was found; "" where nothing was.</param>
public sealed record ChecklistReply(string Checklist, string Item, string UnitId, bool Found, string Details, string Userid, DateTimeOffset At);

/// <summary>The answers to checklists, one for each unit and item: a later answer takes the place of the former, which the journal keeps.</summary>
public static class ChecklistReplies
{
    private const string SaveSql = """
        INSERT INTO checklist_reply (checklist, item, unit_id, found, details, userid, at)
        VALUES (@Checklist, @Item, @UnitId, @Found, @Details, @Userid, @At)
        ON CONFLICT (checklist, item, unit_id) DO UPDATE SET
            found = excluded.found, details = excluded.details, userid = excluded.userid, at = excluded.at
        """;

    public static Task Save(Tx tx, IEnumerable<ChecklistReply> replies) => tx.Execute(SaveSql, replies.ToList());

    private const string OfSql = """
        SELECT checklist, item, unit_id, found, details, userid, at FROM checklist_reply
        WHERE checklist = @checklist AND (@unit = '' OR unit_id = @unit)
        ORDER BY unit_id, at, item
        """;

    /// <param name="unit">Only this unit's; null = everybody's.</param>
    public static Task<IReadOnlyList<ChecklistReply>> Of(Tx tx, string checklist, string? unit) =>
        tx.Query<ChecklistReply>(OfSql, new { checklist, unit = unit ?? "" });
}
