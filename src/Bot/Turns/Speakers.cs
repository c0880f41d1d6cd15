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

    public static Scope ScopeOf(Person person, Roles roles) => roles.Find(person.Role)?.Scope switch
    {
        RoleScope.OwnHouseholds => new Scope.Contact(person.Userid),
        RoleScope.Village or RoleScope.Town or RoleScope.County => new Scope.Area(person.UnitPath),
        _ => Scope.Nothing,
    };
}
