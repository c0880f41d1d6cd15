using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>Who hears of a finding. Pure.</summary>
internal sealed class FindingReceivers(Pack pack, IReadOnlyList<Person> people, IReadOnlyList<Unit> units)
{
    private readonly Holders holders = new(people.Where(person => person.Active), pack.Roles);
    private readonly HashSet<string> active = [.. people.Where(person => person.Active).Select(person => person.Userid)];
    private readonly Dictionary<string, Unit> byPath = units.ToDictionary(unit => unit.Path, StringComparer.Ordinal);
    private readonly Dictionary<(string, RuleStep?), IReadOnlyList<string>> known = [];

    /// <summary>Whom it concerns; where it names nobody, those who answer for the unit.</summary>
    public IEnumerable<string> Own(FindingRow row) => active.Contains(row.Userid) ? [row.Userid] : Of(row.Area, null);

    /// <summary>Those of one step who have not heard of it at an earlier one: where a step has nobody, the next above stand in.</summary>
    public IEnumerable<string> Above(FindingRow row, IReadOnlyList<RuleStep> steps, int step) =>
        Of(row.Area, steps[step]).Except(Own(row)).Except(steps.Take(step).SelectMany(earlier => Of(row.Area, earlier)));

    private IReadOnlyList<string> Of(string area, RuleStep? step)
    {
        if (known.TryGetValue((area, step), out var found))
            return found;
        return known[(area, step)] = byPath.TryGetValue(area, out var unit)
            ? [.. holders.Above(unit, step?.To ?? pack.RuleDay.Nobody).Select(person => person.Userid).Distinct()]
            : [];
    }
}
