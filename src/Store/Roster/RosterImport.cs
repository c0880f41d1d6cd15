using Store.Packs;

namespace Store.Rosters;

/// <summary>Takes a roster workbook into the store: all of it in one transaction, or nothing and every problem at once.</summary>
public static class RosterImport
{
    private const string JournalChain = "roster";

    /// <param name="workbook">Read from its present position.</param>
    /// <param name="by">The userid or command that imports, for the journal.</param>
    public static async Task<RosterRead> Run(Database database, Pack pack, Stream workbook, bool dryRun, string by, DateTimeOffset now)
    {
        var read = Read(pack, workbook, now);
        if (read.Roster is { } roster && !dryRun)
            await Save(database, roster, by, now);
        return read;
    }

    /// <summary>Only looks at the workbook: needs no store, and makes none.</summary>
    public static RosterRead Read(Pack pack, Stream workbook, DateTimeOffset now) => new RosterReader(
        pack.RosterLayout ?? throw new InvalidOperationException("prompts/roster/workbook.yaml is missing: nothing says how a roster is laid out"),
        text => pack.Roles.Find(text)?.Id,
        id => pack.Roles.Find(id)?.Scope == RoleScope.OwnHouseholds,
        ChinaTime.DayOf(now)).Read(workbook);

    public static Task Save(Database database, Roster roster, string by, DateTimeOffset now) =>
        database.Write(tx => Save(tx, roster, by, now));

    private static async Task Save(Tx tx, Roster roster, string by, DateTimeOffset now)
    {
        await Units.Save(tx, [.. roster.Units.Select((unit, index) => new Unit(
            unit.Id, unit.ParentId, unit.Level.ToString().ToLowerInvariant(), unit.Name, string.Join(' ', unit.Kinds), index))]);
        await People.Save(tx, roster.People.Select((person, index) => new Person(
            person.UserId, person.Name, person.Role, person.UnitId, person.Level ?? "", tx.Cipher.EncryptUnlessBlank(person.Phone), true, index)));
        await Households.SaveMany(tx, [.. roster.Households.Select((household, index) => new Household(
            household.Id, household.VillageId, household.Group ?? "", household.Head, tx.Cipher.EncryptUnlessBlank(household.IdNumber),
            string.Join(' ', household.Types), household.Size, household.MonitorType ?? "", string.Join(' ', household.RiskTypes),
            household.MonitorType is null ? "" : household.RiskEliminated ? "eliminated" : "open", household.IdentifiedOn,
            tx.Cipher.EncryptUnlessBlank(household.Phone), household.ContactUserId ?? "", index))]);
        await Households.SaveMembers(tx, [.. roster.Households.SelectMany(household => household.Members.Select((member, index) => new Member(
            household.Id, index + 1, member.Name, tx.Cipher.EncryptUnlessBlank(member.IdNumber), member.Relation ?? "", member.Labour ?? "",
            member.Disability ?? "", member.Schooling ?? "", member.Work ?? "")))]);
        await Households.SaveMeasures(tx, [.. roster.Households.SelectMany(household => household.Measures.Select((measure, index) =>
            new Measure(household.Id, index + 1, measure.Name, measure.StartedOn)))]);
        await Journal.Append(tx, now, new JournalNote(JournalChain, by, "roster.imported", "",
            After: $"units={roster.Units.Count} people={roster.People.Count} households={roster.Households.Count}"));
    }
}
