using System.Globalization;
using Store.Rosters;

namespace Bot.Demo;

/// <summary>Names, ID numbers, phones and families that belong to nobody.</summary>
internal sealed class CountyPeople(CountyPlan plan, CountyDice dice)
{
    /// <summary>An ID number's sequence has three digits; odd is male.</summary>
    private const int SequencesPerSex = 500;

    private readonly Dictionary<(int Village, DateOnly Born, bool Male), int> taken = [];
    private int phones;

    public string Name(bool male, string? surname = null)
    {
        var syllables = male ? plan.Names.Male : plan.Names.Female;
        var name = (surname ?? Surname()) + dice.Pick(syllables);
        return dice.Percent(plan.Names.TwoPercent) ? name + dice.Pick(syllables) : name;
    }

    public string Phone() => plan.PhonePrefix + (++phones).ToString("00000000", CultureInfo.InvariantCulture);

    /// <summary>The householder and whoever belongs to the family, <paramref name="size"/> people in all.</summary>
    public List<RosterMember> Family(int village, PlannedCategory category, int size)
    {
        var male = dice.Percent(plan.Family.HeadMalePercent);
        var age = dice.Between(category.HeadAges.First, category.HeadAges.Last);
        var surname = Surname();
        var family = male ? surname : Surname();
        var members = new List<RosterMember>
        {
            Person(village, Name(male, surname), male, age, plan.Family.Head, isHead: true, category.Disabled),
        };
        while (members.Count < size)
            members.Add(Relative(village, male, age, surname, family, members));
        return members;
    }

    private RosterMember Relative(int village, bool headMale, int headAge, string surname, string family, List<RosterMember> members)
    {
        var possible = plan.Family.Relations
            .Where(relation => Possible(relation, headAge) is { } ages && ages.First <= ages.Last
                && members.Count(member => member.Relation == relation.Name) < relation.Most)
            .ToList();
        var relation = possible.Count > 0 ? dice.Pick(possible, one => one.Weight) : plan.Family.Relations[^1];
        var ages = possible.Count > 0 ? Possible(relation, headAge) : relation.Ages;
        var male = relation.Male ?? !headMale;
        var name = Name(male, relation.Surname switch
        {
            SurnameSource.Head => surname,
            SurnameSource.Family => family,
            _ => null,
        });
        return Person(village, name, male, dice.Between(ages.First, ages.Last), relation.Name, isHead: false, plan.People.Disabled);
    }

    private static Ages Possible(PlannedRelation relation, int headAge) => new(
        Math.Max(relation.Ages.First, headAge + relation.Difference.First),
        Math.Min(relation.Ages.Last, headAge + relation.Difference.Last));

    private RosterMember Person(int village, string name, bool male, int age, string relation, bool isHead, PlannedDisability chance)
    {
        var disability = dice.Percent(chance.Percent) ? dice.Pick(chance.Levels) : null;
        var severe = disability is not null && plan.People.SevereLevels.Contains(disability);
        var school = plan.People.Schooling.FirstOrDefault(band => band.Ages.Hold(age));
        var schooling = school.Word is { } word && dice.Percent(school.Percent) ? word : null;
        var works = !severe && schooling is null && plan.People.WorkAges.Hold(age) && dice.Percent(plan.People.WorkPercent);
        return new RosterMember(
            name,
            Identity(village, age, male),
            relation,
            isHead,
            severe ? plan.People.SevereLabour : plan.People.Labour.FirstOrDefault(band => band.Ages.Hold(age)).Word,
            disability,
            schooling,
            works ? dice.Pick(plan.People.WorkPlaces) : null);
    }

    /// <summary>Of an age on the plan's day; a day whose numbers are used up passes the person on to the day before.</summary>
    private string Identity(int village, int age, bool male)
    {
        var born = plan.AsOf.AddYears(-age).AddDays(-dice.Below(365));
        while (taken.GetValueOrDefault((village, born, male)) >= SequencesPerSex - 1)
            born = born.AddDays(-1);
        var used = taken[(village, born, male)] = taken.GetValueOrDefault((village, born, male)) + 1;
        var digits = string.Create(CultureInfo.InvariantCulture,
            $"{plan.IdRegion}{village + 1:00}{born:yyyyMMdd}{(used * 2) - (male ? 1 : 0):000}");
        return digits + IdNumber.CheckCharacter(digits);
    }

    private string Surname() => dice.Pick(plan.Names.Surnames);
}
