namespace Store;

/// <summary>
/// The chat messages that submissions came from: what each person sent after handing in the one before. Messages are not indexed by person,
/// as every turn would pay for it: those of all submissions asked about are found in one pass.
/// </summary>
public sealed class MessagesBehind
{
    /// <summary>A form is filled in over days; nobody takes longer.</summary>
    private static readonly TimeSpan LongestFilling = TimeSpan.FromDays(40);

    private readonly ILookup<string, Accepted> accepted;
    private readonly ILookup<string, DateTimeOffset> handedIn;

    private MessagesBehind(IEnumerable<Accepted> accepted, IEnumerable<HandedIn> handedIn)
    {
        this.accepted = accepted.ToLookup(message => message.Userid);
        this.handedIn = handedIn.ToLookup(submission => Key(submission.Userid), submission => submission.SubmittedAt);
    }

    private static readonly DialectSql AcceptedSql = new(dialect => $"""
        SELECT id, userid, received_at
        FROM inbox
        WHERE received_at > @from AND received_at <= @to AND userid {dialect.Among("userids")}
        ORDER BY received_at, id
        """);

    private static readonly DialectSql HandedInSql = new(dialect => $"""
        SELECT userid, submitted_at
        FROM submission
        WHERE userid {dialect.Among("userids")} AND submitted_at > @from AND submitted_at <= @to
        """);

    /// <param name="submissions">Who handed them in, and when.</param>
    public static async Task<MessagesBehind> Find(Tx tx, IReadOnlyCollection<(string Userid, DateTimeOffset At)> submissions)
    {
        if (submissions.Count == 0)
            return new([], []);
        var userids = submissions.Select(submission => submission.Userid).Distinct().ToArray();
        var (from, to) = (submissions.Min(submission => submission.At) - LongestFilling, submissions.Max(submission => submission.At));
        return new(
            await tx.Query<Accepted>(AcceptedSql.On(tx.Dialect), new { userids = tx.Dialect.List(userids.Select(Key).Distinct().ToArray()), from, to }),
            await tx.Query<HandedIn>(HandedInSql.On(tx.Dialect), new { userids = tx.Dialect.List(userids), from, to }));
    }

    private static readonly DialectSql MessagesSql = new(dialect => $"""
        SELECT id, dedup_key, received_at, payload_cipher AS payload
        FROM inbox
        WHERE id {dialect.Among("ids")}
        ORDER BY received_at, id
        """);

    /// <summary>In the order they came; none for what no message is kept of, such as what was imported.</summary>
    /// <param name="most">The last of them, where there are more.</param>
    public async Task<IReadOnlyList<MessageBehind>> Of(Tx tx, string userid, DateTimeOffset submittedAt, int most)
    {
        var before = handedIn[Key(userid)].Where(at => at < submittedAt).DefaultIfEmpty(submittedAt - LongestFilling).Max();
        var ids = accepted[Key(userid)].Where(message => message.ReceivedAt > before && message.ReceivedAt <= submittedAt).Select(message => message.Id).TakeLast(most).ToArray();
        return ids.Length == 0 ? [] : await tx.Query<MessageBehind>(MessagesSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids) });
    }

    // WeCom writes a userid in whatever case it likes; the inbox keeps it in lower case.
    private static string Key(string userid) => userid.ToLowerInvariant();

    private sealed record Accepted(long Id, string Userid, DateTimeOffset ReceivedAt);

    private sealed record HandedIn(string Userid, DateTimeOffset SubmittedAt);
}
