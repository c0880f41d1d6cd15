using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>Who decides what somebody asks for or reports, such as a leave: roles.yaml says it. Pure.</summary>
/// <param name="away">Who is on leave just now.</param>
public sealed class Deciders(IReadOnlyCollection<Person> people, Roles roles, IReadOnlySet<string> away)
{
    private readonly Holders holders = new(people, roles);
    private readonly ILookup<string, Person> byUnit = people.ToLookup(person => person.UnitId);

    /// <summary>Those who are asked: of the person's own unit where roles.yaml gives somebody there the say, otherwise whoever the role reports to.</summary>
    public IReadOnlyList<Person> For(Person person) => InUnit(person).Where(other => !away.Contains(other.Userid)).ToList() is { Count: > 0 } near ? near : Above(person);

    /// <summary>The person as one of the household's village: what they report of it is decided there, wherever they work.</summary>
    public static Person At(Person person, Household household) => person with
    {
        UnitId = household.VillageId,
        UnitPath = household.Area,
        UnitLevel = "village",
        UnitName = household.VillageName,
    };

    /// <summary>Those whom the person's role reports to, along the chain.</summary>
    public IReadOnlyList<Person> Above(Person person) => roles.Find(person.Role) is { ReportsTo.Count: > 0 } role
        ? [.. holders.Above(new Unit(person.UnitId, null, person.UnitLevel, person.UnitName, "", 0, person.UnitPath), role.ReportsTo).Where(above => above.Userid != person.Userid)]
        : [];

    /// <summary>Whether the speaker may decide it, asked or not: those of units above may at any time.</summary>
    public bool May(Person speaker, Person person) =>
        speaker.Userid != person.Userid && !LooksAfter(speaker) && Reach(speaker) is not (null or RoleScope.None)
        && ((person.UnitPath.Length > speaker.UnitPath.Length && person.UnitPath.StartsWith(speaker.UnitPath, StringComparison.Ordinal))
            || Is(InUnit(person), speaker) || Is(Above(person), speaker));

    /// <summary>Whether all that the person sees are households of their own.</summary>
    public bool LooksAfter(Person person) => Reach(person) == RoleScope.OwnHouseholds;

    private RoleScope? Reach(Person person) => roles.Find(person.Role)?.Scope;

    private IEnumerable<Person> InUnit(Person person) =>
        byUnit[person.UnitId].Where(other => other.Userid != person.Userid && roles.Find(other.Role)?.DecidesFor.Contains(person.Role) == true);

    private static bool Is(IEnumerable<Person> those, Person one) => those.Any(other => other.Userid == one.Userid);
}
