namespace Store;

/// <summary>One thing that has to be done once: this household this month, this unit's deliverable.</summary>
/// <param name="Id">0 until saved.</param>
/// <param name="Subject">A household's or a unit's id.</param>
/// <param name="Userid">Who does it; "" where nobody is named.</param>
/// <param name="Area">The path of the unit that may see it.</param>
/// <param name="DueAt">Null where nothing was due, it was just done.</param>
/// <param name="DoneAt">When it was first done; a correction does not move it.</param>
public sealed record Occurrence(
    long Id,
    string What,
    string Campaign,
    string Subject,
    string Period,
    string Userid,
    string Area,
    DateTimeOffset OpensAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? DoneAt = null,
    long? SubmissionId = null);

/// <summary>How far a village is.</summary>
/// <param name="Missing">The heads of the households that are left, in the roster's order.</param>
public sealed record VillageProgress(
    string VillageId, string VillageName, string TownName, int Done, int Total, IReadOnlyList<string> Missing);

/// <summary>What one person has left.</summary>
/// <param name="Missing">The heads of the households that are left, in the roster's order.</param>
public sealed record PersonProgress(string Userid, int Done, int Total, IReadOnlyList<string> Missing);
