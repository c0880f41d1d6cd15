namespace Store;

/// <summary>A county, a town, a village, a department: whatever people belong to.</summary>
/// <param name="ParentId">Null for the county itself.</param>
/// <param name="Level"><c>county</c>, <c>town</c>, <c>village</c> …</param>
/// <param name="Kind">What sort of village it is, as the roster says; "" where it says nothing.</param>
/// <param name="Sort">Its place in the roster.</param>
/// <param name="Path">
/// The ids from the county down to this unit, <c>/county/town/</c>; what is below it begins with this. Units.Save works it out.
/// </param>
public sealed record Unit(string Id, string? ParentId, string Level, string Name, string Kind, int Sort, string Path = "");
