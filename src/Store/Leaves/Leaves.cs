namespace Store;

/// <summary>Who is away, and who stands in.</summary>
public static class Leaves
{
    /// <summary>So many people one can stand in for at a time: what one sees of them is looked up by as many indexes.</summary>
    public const int MostStoodInFor = 3;

    /// <summary>More stand-ins in a row than any office has.</summary>
    private const int MostHops = 8;

    private const string AddSql = """
        INSERT INTO leave (userid, stand_in, from_day, to_day, noted_by, noted_at, confirmed_by, confirmed_at)
        VALUES (@Userid, @StandIn, @FromDay, @ToDay, @by, @now, @confirmedBy, @confirmedAt)
        RETURNING id
        """;

    /// <summary>A leave that counts at once.</summary>
    /// <exception cref="ArgumentException">The leave ends before it begins, or somebody would stand in for themselves.</exception>
    public static async Task Add(Tx tx, Leave leave, string by, DateTimeOffset now)
    {
        await Note(tx, leave, by, by, now);
        await Turn(tx, now);
    }

    /// <summary>A leave that somebody above has to agree to first.</summary>
    /// <inheritdoc cref="Add"/>
    public static Task<long> Ask(Tx tx, Leave leave, string by, DateTimeOffset now) => Note(tx, leave, by, null, now);

    private static async Task<long> Note(Tx tx, Leave leave, string by, string? confirmedBy, DateTimeOffset now)
    {
        if (leave.ToDay < leave.FromDay || leave.Userid == leave.StandIn)
            throw new ArgumentException($"{leave.Userid} cannot be away from {leave.FromDay} to {leave.ToDay} with {leave.StandIn} standing in", nameof(leave));
        var id = await tx.Scalar<long>(AddSql, new
        {
            leave.Userid,
            leave.StandIn,
            leave.FromDay,
            leave.ToDay,
            by,
            now,
            confirmedBy = confirmedBy ?? "",
            confirmedAt = confirmedBy is null ? (DateTimeOffset?)null : now,
        });
        await Journal.Append(tx, now, new JournalNote($"person:{leave.Userid}", by, confirmedBy is null ? "leave.asked" : "leave.noted", leave.StandIn, After: $"{leave.FromDay:yyyy-MM-dd}..{leave.ToDay:yyyy-MM-dd}"));
        return id;
    }

    private const string ConfirmSql = """
        UPDATE leave SET confirmed_by = @by, confirmed_at = @now, stand_in = @standIn WHERE id = @id AND confirmed_at IS NULL AND ended_at IS NULL
        """;

    /// <summary>Somebody above agrees, or sends somebody else. False where it was decided already.</summary>
    public static async Task<bool> Confirm(Tx tx, NotedLeave leave, string standIn, string by, DateTimeOffset now)
    {
        if (await tx.Execute(ConfirmSql, new { id = leave.Id, standIn, by, now }) == 0)
            return false;
        await Journal.Append(tx, now, new JournalNote($"person:{leave.Userid}", by, "leave.confirmed", standIn, After: $"{leave.FromDay:yyyy-MM-dd}..{leave.ToDay:yyyy-MM-dd}"));
        await Turn(tx, now);
        return true;
    }

    private const string EndOneSql = "UPDATE leave SET ended_at = @now WHERE id = @id AND ended_at IS NULL";

    /// <summary>Back early, not agreed to, or withdrawn: from now on it does not count. False where it did not any more.</summary>
    public static async Task<bool> End(Tx tx, NotedLeave leave, string by, DateTimeOffset now)
    {
        if (await tx.Execute(EndOneSql, new { id = leave.Id, now }) == 0)
            return false;
        await Journal.Append(tx, now, new JournalNote($"person:{leave.Userid}", by, leave.IsConfirmed ? "leave.ended" : "leave.dropped", leave.StandIn, After: $"{leave.FromDay:yyyy-MM-dd}..{leave.ToDay:yyyy-MM-dd}"));
        await Turn(tx, now);
        return true;
    }

    private const string OpenSql = """
        SELECT d.id, d.userid, p.name, u.name AS unit_name, u.path AS area, d.stand_in, COALESCE(s.name, '') AS stand_in_name, d.from_day, d.to_day, d.confirmed_at
        FROM leave d JOIN person p ON p.userid = d.userid JOIN unit u ON u.id = p.unit_id LEFT JOIN person s ON s.userid = d.stand_in
        WHERE d.ended_at IS NULL AND d.to_day >= @day
        ORDER BY d.from_day, d.id
        """;

    /// <summary>Leaves that are still to come or not over on that day, agreed to or not; the earliest first.</summary>
    public static Task<IReadOnlyList<NotedLeave>> Open(Tx tx, DateOnly day) => tx.Query<NotedLeave>(OpenSql, new { day });

    private const string OnSql = """
        SELECT d.userid, d.stand_in, d.from_day, d.to_day FROM leave d
        WHERE d.to_day >= @day AND d.from_day <= @day AND d.ended_at IS NULL AND d.confirmed_at IS NOT NULL
        ORDER BY d.id
        """;

    /// <summary>Who takes what is meant for whom on that day: stand-ins that are away themselves are passed over to theirs.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> StandIns(Tx tx, DateOnly day) => Resolve(await tx.Query<Leave>(OnSql, new { day }));

    private const string ActingSql = "SELECT d.userid, d.acting AS stand_in, d.from_day, d.to_day FROM leave d WHERE d.acting <> '' ORDER BY d.userid";

    private const string RestSql = "UPDATE leave SET acting = '' WHERE acting <> ''";

    private const string ActSql = """
        UPDATE leave SET acting = @standIn
        WHERE userid = @userid AND to_day >= @day AND from_day <= @day AND ended_at IS NULL AND confirmed_at IS NOT NULL
        """;

    /// <summary>Whether today somebody begins or stops standing in.</summary>
    public static async Task<bool> IsToTurn(Tx tx, DateTimeOffset now)
    {
        var acting = await tx.Query<Leave>(ActingSql);
        var due = await StandIns(tx, ChinaTime.DayOf(now));
        return acting.Count != due.Count || acting.Any(leave => due.GetValueOrDefault(leave.Userid) != leave.StandIn);
    }

    /// <summary>From now on those see the households of others who stand in for them today, and nobody else does.</summary>
    public static async Task Turn(Tx tx, DateTimeOffset now)
    {
        var day = ChinaTime.DayOf(now);
        await tx.Execute(RestSql);
        await tx.Execute(ActSql, (await StandIns(tx, day)).Select(away => new { userid = away.Key, standIn = away.Value, day }).ToList());
    }

    private static Dictionary<string, string> Resolve(IEnumerable<Leave> leaves)
    {
        var away = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var leave in leaves)
            away[leave.Userid] = leave.StandIn;
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (userid, first) in away)
        {
            var standIn = first;
            for (var hops = 0; hops < MostHops && away.TryGetValue(standIn, out var next); hops++)
                standIn = next;
            // Nobody, or a ring of people who are all away: it stays where it is.
            if (standIn.Length > 0 && standIn != userid && !away.ContainsKey(standIn))
                taken[userid] = standIn;
        }
        return taken;
    }
}
