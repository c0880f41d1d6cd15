namespace Store;

/// <summary>What a rule found, as it lies in the store.</summary>
/// <param name="Id">0 until recorded.</param>
/// <param name="Severity">block, warn or info.</param>
/// <param name="Area">The path of the unit that may see it.</param>
/// <param name="Userid">Whom it concerns first; "" where nobody is named.</param>
/// <param name="GoneAt">When it was found mended; null = it stands.</param>
/// <param name="WaivedBy">Who took it upon them, and in <paramref name="Reason"/> why; "" = nobody.</param>
public sealed record FindingRow(
    long Id,
    string Rule,
    string Campaign,
    string Subject,
    string Severity,
    string Area,
    string Userid,
    string Message,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    DateTimeOffset? GoneAt = null,
    string WaivedBy = "",
    string Reason = "");
