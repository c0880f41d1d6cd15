namespace Store;

/// <summary>What was written to groups, sent or not.</summary>
/// <param name="Text">Masked where it was refused.</param>
/// <param name="Reason">See <see cref="OutboxReason"/>; "" where nothing stood in its way.</param>
public sealed record GroupMessage(long Id, string Text, string Reason, DateTimeOffset At);

public static class GroupMessages
{
    private const string SinceSql = """
        SELECT o.id, o.payload AS text, o.reason, o.created_at AS at FROM outbox o
        WHERE o.userid = @robot AND o.created_at >= @since ORDER BY o.id
        """;

    public static Task<IReadOnlyList<GroupMessage>> Since(Tx tx, DateTimeOffset since) =>
        tx.Query<GroupMessage>(SinceSql, new { robot = OutboxKind.Robot, since });
}
