namespace Store;

/// <summary>Somebody who writes to us or is written to.</summary>
/// <param name="Userid">WeCom's userid in lower case: WeCom itself does not tell case apart.</param>
/// <param name="Role">An id of prompts' roles: <c>contact</c>, <c>county_office</c> …</param>
/// <param name="Level">The level on which the person works, as the roster says; "" where it says nothing.</param>
/// <param name="UnitName">This and what follows is the unit's, joined in when a person is read; nothing of it is saved.</param>
/// <param name="TownName">The town that the unit is or lies in; "" for a county's own units.</param>
/// <param name="VillageName">The village that the unit is or lies in; "" for units above one.</param>
public sealed record Person(
    string Userid,
    string Name,
    string Role,
    string UnitId,
    string Level,
    Sealed? Phone,
    bool Active,
    int Sort,
    string UnitName = "",
    string UnitPath = "",
    string UnitLevel = "",
    string TownName = "",
    string VillageName = "",
    string CountyName = "");
