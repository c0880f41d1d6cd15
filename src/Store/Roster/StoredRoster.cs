namespace Store.Rosters;

/// <summary>A record of the store beside the values that a file could give it.</summary>
internal sealed record StoredRow<T>(RosterEntry Entry, T Record);

/// <summary>Reads what the store knows of the rows that a file is about.</summary>
internal static class StoredRoster
{
    /// <summary>Every unit there is: they are few, and a tree.</summary>
    public static async Task<Dictionary<string, StoredRow<Unit>>> UnitsOf(Tx tx) =>
        (await Units.All(tx, Scope.Everything)).ToDictionary(
            unit => unit.Id,
            unit => new StoredRow<Unit>(new RosterEntry(RosterColumns.Units, unit.Id, unit.Name, [unit.ParentId ?? "", unit.Level, unit.Name, unit.Kind]), unit),
            StringComparer.Ordinal);

    /// <summary>Everybody, those who have left too.</summary>
    public static async Task<Dictionary<string, StoredRow<Person>>> PeopleOf(Tx tx) =>
        (await People.Everybody(tx)).ToDictionary(
            person => person.Userid,
            person => new StoredRow<Person>(new RosterEntry(RosterColumns.People, person.Userid, person.Name,
                [person.Name, person.Role, person.UnitId, tx.Cipher.LookupPhone(person.Phone) ?? "", person.Level, person.Active ? "yes" : "no"]), person),
            StringComparer.Ordinal);

    private static readonly DialectSql HouseholdsSql = new(dialect => $"""
        SELECT h.id, h.village_id, h.group_no, h.head_name, h.id_cipher AS id_number, h.types, h.size, h.monitor_type, h.risk_types, h.risk_status,
               h.identified_on, h.phone_cipher AS phone, h.contact, h.sort, h.area, '' AS village_name, '' AS town_name, '' AS county_name, h.ended_on, h.ended_why
        FROM household h WHERE h.id {dialect.Among("ids")};

        SELECT h.id, h.id_lookup, h.phone_lookup FROM household h WHERE h.id {dialect.Among("ids")}
        """);

    private static readonly DialectSql ListsSql = new(dialect => $"""
        SELECT m.household_id, m.seq, m.name, m.id_cipher AS id_number, m.relation, m.labour, m.disability, m.schooling, m.working
        FROM member m WHERE m.household_id {dialect.Among("ids")} ORDER BY m.household_id, m.seq;

        SELECT m.household_id, m.seq, m.id_lookup FROM member m WHERE m.household_id {dialect.Among("ids")};

        SELECT m.household_id, m.seq, m.name, m.since FROM measure m WHERE m.household_id {dialect.Among("ids")} ORDER BY m.household_id, m.seq
        """);

    /// <summary>Those of these households that there are.</summary>
    public static async Task<Dictionary<string, StoredRow<FormerHousehold>>> HouseholdsOf(Tx tx, IReadOnlyCollection<string> ids)
    {
        List<Household> households;
        Dictionary<string, HouseholdLookups> lookups;
        await using (var found = await tx.QueryMultiple(HouseholdsSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()) }))
        {
            households = [.. await found.ReadAsync<Household>()];
            lookups = (await found.ReadAsync<HouseholdLookups>()).ToDictionary(lookup => lookup.Id, StringComparer.Ordinal);
        }
        // A county's first import finds nobody, and PostgreSQL goes through all that it has taken in since it last counted them to find nothing of theirs.
        if (households.Count == 0)
            return [];
        await using var lists = await tx.QueryMultiple(ListsSql.On(tx.Dialect), new { ids = tx.Dialect.List(households.Select(household => household.Id).ToArray()) });
        var members = (await lists.ReadAsync<Member>()).ToLookup(member => member.HouseholdId, StringComparer.Ordinal);
        var memberLookups = (await lists.ReadAsync<MemberLookup>()).ToDictionary(member => (member.HouseholdId, member.Seq), member => member.IdLookup);
        var measures = (await lists.ReadAsync<Measure>()).ToLookup(measure => measure.HouseholdId, StringComparer.Ordinal);
        return households.ToDictionary(household => household.Id, household =>
        {
            var former = new FormerHousehold(household, [.. members[household.Id]], [.. measures[household.Id]]);
            return new StoredRow<FormerHousehold>(EntryOf(
                former, lookups[household.Id].IdLookup, lookups[household.Id].PhoneLookup, member => memberLookups[(member.HouseholdId, member.Seq)]), former);
        }, StringComparer.Ordinal);
    }

    private static RosterEntry EntryOf(FormerHousehold former, string? idNumber, string? phone, Func<Member, string?> idOf)
    {
        var household = former.Household;
        return new RosterEntry(RosterColumns.Households, household.Id, household.HeadName,
        [
            household.VillageId, household.GroupNo, household.HeadName, idNumber ?? "", household.Types, $"{household.Size}",
            $"{household.MonitorType} {household.RiskStatus}".Trim(), household.RiskTypes, $"{household.IdentifiedOn:yyyy-MM-dd}", phone ?? "", household.Contact,
            string.Join('\n', former.Members.Select(member => RosterEntry.Line(
                member.Name, idOf(member), member.Relation, member.Labour, member.Disability, member.Schooling, member.Working))),
            string.Join('\n', former.Measures.Select(measure => RosterEntry.Line(measure.Name, $"{measure.Since:yyyy-MM-dd}"))),
            household.EndedWhy,
        ]);
    }

    private const string StandingSql = "SELECT h.id, h.head_name AS name, h.village_id FROM household h WHERE h.ended_on IS NULL ORDER BY h.village_id, h.sort, h.id";

    /// <summary>Every household that is in the roster, without what stands in it.</summary>
    public static Task<IReadOnlyList<StandingHousehold>> Standing(Tx tx) => tx.Query<StandingHousehold>(StandingSql);

    private sealed record HouseholdLookups(string Id, string? IdLookup, string? PhoneLookup);

    private sealed record MemberLookup(string HouseholdId, int Seq, string? IdLookup);
}

internal sealed record StandingHousehold(string Id, string Name, string VillageId);
