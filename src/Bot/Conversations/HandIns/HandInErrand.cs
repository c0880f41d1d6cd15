using Bot.Conversations.Errands;

namespace Bot.Conversations.HandIns;

/// <summary>报材料: which of the unit's deliverables are handed in now.</summary>
/// <param name="Asking">What belongs together with what was picked: to be taken along, or nothing is taken. Null while nothing is picked.</param>
public sealed record HandInErrand(IReadOnlyList<HandInLine> Lines, IReadOnlyList<string>? Asking) : Errand
{
    /// <summary>Why nothing can be handed in yet is being written.</summary>
    public bool Excusing { get; init; }
}

/// <summary>Something that the unit still owes.</summary>
/// <param name="Id">Unique among the lines: campaign and deliverable.</param>
/// <param name="Bundle">Lines of the same bundle go together; "" = it goes alone.</param>
/// <param name="Deadline">In words.</param>
public sealed record HandInLine(string Id, string Campaign, string What, string Name, string Bundle, string Deadline);

public sealed record HandInLookup(DateTimeOffset Now) : ErrandLookup;

public sealed record HandInFound(IReadOnlyList<HandInLine> Lines) : ErrandFound;

/// <param name="Lines">What cannot be handed in yet.</param>
public sealed record HandInExcused(IReadOnlyList<HandInLine> Lines, string Reason) : ErrandDone;

/// <param name="Whats">Ids of one campaign's deliverables.</param>
public sealed record HandedIn(string Campaign, IReadOnlyList<string> Whats) : ErrandDone;
