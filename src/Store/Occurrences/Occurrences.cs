namespace Store;

/// <summary>What has to be done and what is done. Everything that falls due is read from here, so nothing is forgotten or done twice.</summary>
public static class Occurrences
{
    private static readonly string Seen = Scope.On("o.userid", "o.area");

    private const string Columns =
        "o.id, o.what, o.campaign, o.subject, o.period, o.userid, o.area, o.opens_at, o.due_at, o.done_at, o.submission_id";

    private static readonly MonthSql Everywhere = new(_ => "");
    private static readonly MonthSql Within = new(dialect => $"AND EXISTS (SELECT 1 FROM unit u WHERE u.name {dialect.Among("names")} AND h.area LIKE u.path || '%')");

    /// <summary>Whether <see cref="EnsureMonth"/> would change nothing. Only reads: it is asked again and again, and the answer hardly ever changes.</summary>
    /// <param name="within">As there.</param>
    public static async Task<bool> IsMonthOpen(Tx tx, Round round, IReadOnlyCollection<string>? within = null) => await tx.Scalar<long>(
        Of(within).Count.On(tx.Dialect), new { round.What, round.Campaign, round.Period, names = tx.Dialect.List((within ?? []).ToArray()) }) == 0;

    /// <summary>
    /// Makes the round's occurrence of every monitored household that lacks one; what is not done yet passes to the
    /// household's present contact. Returns how many rows that changed.
    /// </summary>
    /// <param name="within">Names of the units whose households it concerns; none = everybody's.</param>
    public static async Task<int> EnsureMonth(Tx tx, Round round, DateTimeOffset opensAt, DateTimeOffset dueAt, IReadOnlyCollection<string>? within = null)
    {
        var changed = await tx.Execute(
            Of(within).Ensure.On(tx.Dialect), new { round.What, round.Campaign, round.Period, opensAt, dueAt, names = tx.Dialect.List((within ?? []).ToArray()) });
        await tx.Recount(changed, "occurrence");
        return changed;
    }

    private static MonthSql Of(IReadOnlyCollection<string>? within) => within is { Count: > 0 } ? Within : Everywhere;

    /// <param name="where">Which households it concerns.</param>
    private sealed class MonthSql(Func<Dialect, string> where)
    {
        // Those that lack theirs, and those whose is another contact's or another village's. EXCEPT rather than NOT EXISTS: while the
        // month is new, PostgreSQL would go through all of its rows for every household.
        public DialectSql Count { get; } = new(dialect => $"""
            SELECT (
                SELECT count(*) FROM (
                    SELECT h.id FROM household h WHERE h.monitor_type <> '' AND h.ended_on IS NULL {where(dialect)}
                    EXCEPT
                    SELECT o.subject FROM occurrence o WHERE o.what = @What AND o.campaign = @Campaign AND o.period = @Period) AS lacking
            ) + (
                SELECT count(*) FROM occurrence o JOIN household h ON h.id = o.subject
                WHERE o.what = @What AND o.campaign = @Campaign AND o.period = @Period AND o.done_at IS NULL AND (o.userid <> h.contact OR o.area <> h.area)
                  AND h.monitor_type <> '' AND h.ended_on IS NULL {where(dialect)}
            )
            """);

        public DialectSql Ensure { get; } = new(dialect => $"""
            INSERT INTO occurrence (what, campaign, subject, period, userid, area, opens_at, due_at)
            SELECT @What, @Campaign, h.id, @Period, h.contact, h.area, @opensAt, @dueAt
            FROM household h
            WHERE h.monitor_type <> '' AND h.ended_on IS NULL {where(dialect)}
            ON CONFLICT (what, campaign, subject, period) DO UPDATE SET userid = excluded.userid, area = excluded.area
            WHERE occurrence.done_at IS NULL
              AND (occurrence.userid <> excluded.userid OR occurrence.area <> excluded.area)
            """);
    }

    private const string EnsureSql = """
        INSERT INTO occurrence (what, campaign, subject, period, userid, area, opens_at, due_at)
        VALUES (@What, @Campaign, @Subject, @Period, @Userid, @Area, @OpensAt, @DueAt)
        ON CONFLICT (what, campaign, subject, period) DO UPDATE SET
            userid = excluded.userid, area = excluded.area, opens_at = excluded.opens_at, due_at = excluded.due_at
        WHERE occurrence.done_at IS NULL
        """;

    /// <summary>The same for other subjects, such as the units that owe a deliverable. What is done stays as it is.</summary>
    public static Task<int> Ensure(Tx tx, IEnumerable<Occurrence> occurrences) => tx.Execute(EnsureSql, occurrences.ToList());

    private const string DoneSql = """
        INSERT INTO occurrence (what, campaign, subject, period, userid, area, opens_at, done_at, submission_id)
        VALUES (@What, @Campaign, @subject, @Period, @userid, @area, @at, @at, @submissionId)
        ON CONFLICT (what, campaign, subject, period) DO UPDATE SET
            done_at = COALESCE(occurrence.done_at, excluded.done_at), submission_id = excluded.submission_id
        """;

    /// <summary>Notes that it is done, whether or not it had been asked for. Done again (a correction), it keeps its first time.</summary>
    public static Task Done(Tx tx, Round round, string subject, string userid, string area, DateTimeOffset at, long? submissionId) =>
        tx.Execute(DoneSql, new { round.What, round.Campaign, round.Period, subject, userid, area, at, submissionId });

    private const string ReopenSql = """
        UPDATE occurrence SET done_at = NULL, submission_id = NULL
        WHERE what = @What AND campaign = @Campaign AND period = @Period AND subject = @subject AND due_at IS NOT NULL
        """;

    /// <summary>It was sent back, and is owed again.</summary>
    public static Task Reopen(Tx tx, Round round, string subject) => tx.Execute(ReopenSql, new { round.What, round.Campaign, round.Period, subject });

    private static readonly DialectSql PassSql = new(dialect => $"UPDATE occurrence SET userid = @userid WHERE done_at IS NULL AND subject {dialect.Among("subjects")}");

    /// <summary>What is left to do for these passes to somebody else.</summary>
    public static Task<int> Pass(Tx tx, IReadOnlyCollection<string> subjects, string userid) =>
        tx.Execute(PassSql.On(tx.Dialect), new { subjects = tx.Dialect.List(subjects.ToArray()), userid });

    private static readonly DialectSql DropSql = new(dialect => $"DELETE FROM occurrence WHERE done_at IS NULL AND due_at >= @now AND subject {dialect.Among("subjects")}");

    /// <summary>Nothing more is to be done for these; what was missed before stays as it was.</summary>
    public static Task<int> Drop(Tx tx, IReadOnlyCollection<string> subjects, DateTimeOffset now) =>
        tx.Execute(DropSql.On(tx.Dialect), new { subjects = tx.Dialect.List(subjects.ToArray()), now });

    private static readonly string ListSql = $"""
        SELECT {Columns} FROM occurrence o
        WHERE o.what = @What AND o.campaign = @Campaign AND o.period = @Period AND {Seen}
        ORDER BY o.area, o.subject
        """;

    public static Task<IReadOnlyList<Occurrence>> List(Tx tx, Scope scope, Round round) =>
        tx.Query<Occurrence>(ListSql, scope.Values(round));

    private const string OverdueSql = $"""
        SELECT {Columns} FROM occurrence o
        WHERE o.done_at IS NULL AND o.due_at <= @now AND (@what = '' OR o.what = @what)
        ORDER BY o.due_at, o.id
        """;

    /// <summary>What should have been done by now, the longest overdue first.</summary>
    /// <param name="what">Only of this kind.</param>
    public static Task<IReadOnlyList<Occurrence>> Overdue(Tx tx, DateTimeOffset now, string? what = null) =>
        tx.Query<Occurrence>(OverdueSql, new { now, what = what ?? "" });

    private const string OwedSql = """
        SELECT u.id, u.parent_id, u.level, u.name, u.kind, u.sort, u.path
        FROM occurrence o
        JOIN unit u ON u.id = o.subject
        WHERE o.what = @What AND o.campaign = @Campaign AND o.period = @Period AND o.done_at IS NULL
        ORDER BY u.sort, u.id
        """;

    /// <summary>The units that still owe the round, in the roster's order.</summary>
    public static Task<IReadOnlyList<Unit>> Owed(Tx tx, Round round) => tx.Query<Unit>(OwedSql, round);

    private const string OfUnitSql = $"""
        SELECT {Columns} FROM occurrence o
        WHERE o.campaign = @campaign AND o.subject = @unit AND o.due_at IS NOT NULL
        ORDER BY o.due_at, o.id
        """;

    /// <summary>What a unit has to hand in for a campaign and has handed in, in order of time.</summary>
    public static Task<IReadOnlyList<Occurrence>> OfUnit(Tx tx, string campaign, string unit) =>
        tx.Query<Occurrence>(OfUnitSql, new { campaign, unit });

    private static readonly string OfUnitsSql = $"""
        SELECT {Columns} FROM occurrence o
        JOIN unit u ON u.id = o.subject
        WHERE o.campaign = @campaign AND o.due_at IS NOT NULL AND o.opens_at <= @now AND {Seen}
        ORDER BY o.due_at, u.sort, u.id
        """;

    /// <summary>The same of all units within a scope, of what can be done by now.</summary>
    public static Task<IReadOnlyList<Occurrence>> OfUnits(Tx tx, Scope scope, string campaign, DateTimeOffset now) =>
        tx.Query<Occurrence>(OfUnitsSql, scope.Values(new { campaign, now }));

    private static readonly string HouseholdsSql = $"""
        SELECT h.village_id, v.name AS village_name, COALESCE(t.name, '') AS town_name, h.head_name, o.userid, o.done_at
        FROM occurrence o
        JOIN household h ON h.id = o.subject
        JOIN unit v ON v.id = h.village_id
        LEFT JOIN unit t ON t.id = v.parent_id
        WHERE o.what = @What AND o.campaign = @Campaign AND o.period = @Period AND {Seen}
        ORDER BY v.sort, v.id, h.sort, h.id
        """;

    /// <summary>The round's households by village, in the roster's order.</summary>
    public static async Task<IReadOnlyList<VillageProgress>> Progress(Tx tx, Scope scope, Round round) =>
    [
        .. from line in await tx.Query<Line>(HouseholdsSql, scope.Values(round))
           group line by line.VillageId into village
           let first = village.First()
           let missing = Missing(village)
           select new VillageProgress(
               village.Key, first.VillageName, first.TownName, village.Count() - missing.Count, village.Count(), missing),
    ];

    /// <summary>The same by the person who does it; only people with something left.</summary>
    public static async Task<IReadOnlyList<PersonProgress>> Left(Tx tx, Scope scope, Round round) =>
    [
        .. from line in await tx.Query<Line>(HouseholdsSql, scope.Values(round))
           group line by line.Userid into person
           let missing = Missing(person)
           where missing.Count > 0
           select new PersonProgress(person.Key, person.Count() - missing.Count, person.Count(), missing),
    ];

    private static List<string> Missing(IEnumerable<Line> lines) =>
        [.. lines.Where(line => line.DoneAt is null).Select(line => line.HeadName)];

    private sealed record Line(
        string VillageId, string VillageName, string TownName, string HeadName, string Userid, DateTimeOffset? DoneAt);
}
