namespace Store.Rosters;

public enum RosterChangeKind
{
    Added,
    Changed,

    /// <summary>It lies under another unit now; other values may have changed with that.</summary>
    Moved,

    /// <summary>The household has left the roster, for the reason that its status says; it is kept, with all that was done.</summary>
    Ended,

    /// <summary>A household that had left is in the roster again.</summary>
    Back,

    /// <summary>The store has it and the file has not. It stays: nothing is removed because a line is missing.</summary>
    Gone,
}

/// <summary>What an import does to one unit, person or household.</summary>
/// <param name="Sheet">One of <see cref="RosterColumns"/>.</param>
/// <param name="Values">Empty for what is added or gone.</param>
public sealed record RosterChange(RosterChangeKind Kind, string Sheet, string Id, string Name, IReadOnlyList<RosterValue> Values);

/// <summary>One value that differs.</summary>
/// <param name="Column">One of <see cref="RosterColumns"/>; Members and Measures for a household's lists.</param>
/// <param name="Before">Null, as <paramref name="After"/>, where it is a personal number: that it differs is all that is said.</param>
public sealed record RosterValue(string Column, string? Before, string? After);

/// <summary>A household that is somebody else's now.</summary>
/// <param name="From">The userid; "" where it was nobody's.</param>
/// <param name="To">The userid; "" where it is nobody's now.</param>
public sealed record RosterHandover(string Household, string Head, string From, string To);

/// <summary>What an import came to, or would come to.</summary>
/// <param name="Batch">The number by which it can be taken back; 0 for a dry run, and where nothing changed.</param>
/// <param name="Unchanged">Rows of the file that are in the store as they are.</param>
/// <param name="StillLeft">Households of the file that have left the roster, which lacks a status column to say that they are back.</param>
/// <param name="LeftOut">Villages of the file's units none of whose stored households is in the file: it is not about them.</param>
public sealed record RosterUpdate(
    long Batch, IReadOnlyList<RosterChange> Changes, IReadOnlyList<RosterHandover> Handovers, int Unchanged, IReadOnlyList<string> StillLeft, IReadOnlyList<string> LeftOut)
{
    public int Count(RosterChangeKind kind) => Changes.Count(change => change.Kind == kind);
}
