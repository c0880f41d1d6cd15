namespace Store;

/// <summary>The people of the county's address book.</summary>
public static class People
{
    // Units nest village, town, county: two steps up reach the county from anywhere a person can be.
    internal const string SelectSql = """
        SELECT p.userid, p.name, p.role, p.unit_id, p.level, p.phone_cipher AS phone, p.active, p.sort,
               u.name AS unit_name, u.path AS unit_path, u.level AS unit_level,
               CASE 'town'
                   WHEN u.level THEN u.name WHEN above.level THEN above.name WHEN top.level THEN top.name
                   ELSE ''
               END AS town_name,
               CASE 'village' WHEN u.level THEN u.name WHEN above.level THEN above.name ELSE '' END AS village_name,
               -- A county's department is of its level too; the county itself stands above it.
               CASE 'county'
                   WHEN top.level THEN top.name WHEN above.level THEN above.name WHEN u.level THEN u.name
                   ELSE ''
               END AS county_name
        FROM person p
        JOIN unit u ON u.id = p.unit_id
        LEFT JOIN unit above ON above.id = u.parent_id
        LEFT JOIN unit top ON top.id = above.parent_id
        """;

    private static readonly DialectSql SaveSql = new(dialect => $"""
        INSERT INTO person (userid, name, role, unit_id, level, phone_cipher, phone_lookup, active, sort)
        SELECT r.Userid, r.Name, r.Role, r.UnitId, r.Level, r.Phone, r.PhoneLookup, r.Active, r.Sort
        FROM {dialect.Rows(["Userid", "Name", "Role", "UnitId", "Level", "Phone", "PhoneLookup", "Active", "Sort"])}
        WHERE true
        ON CONFLICT (userid) DO UPDATE SET
            name = excluded.name, role = excluded.role, unit_id = excluded.unit_id, level = excluded.level,
            phone_cipher = excluded.phone_cipher, phone_lookup = excluded.phone_lookup,
            active = excluded.active, sort = excluded.sort
        """);

    /// <summary>Adds or changes people. Of the same userid named twice, the last counts.</summary>
    public static Task Save(Tx tx, IEnumerable<Person> people) => tx.Each(SaveSql.On(tx.Dialect), people.Reverse().DistinctBy(person => person.Userid.ToLowerInvariant()).Reverse().Select(person => new
    {
        Userid = person.Userid.ToLowerInvariant(),
        person.Name,
        person.Role,
        person.UnitId,
        person.Level,
        person.Phone,
        PhoneLookup = tx.Cipher.LookupPhone(person.Phone),
        Active = person.Active ? 1 : 0,
        person.Sort,
    }).ToList());

    private const string FindSql = $"{SelectSql} WHERE p.userid = @userid";

    /// <summary>Null where nobody has that userid; somebody who has left is found, and not active.</summary>
    public static Task<Person?> Find(Tx tx, string userid) =>
        tx.QuerySingleOrDefault<Person>(FindSql, new { userid = userid.ToLowerInvariant() });

    private const string FindByPhoneSql = $"{SelectSql} WHERE p.phone_lookup = @lookup ORDER BY p.sort, p.userid";

    public static Task<IReadOnlyList<Person>> FindByPhone(Tx tx, string phone) =>
        tx.Query<Person>(FindByPhoneSql, new { lookup = tx.Cipher.Lookup("phone", Normalise.Phone(phone)) });

    private const string ListSql = $"""
        {SelectSql}
        WHERE p.active = 1
          AND (@role = '' OR p.role = @role)
          AND (@unit = '' OR EXISTS (SELECT 1 FROM unit x WHERE x.id = @unit AND substr(u.path, 1, length(x.path)) = x.path))
        ORDER BY p.sort, p.userid
        """;

    /// <summary>Everybody active, in the roster's order.</summary>
    /// <param name="role">Only this role.</param>
    /// <param name="unit">Only this unit and those below it.</param>
    public static Task<IReadOnlyList<Person>> List(Tx tx, string? role = null, string? unit = null) =>
        tx.Query<Person>(ListSql, new { role = role ?? "", unit = unit ?? "" });

    private const string EverybodySql = $"{SelectSql} ORDER BY p.sort, p.userid";

    /// <summary>Those who have left too.</summary>
    public static Task<IReadOnlyList<Person>> Everybody(Tx tx) => tx.Query<Person>(EverybodySql);

    private const string RenameSql = """
        UPDATE person SET userid = @to WHERE userid = @from;
        UPDATE household SET contact = @to WHERE contact = @from;
        UPDATE occurrence SET userid = @to WHERE userid = @from AND done_at IS NULL;
        UPDATE outbox SET userid = @to WHERE userid = @from AND state = 'pending';
        DELETE FROM session WHERE userid = @to;
        UPDATE session SET userid = @to WHERE userid = @from;
        """;

    /// <summary>Somebody's userid changed: what is theirs now goes with them, what they did stays under the name they did it.</summary>
    /// <param name="to">In lower case; nothing happens where somebody has it already.</param>
    public static async Task Rename(Tx tx, string from, string to)
    {
        if (from != to && await Find(tx, from) is not null && await Find(tx, to) is null)
            await tx.Execute(RenameSql, new { from, to });
    }

    private static readonly DialectSql RemoveSql = new(dialect => $"""
        DELETE FROM outbox WHERE state = 'pending' AND userid {dialect.Among("userids")};
        DELETE FROM person WHERE userid {dialect.Among("userids")}
        """);

    /// <summary>As if they had never been in the roster; only for those who have done nothing.</summary>
    public static Task Remove(Tx tx, IReadOnlyCollection<string> userids) => tx.Execute(RemoveSql.On(tx.Dialect), new { userids = tx.Dialect.List(userids.ToArray()) });

    private const string CountSql = "SELECT count(*) FROM person WHERE active = 1";

    public static Task<int> Count(Tx tx) => tx.Scalar<int>(CountSql);
}
