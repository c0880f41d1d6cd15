namespace Store.Packs;

/// <summary>How a campaign's tables name the roster's household types. What they have no word for is listed, never guessed.</summary>
/// <param name="Words">In the order in which they are tried: a household of several types prints as the first that fits.</param>
public sealed record HouseholdTypes(IReadOnlyList<HouseholdWord> Words)
{
    /// <param name="rosterTypes">Everything that the roster calls the household, its monitor type included.</param>
    public string? Of(IEnumerable<string> rosterTypes)
    {
        var types = rosterTypes.ToHashSet(StringComparer.Ordinal);
        return Words.FirstOrDefault(word => word.Of.Any(types.Contains))?.Prints;
    }

    /// <summary>The types that no word stands for, each once.</summary>
    public IReadOnlyList<string> Unmapped(IEnumerable<string> rosterTypes) =>
        [.. rosterTypes.Distinct(StringComparer.Ordinal).Where(type => Words.All(word => !word.Of.Contains(type)))];
}

/// <param name="Prints">The campaign's word.</param>
/// <param name="Of">The roster's.</param>
public sealed record HouseholdWord(string Prints, IReadOnlyList<string> Of);
