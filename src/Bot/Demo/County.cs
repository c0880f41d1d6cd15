using System.Globalization;
using Store.Rosters;

namespace Bot.Demo;

/// <summary>
/// The demo county: a made-up roster of any size whose counts are those of a real document's table.
/// It goes in through the same import as a real county's. Same plan and numbers, same roster to the last digit.
/// </summary>
public sealed class County
{
    /// <summary>More would not fit into ID numbers of this made-up region.</summary>
    public const int MostHouseholds = 250_000;

    private readonly CountyPlan plan;
    private readonly CountyDice dice;
    private readonly CountyPeople people;
    private readonly int households;
    private readonly int contacts;

    private County(CountyPlan plan, int households, int contacts)
    {
        this.plan = plan;
        this.households = households;
        this.contacts = contacts;
        dice = new CountyDice((ulong)plan.Seed);
        people = new CountyPeople(plan, dice);
    }

    /// <param name="households">The table's own number where null; 1 to <see cref="MostHouseholds"/>.</param>
    /// <param name="contacts">In proportion to the households where null; at least 1.</param>
    public static Roster Generate(CountyPlan plan, int? households = null, int? contacts = null)
    {
        var wanted = households ?? plan.Households;
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(households));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, MostHouseholds, nameof(households));
        var inProportion = (int)Math.Max(1, ((plan.Staff.Contacts * (long)wanted) + (plan.Households / 2)) / plan.Households);
        ArgumentOutOfRangeException.ThrowIfLessThan(contacts ?? inProportion, 1, nameof(contacts));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contacts ?? inProportion, MostHouseholds, nameof(contacts));
        return new County(plan, wanted, contacts ?? inProportion).Generate();
    }

    private Roster Generate()
    {
        var staff = new List<RosterPerson>
        {
            Person(plan.Staff.County, null, plan.County.Id),
            Person(plan.Staff.Town, null, plan.Town.Id),
        };
        for (var i = 0; i < plan.Villages.Count; i++)
            staff.Add(Person(plan.Staff.Village, i + 1, plan.Villages[i].Id));

        var perVillage = CountyTable.Split(contacts, plan.Villages.Count);
        var cells = CountyTable.Scale(plan, households);
        var homes = new List<RosterHousehold>(households);
        for (var i = 0; i < plan.Villages.Count; i++)
        {
            var first = staff.Count;
            for (var contact = 0; contact < perVillage[i]; contact++)
                staff.Add(Person(plan.Staff.Contact, perVillage.Take(i).Sum() + contact + 1, plan.Villages[i].Id));
            homes.AddRange(Village(i, cells[i], staff[first..]));
        }
        // Last, so that everybody drawn before stays who they were.
        staff.AddRange(Offices());
        return new Roster(Units(), staff, homes);
    }

    private IEnumerable<RosterPerson> Offices()
    {
        foreach (var (post, unit) in plan.Offices.Posts)
            yield return Person(post, null, unit);
        for (var i = 0; i < plan.Offices.Departments.Count; i++)
            yield return Person(plan.Offices.Liaison!, i + 1, plan.Offices.Departments[i].Id);
        if (plan.Offices.SurveyGroup is not var (group, groups, members))
            yield break;
        var sent = CountyTable.Split(groups, plan.Villages.Count).SelectMany((count, village) => Enumerable.Repeat(village, count)).ToList();
        for (var i = 0; i < groups; i++)
            for (var member = 0; member < members; member++)
                yield return Person(group, i + 1, plan.Villages[sent[i]].Id, ((char)('a' + member)).ToString());
    }

    private List<RosterUnit> Units() =>
    [
        new(plan.County.Id, null, UnitLevel.County, plan.County.Name, []),
        new(plan.Town.Id, plan.County.Id, UnitLevel.Town, plan.Town.Name, []),
        .. plan.Villages.Select(village => new RosterUnit(village.Id, plan.Town.Id, UnitLevel.Village, village.Name, village.Kinds)),
        .. plan.Offices.Departments.Select(department => new RosterUnit(department.Id, plan.County.Id, UnitLevel.County, department.Name, [])),
    ];

    private RosterPerson Person(PlannedPost post, int? number, string unit, string suffix = "")
    {
        var digits = post == plan.Staff.Contact ? Math.Max(post.Digits, contacts.ToString(CultureInfo.InvariantCulture).Length) : post.Digits;
        var userId = post.UserId + number?.ToString($"D{digits}", CultureInfo.InvariantCulture) + suffix;
        return new RosterPerson(userId, people.Name(dice.Percent(plan.Staff.MalePercent)), post.Role, unit, people.Phone(), post.Level);
    }

    private List<RosterHousehold> Village(int index, IReadOnlyList<PlannedCell> cells, List<RosterPerson> staff)
    {
        var drafts = new List<(PlannedCategory Category, int Size)>();
        for (var i = 0; i < cells.Count; i++)
            drafts.AddRange(CountyTable.Sizes(cells[i], plan.Family.Most, dice).Select(size => (plan.Categories[i], size)));
        dice.Shuffle(drafts);

        var groups = ((drafts.Count - 1) / plan.HouseholdsPerGroup) + 1;
        var homes = new List<RosterHousehold>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
            homes.Add(Household(index, i, (int)((long)i * groups / drafts.Count) + 1, drafts[i].Category, drafts[i].Size));

        var monitored = CountyMonitoring.Choose(drafts.ConvertAll(draft => draft.Category), staff.Count * plan.Monitored.PerContact, dice);
        for (var i = 0; i < monitored.Count; i++)
        {
            var contact = staff[(int)((long)i * staff.Count / monitored.Count)];
            var place = monitored[i];
            homes[place] = CountyMonitoring.Monitor(homes[place], drafts[place].Category, contact.UserId, plan.Monitored, dice);
        }
        return homes;
    }

    private RosterHousehold Household(int village, int index, int group, PlannedCategory category, int size)
    {
        var members = people.Family(village, category, size);
        var digits = Math.Max(4, households.ToString(CultureInfo.InvariantCulture).Length);
        return new RosterHousehold(
            $"{plan.Villages[village].Id}-{(index + 1).ToString($"D{digits}", CultureInfo.InvariantCulture)}",
            plan.Villages[village].Id,
            plan.GroupName.Replace("{n}", group.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            members[0].Name,
            members[0].IdNumber,
            dice.Pick(category.Types, type => type.Weight).Words,
            size,
            MonitorType: null,
            RiskEliminated: false,
            RiskTypes: [],
            IdentifiedOn: null,
            dice.Percent(plan.PhonePercent) ? people.Phone() : null,
            ContactUserId: null,
            members,
            Measures: []);
    }
}
