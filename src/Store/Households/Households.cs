namespace Store;

/// <summary>The roster's households, each seen only by whom it concerns.</summary>
public static class Households
{
    private static readonly string Seen = Scope.On("h.contact", "h.area");

    private const string SelectSql = """
        SELECT h.id, h.village_id, h.group_no, h.head_name, h.id_cipher AS id_number, h.types, h.size,
               h.monitor_type, h.risk_types, h.risk_status, h.identified_on, h.phone_cipher AS phone, h.contact, h.sort,
               h.area, v.name AS village_name, COALESCE(t.name, '') AS town_name,
               COALESCE(c.name, '') AS county_name, h.ended_on, h.ended_why
        FROM household h
        JOIN unit v ON v.id = h.village_id
        LEFT JOIN unit t ON t.id = v.parent_id
        LEFT JOIN unit c ON c.id = t.parent_id
        """;

    private static readonly DialectSql SaveSql = new(dialect => $"""
        INSERT INTO household (
            id, village_id, area, group_no, head_name, id_cipher, id_lookup, types, size, monitor_type, risk_types,
            risk_status, identified_on, phone_cipher, phone_lookup, contact, sort, ended_on, ended_why)
        SELECT r.Id, v.id, v.path, r.GroupNo, r.HeadName, r.IdNumber, r.IdLookup, r.Types, r.Size, r.MonitorType, r.RiskTypes,
               r.RiskStatus, r.IdentifiedOn, r.Phone, r.PhoneLookup, r.Contact, r.Sort, r.EndedOn, r.EndedWhy
        FROM {dialect.Rows([
            "Id", "VillageId", "GroupNo", "HeadName", "IdNumber", "IdLookup", "Types", "Size", "MonitorType", "RiskTypes", "RiskStatus", "IdentifiedOn", "Phone",
            "PhoneLookup", "Contact", "Sort", "EndedOn", "EndedWhy"])}
        JOIN unit v ON v.id = r.VillageId
        WHERE true
        ON CONFLICT (id) DO UPDATE SET
            village_id = excluded.village_id, area = excluded.area, group_no = excluded.group_no,
            head_name = excluded.head_name, id_cipher = excluded.id_cipher, id_lookup = excluded.id_lookup,
            types = excluded.types, size = excluded.size, monitor_type = excluded.monitor_type,
            risk_types = excluded.risk_types, risk_status = excluded.risk_status,
            identified_on = excluded.identified_on, phone_cipher = excluded.phone_cipher,
            phone_lookup = excluded.phone_lookup, contact = excluded.contact, sort = excluded.sort,
            ended_on = excluded.ended_on, ended_why = excluded.ended_why
        """);

    /// <summary>Adds or changes households; their members and measures stay as they are.</summary>
    /// <exception cref="ArgumentException">A village does not exist.</exception>
    public static async Task SaveMany(Tx tx, IReadOnlyCollection<Household> households)
    {
        var saved = await tx.Each(SaveSql.On(tx.Dialect), households.Select(household => new
        {
            household.Id,
            household.VillageId,
            household.GroupNo,
            household.HeadName,
            household.IdNumber,
            IdLookup = tx.Cipher.LookupId(household.IdNumber),
            household.Types,
            household.Size,
            household.MonitorType,
            household.RiskTypes,
            household.RiskStatus,
            household.IdentifiedOn,
            household.Phone,
            PhoneLookup = tx.Cipher.LookupPhone(household.Phone),
            Contact = household.Contact.ToLowerInvariant(),
            household.Sort,
            household.EndedOn,
            household.EndedWhy,
        }).ToList());
        if (saved != households.Count)
            throw new ArgumentException($"{households.Count - saved} of {households.Count} households name a village that does not exist", nameof(households));
    }

    private static readonly DialectSql ForgetMembersSql = new(dialect => $"DELETE FROM member WHERE household_id {dialect.Among("ids")}");

    private static readonly DialectSql SaveMemberSql = new(dialect => $"""
        INSERT INTO member (household_id, seq, name, id_cipher, id_lookup, relation, labour, disability, schooling, working)
        SELECT r.HouseholdId, r.Seq, r.Name, r.IdNumber, r.IdLookup, r.Relation, r.Labour, r.Disability, r.Schooling, r.Working
        FROM {dialect.Rows(["HouseholdId", "Seq", "Name", "IdNumber", "IdLookup", "Relation", "Labour", "Disability", "Schooling", "Working"])}
        """);

    /// <summary>These become the members of every household they name, instead of those it had.</summary>
    public static async Task SaveMembers(Tx tx, IReadOnlyCollection<Member> members)
    {
        await tx.Execute(ForgetMembersSql.On(tx.Dialect), new { ids = tx.Dialect.List(members.Select(member => member.HouseholdId).Distinct().ToArray()) });
        await tx.Each(SaveMemberSql.On(tx.Dialect), members.Select(member => new
        {
            member.HouseholdId,
            member.Seq,
            member.Name,
            member.IdNumber,
            IdLookup = tx.Cipher.LookupId(member.IdNumber),
            member.Relation,
            member.Labour,
            member.Disability,
            member.Schooling,
            member.Working,
        }).ToList());
    }

    private static readonly DialectSql ForgetMeasuresSql = new(dialect => $"DELETE FROM measure WHERE household_id {dialect.Among("ids")}");

    private static readonly DialectSql SaveMeasureSql = new(dialect => $"""
        INSERT INTO measure (household_id, seq, name, since)
        SELECT r.HouseholdId, r.Seq, r.Name, r.Since FROM {dialect.Rows(["HouseholdId", "Seq", "Name", "Since"])}
        """);

    /// <summary>These become the measures of every household they name, instead of those it had.</summary>
    public static async Task SaveMeasures(Tx tx, IReadOnlyCollection<Measure> measures)
    {
        await tx.Execute(ForgetMeasuresSql.On(tx.Dialect), new { ids = tx.Dialect.List(measures.Select(measure => measure.HouseholdId).Distinct().ToArray()) });
        await tx.Each(SaveMeasureSql.On(tx.Dialect), measures.ToList());
    }

    private static readonly DialectSql ForgetListsSql = new(dialect => $"""
        DELETE FROM member WHERE household_id {dialect.Among("ids")};
        DELETE FROM measure WHERE household_id {dialect.Among("ids")}
        """);

    /// <summary>These households have neither members nor measures.</summary>
    public static Task ForgetLists(Tx tx, IReadOnlyCollection<string> ids) => tx.Execute(ForgetListsSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()) });

    private static readonly DialectSql RemoveSql = new(dialect => $"""
        DELETE FROM member WHERE household_id {dialect.Among("ids")};
        DELETE FROM measure WHERE household_id {dialect.Among("ids")};
        DELETE FROM occurrence WHERE subject {dialect.Among("ids")} AND done_at IS NULL;
        DELETE FROM household WHERE id {dialect.Among("ids")}
        """);

    /// <summary>As if they had never been there, with what is still to be done for them; only for those that nothing has been said of.</summary>
    public static Task Remove(Tx tx, IReadOnlyCollection<string> ids) => tx.Execute(RemoveSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()) });

    // Asked household by household: a join lets PostgreSQL read the whole round for one contact's five.
    private static readonly string InCareSql = $"""
        SELECT h.id, h.head_name, v.name AS village_name, h.group_no, h.monitor_type, h.contact,
            (SELECT o.done_at FROM occurrence o
             WHERE o.what = @What AND o.campaign = @Campaign AND o.subject = h.id AND o.period = @Period) AS done_at
        FROM household h
        JOIN unit v ON v.id = h.village_id
        WHERE h.monitor_type <> '' AND h.ended_on IS NULL AND {Seen}
        ORDER BY v.sort, h.sort, h.id
        """;

    /// <summary>The monitored households within the scope, villages and households in the roster's order, and whether this round's work on each is done.</summary>
    public static Task<IReadOnlyList<HouseholdInCare>> InCare(Tx tx, Scope scope, Round round) =>
        tx.Query<HouseholdInCare>(InCareSql, scope.Values(round));

    private static readonly string NamedSql = $"""
        {SelectSql}
        WHERE (h.head_name = @name OR h.id = @name OR h.head_name LIKE @pattern ESCAPE '!') AND h.ended_on IS NULL AND {Seen}
        ORDER BY CASE WHEN h.head_name = @name OR h.id = @name THEN 0 ELSE 1 END, v.sort, h.sort, h.id
        LIMIT @limit
        """;

    /// <summary>Households by their id, their head's name, or a part of that name; exact matches first.</summary>
    public static Task<IReadOnlyList<Household>> Named(Tx tx, Scope scope, string name, int limit)
    {
        var literal = name.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);
        return tx.Query<Household>(NamedSql, scope.Values(new { name, pattern = $"%{literal}%", limit }));
    }

    private static readonly string OpenSql = $"""
        {SelectSql}
        WHERE h.id = @id AND {Seen};

        SELECT m.household_id, m.seq, m.name, m.id_cipher AS id_number, m.relation, m.labour, m.disability, m.schooling, m.working
        FROM member m JOIN household h ON h.id = m.household_id
        WHERE h.id = @id AND {Seen}
        ORDER BY m.seq;

        SELECT m.household_id, m.seq, m.name, m.since
        FROM measure m JOIN household h ON h.id = m.household_id
        WHERE h.id = @id AND {Seen}
        ORDER BY m.seq;
        """;

    /// <summary>Null where there is no such household within the scope; whether there is one outside, <see cref="Exists"/> says.</summary>
    public static async Task<OpenedHousehold?> Open(Tx tx, Scope scope, string id)
    {
        await using var found = await tx.QueryMultiple(OpenSql, scope.Values(new { id }));
        var household = await found.ReadSingleOrDefaultAsync<Household>();
        var members = await found.ReadAsync<Member>();
        var measures = await found.ReadAsync<Measure>();
        return household is null ? null : new OpenedHousehold(household, [.. members], [.. measures]);
    }

    private const string VillagesSql = """
        SELECT v.name, v.kind, count(h.id) AS households
        FROM unit v LEFT JOIN household h ON h.village_id = v.id AND h.ended_on IS NULL
        WHERE v.level = 'village' AND substr(v.path, 1, length(@area)) = @area
        GROUP BY v.id, v.name, v.kind, v.sort
        ORDER BY v.sort, v.id
        """;

    /// <summary>The villages of an area with how many households the roster has there; counts alone, so whoever asks.</summary>
    public static Task<IReadOnlyList<VillageOfRoster>> Villages(Tx tx, string area) => tx.Query<VillageOfRoster>(VillagesSql, new { area });

    private const string ExistsSql = "SELECT EXISTS (SELECT 1 FROM household WHERE id = @idOrName OR head_name = @idOrName)";

    /// <summary>Whether anybody's household has that id or that head; only for telling a refusal from a slip of the pen.</summary>
    public static Task<bool> Exists(Tx tx, string idOrName) => tx.Scalar<bool>(ExistsSql, new { idOrName });

    private static readonly string AllSql = $"""
        {SelectSql}
        WHERE h.ended_on IS NULL AND {Seen}
        ORDER BY v.sort, h.sort, h.id
        """;

    /// <summary>Those that are in the roster now.</summary>
    public static Task<IReadOnlyList<Household>> All(Tx tx, Scope scope) => tx.Query<Household>(AllSql, scope.Values());

    private static readonly DialectSql OfContactsSql = new(dialect => $"""
        {SelectSql}
        WHERE h.contact {dialect.Among("contacts")} AND h.ended_on IS NULL AND {Seen}
        ORDER BY v.sort, h.sort, h.id
        """);

    /// <summary>The households that these contacts look after, within the scope.</summary>
    public static Task<IReadOnlyList<Household>> OfContacts(Tx tx, Scope scope, IReadOnlyCollection<string> contacts) =>
        tx.Query<Household>(OfContactsSql.On(tx.Dialect), scope.Values(new { contacts = tx.Dialect.List(contacts.ToArray()) }));

    private static readonly string StreamSql = $"""
        SELECT h.id, h.area, h.group_no, h.head_name, h.types, h.size, h.monitor_type, h.risk_types, h.risk_status, h.identified_on, h.contact
        FROM household h
        JOIN unit v ON v.id = h.village_id
        WHERE (h.ended_on IS NULL OR h.ended_on > @day) AND {Seen}
        ORDER BY v.sort, h.sort, h.id
        """;

    /// <summary>In the roster's order, one by one.</summary>
    /// <param name="day">Those as well that have left after it; null = only those that are in the roster now.</param>
    public static async IAsyncEnumerable<HouseholdEntry> Stream(Tx tx, Scope scope, DateOnly? day = null)
    {
        await using var row = await tx.Read(StreamSql, scope.Values(new { day = day ?? DateOnly.MaxValue }));
        while (await row.ReadAsync())
            yield return HouseholdEntry.Read(row, 0);
    }

    private static readonly string MembersSql = $"""
        SELECT m.household_id, m.seq, m.name, m.id_cipher AS id_number, m.relation, m.labour, m.disability, m.schooling, m.working
        FROM member m JOIN household h ON h.id = m.household_id
        WHERE h.ended_on IS NULL AND {Seen}
        ORDER BY m.household_id, m.seq
        """;

    /// <summary>Every member of the households within the scope.</summary>
    public static Task<IReadOnlyList<Member>> Members(Tx tx, Scope scope) => tx.Query<Member>(MembersSql, scope.Values());

    private static readonly string CountSql = $"""
        SELECT count(*) AS households,
               COALESCE(sum(CASE WHEN h.monitor_type <> '' THEN 1 ELSE 0 END), 0) AS monitored,
               COALESCE(sum(h.size), 0) AS people
        FROM household h
        WHERE h.ended_on IS NULL AND {Seen}
        """;

    public static async Task<HouseholdCounts> Count(Tx tx, Scope scope) =>
        (await tx.QuerySingleOrDefault<HouseholdCounts>(CountSql, scope.Values()))!;
}
