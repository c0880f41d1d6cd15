namespace Store;

/// <summary>What rules found: since when, whether somebody waived it, and when it was mended.</summary>
public static class Findings
{
    private static readonly DialectSql SaveSql = new(dialect => $"""
        INSERT INTO finding (rule, campaign, subject, severity, area, userid, message, first_seen, last_seen, gone_at, waived_by, reason, told)
        SELECT r.Rule, r.Campaign, r.Subject, r.Severity, r.Area, r.Userid, r.Message, r.Seen, r.Seen, NULL, '', '', 0
        FROM {dialect.Rows(["Rule", "Campaign", "Subject", "Severity", "Area", "Userid", "Message", "Seen"])}
        WHERE true
        ON CONFLICT (rule, campaign, subject) DO UPDATE SET
            severity = excluded.severity, area = excluded.area, userid = excluded.userid, message = excluded.message,
            last_seen = excluded.last_seen,
            first_seen = CASE WHEN finding.gone_at IS NULL THEN finding.first_seen ELSE excluded.first_seen END,
            told = CASE WHEN finding.gone_at IS NULL THEN finding.told ELSE 0 END,
            waived_by = CASE WHEN finding.gone_at IS NULL THEN finding.waived_by ELSE '' END,
            reason = CASE WHEN finding.gone_at IS NULL THEN finding.reason ELSE '' END,
            gone_at = NULL
        """);

    private const string KnownSql = $"SELECT {Columns} FROM finding f WHERE f.gone_at IS NULL";

    private static readonly DialectSql MendSql = new(dialect => $"UPDATE finding SET gone_at = @now WHERE id {dialect.Among("ids")}");

    /// <summary>Holds everything that stands at one moment against what stood before. Changes nothing.</summary>
    public static async Task<FindingChanges> Compare(Tx tx, IReadOnlyList<FindingRow> found)
    {
        var before = new Dictionary<(string, string, string), FindingRow>();
        await foreach (var known in tx.Stream<FindingRow>(KnownSql))
            before[(known.Rule, known.Campaign, known.Subject)] = known;
        var fresh = new List<FindingRow>();
        var changed = new List<FindingRow>();
        var seen = new HashSet<(string, string, string)>();
        foreach (var row in found)
            if (!seen.Add((row.Rule, row.Campaign, row.Subject)))
                continue;
            else if (!before.Remove((row.Rule, row.Campaign, row.Subject), out var known))
                fresh.Add(row);
            else if (known.Severity != row.Severity || known.Area != row.Area || known.Userid != row.Userid || known.Message != row.Message)
                changed.Add(row);
        return new FindingChanges(fresh, changed, [.. before.Values]);
    }

    /// <summary>New ones, and those that say something else now. One that had been mended stands anew: whoever waived it then has not waived it now.</summary>
    public static Task Save(Tx tx, IReadOnlyList<FindingRow> rows, DateTimeOffset now) =>
        tx.Each(
        SaveSql.On(tx.Dialect), rows.Select(row => new { row.Rule, row.Campaign, row.Subject, row.Severity, row.Area, row.Userid, row.Message, Seen = now }).ToList());

    /// <summary>They have been mended.</summary>
    public static Task Mend(Tx tx, IReadOnlyList<FindingRow> rows, DateTimeOffset now) =>
        tx.Execute(MendSql.On(tx.Dialect), new { now, ids = tx.Dialect.List(rows.Select(row => row.Id).ToArray()) });

    private const string Columns =
        "f.id, f.rule, f.campaign, f.subject, f.severity, f.area, f.userid, f.message, f.first_seen, f.last_seen, f.gone_at, f.waived_by, f.reason, f.told";

    private static readonly string OpenSql = $"""
        SELECT {Columns} FROM finding f
        WHERE f.gone_at IS NULL AND f.waived_by = '' AND {Scope.On("f.userid", "f.area")}
        ORDER BY f.rule, f.subject, f.campaign
        """;

    /// <summary>Those that stand and nobody has waived.</summary>
    public static Task<IReadOnlyList<FindingRow>> Open(Tx tx, Scope scope) => tx.Query<FindingRow>(OpenSql, scope.Values());

    private static readonly DialectSql UntoldSql = new(dialect => $"""
        SELECT {Columns} FROM finding f
        WHERE f.gone_at IS NULL AND f.waived_by = '' AND (f.told = 0 OR (f.told < @steps AND f.rule {dialect.Among("escalating")}))
        ORDER BY f.rule, f.subject, f.campaign
        """);

    /// <summary>Those that stand and that somebody may still have to be told of.</summary>
    /// <param name="escalating">The rules that go further up, to so many <paramref name="steps"/> in all.</param>
    public static Task<IReadOnlyList<FindingRow>> Untold(Tx tx, string[] escalating, int steps) =>
        tx.Query<FindingRow>(UntoldSql.On(tx.Dialect), new { steps, escalating = tx.Dialect.List(escalating) });

    private static readonly DialectSql TellSql = new(dialect => $"UPDATE finding SET told = @told WHERE id {dialect.Among("ids")}");

    /// <summary>They have been told as far as <see cref="FindingRow.Told"/> says.</summary>
    public static async Task Tell(Tx tx, IReadOnlyList<FindingRow> rows)
    {
        foreach (var told in rows.GroupBy(row => row.Told, row => row.Id))
            await tx.Execute(TellSql.On(tx.Dialect), new { told = told.Key, ids = tx.Dialect.List(told.ToArray()) });
    }

    private const string WaivedSql = $"SELECT {Columns} FROM finding f WHERE f.waived_by <> '' AND f.gone_at IS NULL";

    /// <summary>Those that stand and were waived.</summary>
    public static Task<IReadOnlyList<FindingRow>> Waived(Tx tx) => tx.Query<FindingRow>(WaivedSql);

    private static readonly string ByRuleSql = $"""
        SELECT f.rule, count(*) AS number FROM finding f
        WHERE f.gone_at IS NULL AND f.waived_by = '' AND {Scope.On("f.userid", "f.area")}
        GROUP BY f.rule ORDER BY f.rule
        """;

    /// <summary>How many of each rule stand and nobody has waived.</summary>
    public static Task<IReadOnlyList<RuleCount>> ByRule(Tx tx, Scope scope) => tx.Query<RuleCount>(ByRuleSql, scope.Values());

    private static readonly string OfRuleSql = $"""
        SELECT {Columns} FROM finding f
        WHERE f.gone_at IS NULL AND f.waived_by = '' AND f.rule = @rule AND {Scope.On("f.userid", "f.area")}
        ORDER BY f.first_seen, f.subject, f.campaign
        LIMIT @most
        """;

    /// <summary>The longest standing of one rule.</summary>
    public static Task<IReadOnlyList<FindingRow>> OfRule(Tx tx, Scope scope, string rule, int most) =>
        tx.Query<FindingRow>(OfRuleSql, scope.Values(new { rule, most }));

    private static readonly string FindSql = $"""
        SELECT {Columns} FROM finding f
        WHERE f.id = @id AND f.gone_at IS NULL AND f.waived_by = '' AND {Scope.On("f.userid", "f.area")}
        """;

    /// <summary>Null where it no longer stands, or not within that scope.</summary>
    public static Task<FindingRow?> Find(Tx tx, Scope scope, long id) => tx.QuerySingleOrDefault<FindingRow>(FindSql, scope.Values(new { id }));

    private static readonly string NamedSql = $"""
        SELECT {Columns} FROM finding f
        WHERE f.rule = @rule AND f.subject = @subject AND f.gone_at IS NULL AND {Scope.OnArea("f.area")}
        ORDER BY f.campaign
        """;

    /// <summary>What a rule found about a subject, in one campaign or several, within an area.</summary>
    public static Task<IReadOnlyList<FindingRow>> Named(Tx tx, Scope scope, string rule, string subject) =>
        tx.Query<FindingRow>(NamedSql, scope.Values(new { rule, subject }));

    private const string WaiveSql = "UPDATE finding SET waived_by = @by, reason = @reason WHERE id = @Id";

    private const string SettleSql = """
        UPDATE occurrence SET done_at = @now WHERE what = @what AND campaign = @campaign AND period = @period AND done_at IS NULL
        """;

    /// <summary>From now on nobody is told of it any more, nor asked for the problem it looked like. Whoever calls has made sure that this person may.</summary>
    public static async Task Waive(Tx tx, FindingRow finding, string by, string reason, DateTimeOffset now)
    {
        await tx.Execute(WaiveSql, new { finding.Id, by, reason = PersonalNumbers.Mask(reason) });
        await tx.Execute(SettleSql, new { now, what = Packs.Suspicion.Occurrence, campaign = finding.Campaign, period = Packs.Suspicion.OfFinding(finding) });
        await Journal.Append(tx, now, new JournalNote(
            $"person:{by}", by, "finding.waived", $"{finding.Rule} {finding.Subject}", finding.Message, Why: PersonalNumbers.Mask(reason)));
    }
}
