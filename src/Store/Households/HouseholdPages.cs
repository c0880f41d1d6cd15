namespace Store;

/// <summary>
/// Every household with what stands beside it, a page of ids at a time, for readings that go through the whole county and keep
/// nothing. No personal number is read.
/// </summary>
public static class HouseholdPages
{
    private const string PageSql = """
        SELECT h.id, h.village_id, h.group_no, h.head_name, h.types, h.size, h.monitor_type, h.risk_types, h.risk_status,
               h.identified_on, h.contact, h.area, v.name AS village_name, COALESCE(t.name, '') AS town_name, COALESCE(c.name, '') AS county_name
        FROM household h
        JOIN unit v ON v.id = h.village_id
        LEFT JOIN unit t ON t.id = v.parent_id
        LEFT JOIN unit c ON c.id = t.parent_id
        WHERE h.id > @after AND h.ended_on IS NULL
        ORDER BY h.id
        LIMIT @count
        """;

    /// <param name="after">The last id of the page before; "" for the first.</param>
    public static Task<IReadOnlyList<HouseholdAtHand>> Next(Tx tx, string after, int count) => tx.Query<HouseholdAtHand>(PageSql, new { after, count });

    private const string MembersSql = """
        SELECT m.household_id, m.name, m.relation, m.labour, m.disability, m.schooling, m.working
        FROM member m WHERE m.household_id > @after AND m.household_id <= @last
        ORDER BY m.household_id, m.seq
        """;

    /// <summary>The members of a page's households, by household.</summary>
    public static Task<IReadOnlyList<MemberLine>> Members(Tx tx, string after, string last) => tx.Query<MemberLine>(MembersSql, new { after, last });

    private const string MeasuresSql = """
        SELECT m.household_id, m.seq, m.name, m.since
        FROM measure m WHERE m.household_id > @after AND m.household_id <= @last
        ORDER BY m.household_id, m.seq
        """;

    public static Task<IReadOnlyList<Measure>> Measures(Tx tx, string after, string last) => tx.Query<Measure>(MeasuresSql, new { after, last });

    private const string Filled = "s.id, s.form, s.campaign, s.subject, s.period, s.userid, s.area, s.answers, s.submitted_at";

    private static readonly DialectSql SubmissionsSql = new(dialect => $"""
        SELECT {Filled} FROM submission s
        WHERE s.subject > @after AND s.subject <= @last AND s.replaced_by IS NULL AND s.form {dialect.Among("forms")}
        ORDER BY s.subject, s.period DESC, s.submitted_at DESC, s.id DESC
        """);

    /// <summary>What was filled about a page's households and counts, the newest first.</summary>
    public static Task<IReadOnlyList<FilledLine>> Submissions(Tx tx, string after, string last, string[] forms) =>
        tx.Query<FilledLine>(SubmissionsSql.On(tx.Dialect), new { after, last, forms = tx.Dialect.List(forms) });

    private static readonly DialectSql OthersSql = new(dialect => $"""
        SELECT {Filled} FROM submission s
        WHERE s.id > @after AND s.replaced_by IS NULL AND s.form {dialect.Among("forms")}
          AND (s.subject = '' OR NOT EXISTS (SELECT 1 FROM household h WHERE h.id = s.subject))
        ORDER BY s.id
        LIMIT @count
        """);

    /// <summary>What was filled about no household of the roster, a page of ids at a time.</summary>
    public static Task<IReadOnlyList<FilledLine>> Others(Tx tx, long after, int count, string[] forms) =>
        tx.Query<FilledLine>(OthersSql.On(tx.Dialect), new { after, count, forms = tx.Dialect.List(forms) });

    private const string CountsSql = """
        SELECT 'household' AS what, '' AS campaign, count(*) AS number FROM household WHERE ended_on IS NULL
        UNION ALL SELECT 'member', '', count(*) FROM member
        UNION ALL SELECT 'measure', '', count(*) FROM measure
        UNION ALL SELECT 'person', '', count(*) FROM person
        UNION ALL SELECT 'unit', '', count(*) FROM unit
        UNION ALL SELECT form, campaign, count(*) FROM submission WHERE replaced_by IS NULL GROUP BY form, campaign
        """;

    /// <summary>How much there is of everything; forms by their ids and campaigns.</summary>
    public static Task<IReadOnlyList<CountLine>> Counts(Tx tx) => tx.Query<CountLine>(CountsSql);

    private const string InCareSql = """
        SELECT h.village_id, h.contact, count(*) AS households, sum(CASE WHEN h.monitor_type <> '' THEN 1 ELSE 0 END) AS monitored
        FROM household h WHERE h.ended_on IS NULL GROUP BY h.village_id, h.contact
        """;

    /// <summary>How many households each village and each contact has.</summary>
    public static Task<IReadOnlyList<InCareLine>> InCare(Tx tx) => tx.Query<InCareLine>(InCareSql);

    private static readonly DialectSql EntriesSql = new(dialect => $"""
        SELECT s.form, s.campaign, s.subject, s.userid, s.area, s.submitted_at,
               LAG(s.submitted_at) OVER (PARTITION BY s.userid ORDER BY s.submitted_at, s.id) AS before_at, h.head_name, v.name AS village_name
        FROM submission s JOIN household h ON h.id = s.subject JOIN unit v ON v.id = h.village_id
        WHERE s.replaced_by IS NULL AND s.submitted_at >= @since AND s.form {dialect.Among("forms")}
        ORDER BY s.userid, s.submitted_at, s.id
        """);

    /// <summary>When each form about a household was handed in, and when the same person handed in the one before.</summary>
    public static IAsyncEnumerable<EntryLine> Entries(Tx tx, DateTimeOffset since, string[] forms) =>
        tx.Stream<EntryLine>(EntriesSql.On(tx.Dialect), new { since, forms = tx.Dialect.List(forms) });

    private static readonly DialectSql FillersSql = new(dialect => $"""
        SELECT s.userid, count(*) AS number
        FROM submission s JOIN household h ON h.id = s.subject
        WHERE s.replaced_by IS NULL AND s.submitted_at >= @since AND s.form {dialect.Among("forms")}
        GROUP BY s.userid
        """);

    /// <summary>How many of these forms each person has handed in about households.</summary>
    public static Task<IReadOnlyList<FillerLine>> Fillers(Tx tx, DateTimeOffset since, string[] forms) =>
        tx.Query<FillerLine>(FillersSql.On(tx.Dialect), new { since, forms = tx.Dialect.List(forms) });

    private const string OpenSql = """
        SELECT o.what, o.campaign, o.subject, o.period, o.userid, o.area, o.opens_at, o.due_at,
               COALESCE(h.head_name, '') AS head_name, COALESCE(u.name, '') AS unit_name
        FROM occurrence o
        LEFT JOIN household h ON h.id = o.subject
        LEFT JOIN unit u ON u.id = o.subject
        WHERE o.done_at IS NULL
        ORDER BY o.what, o.campaign, o.subject, o.period
        """;

    /// <summary>Everything that is still to be done.</summary>
    public static IAsyncEnumerable<DueLine> Due(Tx tx) => tx.Stream<DueLine>(OpenSql);

    private const string DeliveredSql = """
        SELECT DISTINCT o.what, o.campaign, o.subject AS unit_id FROM occurrence o JOIN unit u ON u.id = o.subject
        WHERE o.done_at IS NOT NULL ORDER BY o.campaign, o.subject, o.what
        """;

    /// <summary>What units have handed in.</summary>
    public static Task<IReadOnlyList<DeliveredLine>> Delivered(Tx tx) => tx.Query<DeliveredLine>(DeliveredSql);

    private const string WhatSql = "SELECT what, campaign, count(*) AS number FROM occurrence GROUP BY what, campaign";

    public static Task<IReadOnlyList<CountLine>> Occurring(Tx tx) => tx.Query<CountLine>(WhatSql);
}

public sealed record HouseholdAtHand(
    string Id, string VillageId, string GroupNo, string HeadName, string Types, int Size, string MonitorType, string RiskTypes,
    string RiskStatus, DateOnly? IdentifiedOn, string Contact, string Area, string VillageName, string TownName, string CountyName);

public sealed record MemberLine(string HouseholdId, string Name, string Relation, string Labour, string Disability, string Schooling, string Working);

/// <summary>A filled form that counts. See <see cref="Submission"/>.</summary>
public sealed record FilledLine(
    long Id, string Form, string Campaign, string Subject, string Period, string Userid, string Area, string Answers, DateTimeOffset SubmittedAt)
{
    /// <summary>What the steps on a problem's way said, by name; null where it has taken none.</summary>
    public IReadOnlyDictionary<string, string>? Said { get; init; }
}

public sealed record CountLine(string What, string Campaign, long Number);

public sealed record InCareLine(string VillageId, string Contact, int Households, int Monitored);

public sealed record FillerLine(string Userid, long Number);

public sealed record EntryLine(
    string Form, string Campaign, string Subject, string Userid, string Area, DateTimeOffset SubmittedAt, DateTimeOffset? BeforeAt, string HeadName, string VillageName);

public sealed record DueLine(
    string What, string Campaign, string Subject, string Period, string Userid, string Area, DateTimeOffset OpensAt, DateTimeOffset? DueAt, string HeadName, string UnitName);

public sealed record DeliveredLine(string What, string Campaign, string UnitId);
