using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>Who holds which post where. Pure.</summary>
public sealed class Holders(IEnumerable<Person> people, Roles roles)
{
    private readonly ILookup<(string Role, string Path), Person> posts = people.ToLookup(person => (person.Role, person.UnitPath));
    private readonly ILookup<string, Person> byRole = people.ToLookup(person => person.Role);

    /// <summary>The units where somebody holds one of the roles, each once.</summary>
    public IReadOnlyList<(string Id, string Path)> UnitsOf(IEnumerable<string> wanted) =>
        [.. wanted.SelectMany(role => byRole[role]).Select(person => (person.UnitId, person.UnitPath)).Distinct()];

    /// <summary>Those of the unit itself.</summary>
    public IEnumerable<Person> In(Unit unit, IEnumerable<string> wanted) => wanted.SelectMany(role => posts[(role, unit.Path)]);

    /// <summary>
    /// Those of the unit and of all above it. Where nobody holds any of the roles, whoever those roles report to: a step of the
    /// chain that nobody fills does not end it.
    /// </summary>
    public IReadOnlyList<Person> Above(Unit unit, IReadOnlyList<string> wanted)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var step = wanted; step.Count > 0; step = [.. step.SelectMany(role => roles.Find(role)?.ReportsTo ?? []).Where(seen.Add)])
        {
            var found = Paths(unit.Path).SelectMany(path => step.SelectMany(role => posts[(role, path)])).Distinct().ToList();
            if (found.Count > 0)
                return found;
        }
        return [];
    }

    // /a/b/c/ → /a/b/c/, /a/b/, /a/
    private static IEnumerable<string> Paths(string path)
    {
        for (var at = path.Length; at > 1; at = path.LastIndexOf('/', at - 2) + 1)
            yield return path[..at];
    }
}
