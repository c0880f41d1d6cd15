namespace Store;

/// <summary>What a rule found, as it lies in the store.</summary>
/// <param name="Id">0 until recorded.</param>
/// <param name="Severity">block, warn or info.</param>
/// <param name="Area">The path of the unit that may see it.</param>
/// <param name="Userid">Whom it concerns first; "" where nobody is named.</param>
/// <param name="GoneAt">When it was found mended; null = it stands.</param>
/// <param name="WaivedBy">Who took it upon them, and in <paramref name="Reason"/> why; "" = nobody.</param>
/// <param name="Told">How far it has been told: 0 = nobody yet, 1 = whom it concerns, 2 and on = as many steps above them.</param>
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
    string Reason = "",
    int Told = 0);

public sealed record RuleCount(string Rule, long Number);

/// <summary>What is different from the last time that rules were run.</summary>
/// <param name="Fresh">They did not stand before.</param>
/// <param name="Changed">They stood and say something else now.</param>
/// <param name="Mended">They stand no longer.</param>
public sealed record FindingChanges(IReadOnlyList<FindingRow> Fresh, IReadOnlyList<FindingRow> Changed, IReadOnlyList<FindingRow> Mended);
