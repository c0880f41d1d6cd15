namespace Store;

/// <summary>What rules found: since when, whether somebody waived it, and when it was mended.</summary>
public static class Findings
{
    private const string SaveSql = """
        INSERT INTO finding (rule, campaign, subject, severity, area, userid, message, first_seen, last_seen, gone_at, waived_by, reason)
        VALUES (@Rule, @Campaign, @Subject, @Severity, @Area, @Userid, @Message, @LastSeen, @LastSeen, NULL, '', '')
        ON CONFLICT (rule, campaign, subject) DO UPDATE SET
            severity = excluded.severity, area = excluded.area, userid = excluded.userid, message = excluded.message,
            last_seen = excluded.last_seen,
            first_seen = CASE WHEN finding.gone_at IS NULL THEN finding.first_seen ELSE excluded.first_seen END,
            gone_at = NULL
        """;

    private const string GoneSql = "UPDATE finding SET gone_at = @now WHERE gone_at IS NULL AND last_seen < @now";

    private const string KnownSql = "SELECT rule, campaign, subject FROM finding WHERE gone_at IS NULL";

    /// <summary>
    /// Records everything that stands at one moment; whatever stood before and is not among it has been mended. Returns those that
    /// did not stand before.
    /// </summary>
    public static async Task<IReadOnlyList<FindingRow>> Record(Tx tx, IReadOnlyList<FindingRow> found, DateTimeOffset now)
    {
        var known = (await tx.Query<Known>(KnownSql)).ToHashSet();
        await tx.Execute(SaveSql, found.Select(row => row with { LastSeen = now }).ToList());
        await tx.Execute(GoneSql, new { now });
        return [.. found.Where(row => !known.Contains(new Known(row.Rule, row.Campaign, row.Subject)))];
    }

    private const string Columns =
        "f.id, f.rule, f.campaign, f.subject, f.severity, f.area, f.userid, f.message, f.first_seen, f.last_seen, f.gone_at, f.waived_by, f.reason";

    private static readonly string OpenSql = $"""
        SELECT {Columns} FROM finding f
        WHERE f.gone_at IS NULL AND f.waived_by = '' AND {Scope.On("f.userid", "f.area")}
        ORDER BY f.rule, f.subject, f.campaign
        """;

    /// <summary>Those that stand and nobody has waived.</summary>
    public static Task<IReadOnlyList<FindingRow>> Open(Tx tx, Scope scope) => tx.Query<FindingRow>(OpenSql, scope.Values());

    private const string WaivedSql = $"SELECT {Columns} FROM finding f WHERE f.waived_by <> ''";

    /// <summary>Those that were waived, whether they still stand or not.</summary>
    public static Task<IReadOnlyList<FindingRow>> Waived(Tx tx) => tx.Query<FindingRow>(WaivedSql);

    private static readonly string NamedSql = $"""
        SELECT {Columns} FROM finding f
        WHERE f.rule = @rule AND f.subject = @subject AND f.gone_at IS NULL AND {Scope.OnArea("f.area")}
        ORDER BY f.campaign
        """;

    /// <summary>What a rule found about a subject, in one campaign or several, within an area.</summary>
    public static Task<IReadOnlyList<FindingRow>> Named(Tx tx, Scope scope, string rule, string subject) =>
        tx.Query<FindingRow>(NamedSql, scope.Values(new { rule, subject }));

    private const string WaiveSql = "UPDATE finding SET waived_by = @by, reason = @reason WHERE id = @Id";

    /// <summary>From now on nobody is told of it any more. Whoever calls has made sure that this person may.</summary>
    public static async Task Waive(Tx tx, FindingRow finding, string by, string reason, DateTimeOffset now)
    {
        await tx.Execute(WaiveSql, new { finding.Id, by, reason = PersonalNumbers.Mask(reason) });
        await Journal.Append(tx, now, new JournalNote(
            $"person:{by}", by, "finding.waived", $"{finding.Rule} {finding.Subject}", finding.Message, Why: PersonalNumbers.Mask(reason)));
    }

    private sealed record Known(string Rule, string Campaign, string Subject);
}
