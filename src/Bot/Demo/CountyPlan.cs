using Store.Packs;

namespace Bot.Demo;

/// <summary>Everything that prompts/demo/county.yaml says about the demo county; how a roster is made of it is <see cref="County"/>.</summary>
public sealed record CountyPlan(
    int Seed,
    DateOnly AsOf,
    PlannedUnit County,
    PlannedUnit Town,
    IReadOnlyList<PlannedCategory> Categories,
    IReadOnlyList<PlannedVillage> Villages,
    int HouseholdsPerGroup,
    string GroupName,
    PlannedFamily Family,
    PlannedPeople People,
    string IdRegion,
    string PhonePrefix,
    int PhonePercent,
    PlannedMonitoring Monitored,
    PlannedStaff Staff,
    PlannedNames Names)
{
    /// <summary>Departments, offices and survey groups, so that every campaign can be lived through.</summary>
    public PlannedOffices Offices { get; init; } = new([], [], null, null);

    /// <summary>What the printed table adds up to.</summary>
    public int Households => Villages.Sum(village => village.Cells.Sum(cell => cell.Households));

    /// <summary>Null (with problems that name file and line) where the file is not complete or its table does not add up.</summary>
    public static CountyPlan? Read(string file, string content, List<Problem> problems) => CountyPlanFile.Read(file, content, problems);
}

public sealed record PlannedUnit(string Id, string Name);

/// <param name="Monitored">The share among monitored households, 0 = none, and the monitor type.</param>
public sealed record PlannedCategory(
    string Id,
    string Name,
    IReadOnlyList<(IReadOnlyList<string> Words, int Weight)> Types,
    (int Weight, string Type) Monitored,
    Ages HeadAges,
    PlannedDisability Disabled);

/// <param name="Cells">Households and people of each category, in the order of the categories.</param>
public sealed record PlannedVillage(string Id, string Name, IReadOnlyList<string> Kinds, IReadOnlyList<PlannedCell> Cells);

public sealed record PlannedCell(int Households, int People);

public sealed record PlannedDisability(int Percent, IReadOnlyList<WeightedWord> Levels);

/// <param name="Head">The word for the householder's own relation.</param>
public sealed record PlannedFamily(int Most, int HeadMalePercent, string Head, IReadOnlyList<PlannedRelation> Relations);

/// <param name="Male">Null = the opposite of the householder's sex.</param>
/// <param name="Difference">Years older than the householder.</param>
public sealed record PlannedRelation(string Name, bool? Male, Ages Difference, Ages Ages, int Most, int Weight, SurnameSource Surname);

public enum SurnameSource
{
    /// <summary>Any.</summary>
    Own,

    /// <summary>The householder's.</summary>
    Head,

    /// <summary>The father's line: the householder's, or another where she is a woman.</summary>
    Family,
}

public sealed record PlannedPeople(
    PlannedDisability Disabled,
    IReadOnlyList<string> SevereLevels,
    string SevereLabour,
    IReadOnlyList<(Ages Ages, string Word)> Labour,
    IReadOnlyList<(Ages Ages, int Percent, string Word)> Schooling,
    Ages WorkAges,
    int WorkPercent,
    IReadOnlyList<WeightedWord> WorkPlaces);

public sealed record PlannedMonitoring(
    int PerContact,
    int EliminatedPercent,
    DateOnly First,
    DateOnly Last,
    IReadOnlyList<WeightedWord> Risks,
    int SecondRiskPercent,
    Ages MeasuresPerHousehold,
    IReadOnlyList<PlannedMeasure> Measures);

/// <param name="Kind">A household has at most one measure of a kind.</param>
/// <param name="Risks">Empty = fits every risk.</param>
public sealed record PlannedMeasure(string Name, string Kind, IReadOnlyList<string> Risks);

public sealed record PlannedStaff(int Contacts, int MalePercent, PlannedPost Contact, PlannedPost Village, PlannedPost Town, PlannedPost County);

/// <param name="UserId">The userid, or what stands before the number in it.</param>
/// <param name="Digits">How long the number is at least; 0 = there is only one such person.</param>
public sealed record PlannedPost(string UserId, int Digits, string Role, string Level);

/// <param name="Departments">The county's, each a unit with one liaison.</param>
/// <param name="Posts">Who sits in the county's and the town's own offices: the unit is the county's or the town's id.</param>
/// <param name="SurveyGroup">Null where there are none; each person's unit is the village that the group is sent to.</param>
public sealed record PlannedOffices(
    IReadOnlyList<PlannedUnit> Departments, IReadOnlyList<(PlannedPost Post, string Unit)> Posts, PlannedPost? Liaison, (PlannedPost Post, int Groups, int Members)? SurveyGroup);

public sealed record PlannedNames(IReadOnlyList<WeightedWord> Surnames, int TwoPercent, IReadOnlyList<string> Male, IReadOnlyList<string> Female);

public sealed record WeightedWord(string Word, int Weight);

/// <summary>Both ends included.</summary>
public sealed record Ages(int First, int Last)
{
    public bool Hold(int age) => age >= First && age <= Last;
}
