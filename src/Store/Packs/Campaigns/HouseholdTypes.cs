namespace Store.Packs;

/// <summary>How a campaign's tables name the roster's household types. What they have no word for is listed, never guessed.</summary>
/// <param name="Words">
/// In the order in which they are tried: a household of several types prints as the first that fits. None = the campaign has no
/// vocabulary of its own and prints what the roster says.
/// </param>
public sealed record HouseholdTypes(IReadOnlyList<HouseholdWord> Words)
{
    /// <summary>The campaign's word for a household; "" where it has none.</summary>
    /// <param name="types">As the roster keeps them, separated by a space.</param>
    /// <param name="monitorType">"" for a household that is not monitored.</param>
    public string Of(string types, string monitorType)
    {
        var named = types.Split(' ');
        return Words.Count == 0 ? named[0] : Words.FirstOrDefault(word => Fits(word, named, monitorType))?.Prints ?? "";
    }

    /// <summary>Every word that fits, where a table lets a household be of several kinds; separated by a space, in the order of <see cref="Words"/>.</summary>
    public string AllOf(string types, string monitorType)
    {
        var named = types.Split(' ');
        return Words.Count == 0 ? types : string.Join(' ', Words.Where(word => word.Prints is not null && Fits(word, named, monitorType)).Select(word => word.Prints));
    }

    private static bool Fits(HouseholdWord word, string[] types, string monitorType) => word.Of.Contains(monitorType) || types.Any(word.Of.Contains);
}

/// <param name="Prints">The campaign's word; null for types that are known to have none, whatever else the household is.</param>
/// <param name="Of">The roster's household types and monitor types.</param>
public sealed record HouseholdWord(string? Prints, IReadOnlyList<string> Of);
