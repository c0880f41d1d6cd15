using Bot.Conversations;
using Bot.Conversations.Coverage;
using Bot.Conversations.Errands;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>交接: households pass from one contact to another, with what is still to be done for them.</summary>
internal static class HandoverRecords
{
    public static async Task<ErrandFound> People(Tx tx, Person person, Pack pack)
    {
        var scope = pack.Roles.ScopeOf(person);
        var contacts = (await Store.People.List(tx))
            .Where(other => pack.Roles.Find(other.Role)?.Scope == RoleScope.OwnHouseholds && scope is Scope.Area(var path) && other.UnitPath.StartsWith(path, StringComparison.Ordinal));
        var households = (await Households.All(tx, scope)).Where(household => household.Contact.Length > 0).GroupBy(household => household.Contact).ToDictionary(group => group.Key, group => group.ToList());
        return new ContactsFound([.. contacts.Select(contact => new ContactLine(contact.Userid, contact.Name, contact.UnitName,
            [.. households.GetValueOrDefault(contact.Userid, []).Select(household => new HouseholdLine(
                household.Id, household.HeadName, household.VillageName, household.GroupNo, household.Size, household.MonitorType, false))]))]);
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
        await Occurrences.Pass(tx, [.. passed.Select(household => household.Id)], handed.To);
        var (from, to) = ((await Store.People.Find(tx, handed.From))!, (await Store.People.Find(tx, handed.To))!);
        var names = string.Join(pack.Messages.Say(Texts.Comma), passed.Select(household => household.HeadName));
        await ErrandEffects.Tell(tx, [from.Userid], pack.Messages.Say(CoverageTexts.ToldGiven, ("names", names), ("to", to.Name), ("who", person.Name)), now);
        await ErrandEffects.Tell(tx, [to.Userid], pack.Messages.Say(CoverageTexts.ToldTaken, ("names", names), ("from", from.Name), ("who", person.Name)), now);
    }
}
