using Bot.Conversations;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>Who a person is to the conversation, and what they may see: their role's scope, over their unit.</summary>
public static class Speakers
{
    public static Speaker Of(Person person, Roles roles)
    {
        var role = roles.Find(person.Role);
        return new Speaker(
            person.Userid, person.Name, person.Role,
            role is null or { Scope: RoleScope.OwnHouseholds or RoleScope.None },
            person.UnitLevel, person.UnitName, person.VillageName, person.TownName);
    }
}
