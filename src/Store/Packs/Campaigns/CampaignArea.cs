namespace Store.Packs;

/// <summary>Where a campaign takes place: units of the roster by name, with all below them; none = everywhere.</summary>
public sealed record CampaignArea(IReadOnlyList<string> Names)
{
    public static readonly CampaignArea Everywhere = new([]);

    /// <summary>The same by the paths of a roster's units.</summary>
    public CoveredArea Within(IEnumerable<Unit> units) =>
        new(Names.Count == 0 ? null : [.. units.Where(unit => Names.Contains(unit.Name)).Select(unit => unit.Path)]);
}

/// <param name="Paths">Null = everywhere.</param>
public sealed record CoveredArea(IReadOnlyList<string>? Paths)
{
    public static readonly CoveredArea Everywhere = new((IReadOnlyList<string>?)null);

    public bool Covers(string path) => Paths is null || Paths.Any(start => path.StartsWith(start, StringComparison.Ordinal));
}
