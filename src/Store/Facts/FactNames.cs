using Store.Packs;
using Store.Rosters;

namespace Store;

/// <summary>What the cells of a workbook of facts may name, by how people write it.</summary>
internal sealed class FactNames
{
    private readonly HashSet<string> households;
    private readonly Dictionary<string, string> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, bool> truths = new(StringComparer.Ordinal);

    private FactNames(IEnumerable<string> households, IReadOnlyList<Unit> units, IReadOnlyList<Person> people, Pack pack)
    {
        this.households = [.. households];
        // A name that several bear is none.
        foreach (var named in units.GroupBy(unit => unit.Name).Where(named => named.Count() == 1))
            this.units[RosterText.Heading(named.Key)] = named.First().Id;
        foreach (var unit in units)
            this.units[unit.Id] = unit.Id;
        foreach (var person in people)
            this.people[person.Userid] = person.Userid;
        foreach (var word in pack.ValueWords.Yes)
            truths[RosterText.Heading(word)] = true;
        foreach (var word in pack.ValueWords.No)
            truths[RosterText.Heading(word)] = false;
        Campaigns = [.. pack.Campaigns.Select(campaign => campaign.Id)];
        Separator = pack.RosterLayout!.Separator;
    }

    public IReadOnlyList<string> Campaigns { get; }

    public string Separator { get; }

    private const string HouseholdsSql = "SELECT id FROM household";

    public static async Task<FactNames> Of(Tx tx, Pack pack) => new(
        await tx.Query<string>(HouseholdsSql), await Units.All(tx, Scope.Everything), await People.List(tx), pack);

    public string? Household(string written) => households.Contains(written) ? written : null;

    public string? Unit(string written) => units.GetValueOrDefault(written) ?? units.GetValueOrDefault(RosterText.Heading(written));

    public string? Person(string written) => people.GetValueOrDefault(written);

    public bool? Truth(string written) => truths.TryGetValue(RosterText.Heading(written), out var truth) ? truth : null;
}
