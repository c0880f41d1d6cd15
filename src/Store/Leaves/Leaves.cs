namespace Store;

/// <summary>Who is away, and who stands in.</summary>
public static class Leaves
{
    /// <summary>More stand-ins in a row than any office has.</summary>
    private const int MostHops = 8;

    private const string AddSql = """
        INSERT INTO leave (userid, stand_in, from_day, to_day, noted_by, noted_at)
        VALUES (@Userid, @StandIn, @FromDay, @ToDay, @by, @now)
        """;

    /// <exception cref="ArgumentException">The leave ends before it begins, or somebody would stand in for themselves.</exception>
    public static async Task Add(Tx tx, Leave leave, string by, DateTimeOffset now)
    {
        if (leave.ToDay < leave.FromDay || leave.Userid == leave.StandIn)
            throw new ArgumentException($"{leave.Userid} cannot be away from {leave.FromDay} to {leave.ToDay} with {leave.StandIn} standing in", nameof(leave));
        await tx.Execute(AddSql, new { leave.Userid, leave.StandIn, leave.FromDay, leave.ToDay, by, now });
        await Journal.Append(tx, now, new JournalNote($"person:{leave.Userid}", by, "leave.noted", leave.StandIn, After: $"{leave.FromDay:yyyy-MM-dd}..{leave.ToDay:yyyy-MM-dd}"));
    }

    private const string EndSql = "UPDATE leave SET ended_at = @now WHERE userid = @userid AND ended_at IS NULL AND to_day >= @today";

    /// <summary>Back early. Returns how many leaves that ended.</summary>
    public static Task<int> End(Tx tx, string userid, DateOnly today, DateTimeOffset now) => tx.Execute(EndSql, new { userid, today, now });

    private const string OnSql = """
        SELECT d.userid, d.stand_in, d.from_day, d.to_day FROM leave d
        WHERE d.to_day >= @day AND d.from_day <= @day AND d.ended_at IS NULL
        ORDER BY d.id
        """;

    /// <summary>Who takes what is meant for whom on that day: stand-ins that are away themselves are passed over to theirs.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> StandIns(Tx tx, DateOnly day)
    {
        var away = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var leave in await tx.Query<Leave>(OnSql, new { day }))
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
