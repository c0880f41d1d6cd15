namespace Store.Rosters;

/// <summary>What a county hands in before it starts: who is where, and which households. Everything in the order of the file.</summary>
public sealed record Roster(
    IReadOnlyList<RosterUnit> Units,
    IReadOnlyList<RosterPerson> People,
    IReadOnlyList<RosterHousehold> Households);

/// <summary>From the widest to the narrowest; a unit never lies under a narrower one.</summary>
public enum UnitLevel
{
    County,
    Town,
    Village,
}

/// <param name="ParentId">Null for a unit at the top of the file.</param>
/// <param name="Kinds">村属性, e.g. 脱贫村 and 重点帮扶村 at once.</param>
public sealed record RosterUnit(string Id, string? ParentId, UnitLevel Level, string Name, IReadOnlyList<string> Kinds);

/// <param name="Role">The role's id, whatever name the file used.</param>
/// <param name="Phone">11 digits.</param>
/// <param name="Level">级别 as written, e.g. 村组干部.</param>
public sealed record RosterPerson(string UserId, string Name, string Role, string UnitId, string? Phone, string? Level);

/// <param name="Head">The householder's name.</param>
/// <param name="IdNumber">18 characters, checked, a final X in upper case.</param>
/// <param name="Types">户类型, one or more.</param>
/// <param name="Size">家庭人口; equals the people listed where <paramref name="Members"/> is not empty.</param>
/// <param name="MonitorType">Null where the household is not monitored.</param>
/// <param name="RiskEliminated">True where the monitor type carries the mark that its risk is eliminated.</param>
/// <param name="Members">May or may not list the householder; see <see cref="RosterMember.IsHead"/>.</param>
public sealed record RosterHousehold(
    string Id,
    string VillageId,
    string? Group,
    string Head,
    string? IdNumber,
    IReadOnlyList<string> Types,
    int Size,
    string? MonitorType,
    bool RiskEliminated,
    IReadOnlyList<string> RiskTypes,
    DateOnly? IdentifiedOn,
    string? Phone,
    string? ContactUserId,
    IReadOnlyList<RosterMember> Members,
    IReadOnlyList<RosterMeasure> Measures)
{
    /// <summary>Why it has left the roster, in a word of the layout, such as 整户迁出; null while it is in it.</summary>
    public string? Left { get; init; }
}

/// <param name="IsHead">The relation says that this is the householder.</param>
public sealed record RosterMember(
    string Name,
    string? IdNumber,
    string? Relation,
    bool IsHead,
    string? Labour,
    string? Disability,
    string? Schooling,
    string? Work);

/// <summary>A help measure that the household already has, and since when.</summary>
public sealed record RosterMeasure(string Name, DateOnly? StartedOn);
