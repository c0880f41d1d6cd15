namespace Store;

/// <param name="Kind">create_user, delete_party, batch_job_result, inactive_alert, subscribe …</param>
/// <param name="Subject">The member, the department or the job.</param>
/// <param name="Detail">Ids, codes and days only: nothing personal.</param>
public sealed record ChannelEvent(long Id, DateTimeOffset At, string Kind, string Subject, string Detail, DateTimeOffset? HandledAt);

/// <summary>What the platform told us of its own accord.</summary>
public static class ChannelEvents
{
    private const string Columns = "id, at, kind, subject, detail, handled_at";

    private const string AddSql = "INSERT INTO channel_event (at, kind, subject, detail) VALUES (@at, @kind, @subject, @detail)";

    public static Task Add(Tx tx, string kind, string subject, string detail, DateTimeOffset at) =>
        tx.Execute(AddSql, new { at, kind, subject, detail });

    private const string OpenSql = $"SELECT {Columns} FROM channel_event WHERE handled_at IS NULL ORDER BY id LIMIT @limit";

    /// <summary>What nobody has acted on yet, oldest first.</summary>
    public static Task<IReadOnlyList<ChannelEvent>> Open(Tx tx, int limit) => tx.Query<ChannelEvent>(OpenSql, new { limit });

    private static readonly DialectSql HandleSql = new(dialect => $"UPDATE channel_event SET handled_at = @now WHERE id {dialect.Among("ids")}");

    public static Task Handle(Tx tx, IReadOnlyCollection<long> ids, DateTimeOffset now) =>
        tx.Execute(HandleSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()), now });

    private const string SinceSql = $"SELECT {Columns} FROM channel_event WHERE at >= @since ORDER BY id DESC LIMIT @limit";

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<ChannelEvent>> Since(Tx tx, DateTimeOffset since, int limit) =>
        tx.Query<ChannelEvent>(SinceSql, new { since, limit });
}
