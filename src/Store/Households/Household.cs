namespace Store;

/// <summary>A household of the roster.</summary>
/// <param name="VillageId">The unit it lies in; its area is that unit's path.</param>
/// <param name="Types">Its labels as the roster has them, separated by a space.</param>
/// <param name="Size">How many people it has.</param>
/// <param name="MonitorType">"" = not monitored.</param>
/// <param name="Contact">The userid of the person in charge, in lower case; "" where nobody is.</param>
/// <param name="Sort">Its place in the roster.</param>
/// <param name="EndedOn">Since when it has left the roster, such as by moving away; its history stays. Null while it is in it.</param>
public sealed record Household(
    string Id,
    string VillageId,
    string GroupNo,
    string HeadName,
    Sealed? IdNumber,
    string Types,
    int Size,
    string MonitorType,
    string RiskTypes,
    string RiskStatus,
    DateOnly? IdentifiedOn,
    Sealed? Phone,
    string Contact,
    int Sort,
    string Area = "",
    string VillageName = "",
    string TownName = "",
    string CountyName = "",
    DateOnly? EndedOn = null,
    string EndedWhy = "")
{
    public bool IsMonitored => MonitorType.Length > 0;

    public bool HasLeft => EndedOn is not null;
}

public sealed record Member(
    string HouseholdId,
    int Seq,
    string Name,
    Sealed? IdNumber,
    string Relation,
    string Labour,
    string Disability,
    string Schooling,
    string Working);

/// <summary>A help measure that a household has.</summary>
public sealed record Measure(string HouseholdId, int Seq, string Name, DateOnly? Since);

public sealed record OpenedHousehold(Household Household, IReadOnlyList<Member> Members, IReadOnlyList<Measure> Measures);

/// <summary>One line of a person's list for a round.</summary>
public sealed record HouseholdInCare(
    string Id,
    string HeadName,
    string VillageName,
    string GroupNo,
    string MonitorType,
    string Contact,
    DateTimeOffset? DoneAt)
{
    public bool Done => DoneAt is not null;
}

/// <param name="People">The sum of the households' sizes.</param>
public sealed record HouseholdCounts(int Households, int Monitored, int People);

/// <param name="Kind">What sort of village it is, as the roster says.</param>
/// <param name="Households">How many households the roster has there.</param>
public sealed record VillageOfRoster(string Name, string Kind, int Households);
