using Bot.Conversations;
using Bot.Conversations.Coverage;
using Bot.Conversations.Errands;
using Store;
using Store.Packs;
using Store.Rosters;

namespace Bot.Turns.Errands;

/// <summary>交接: households pass from one contact to another, with what is still to be done for them.</summary>
internal static class HandoverRecords
{
    private const int MostOffered = 12;

    public static async Task<ErrandFound> People(Tx tx, Person person, Pack pack, ContactsLookup wanted)
    {
        var scope = pack.Roles.ScopeOf(person);
        var contacts = (await Store.People.List(tx))
            .Where(other => pack.Roles.Find(other.Role)?.Scope == RoleScope.OwnHouseholds && scope is Scope.Area(var path) && other.UnitPath.StartsWith(path, StringComparison.Ordinal)).ToList();
        var others = contacts.Where(contact => contact.Userid != wanted.At?.From?.Userid).ToList();
        var meant = wanted.Typed.Length > 0 ? others.Where(contact => contact.Name == wanted.Typed || contact.Userid == wanted.Typed)
            : others.Count <= MostOffered ? others
            : others.Where(contact => contact.UnitName == wanted.At?.From?.Unit);
        var offered = meant.Take(MostOffered).ToList();
        var households = (await Households.OfContacts(tx, scope, [.. offered.Select(contact => contact.Userid)])).ToLookup(household => household.Contact);
        return new ContactsFound([.. offered.Select(contact => new ContactLine(contact.Userid, contact.Name, contact.UnitName,
            [.. households[contact.Userid].Select(household => new HouseholdLine(
                household.Id, household.HeadName, household.VillageName, household.GroupNo, household.Size, household.MonitorType, false))]))], contacts.Count);
    }

    public static async Task Carry(Tx tx, HandedOver handed, Person person, Pack pack, DateTimeOffset now)
    {
        var scope = pack.Roles.ScopeOf(person);
        var passed = new List<Household>();
        foreach (var id in handed.Households)
            if (await Households.Open(tx, scope, id) is { Household: var household } && household.Contact == handed.From)
            {
                passed.Add(household with { Contact = handed.To });
                await Journal.Append(tx, now, new JournalNote($"household:{id}", person.Userid, "household.handed_over", id, handed.From, handed.To));
            }
        await Households.SaveMany(tx, passed);
        await Handovers.Carry(tx, pack, [.. passed.Select(household => new RosterHandover(household.Id, household.HeadName, handed.From, handed.To))], person.Name, now);
    }
}
