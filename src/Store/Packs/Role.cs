namespace Store.Packs;

/// <summary>A post that people hold, e.g. <c>contact</c>, 监测联系人.</summary>
/// <param name="Level">Where the post sits: village, town, county; two with a slash where it may be either.</param>
public sealed record Role(string Id, string Name, IReadOnlyList<string> Aliases, string Level, RoleScope Scope)
{
    /// <summary>Ids of the roles it reports to.</summary>
    public IReadOnlyList<string> ReportsTo { get; init; } = [];

    /// <summary>Ids of the roles whose leaves and reports of changes it decides, of people of the same unit.</summary>
    public IReadOnlyList<string> DecidesFor { get; init; } = [];

    /// <summary>Gets ID and phone numbers whole in a ledger whose layout asks for them; masked otherwise.</summary>
    public bool GetsWholeNumbers { get; init; }
}

/// <summary>Whose data a role may see.</summary>
public enum RoleScope
{
    /// <summary>No household's.</summary>
    None,

    /// <summary>Only households assigned to the person.</summary>
    OwnHouseholds,
    Village,
    Town,
    County,
}
