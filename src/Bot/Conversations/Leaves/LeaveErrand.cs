using Bot.Conversations.Errands;

namespace Bot.Conversations.Leaves;

/// <summary>请假: from when, until when, and who does the work meanwhile; asked for oneself, or set for somebody by whoever is above.</summary>
/// <param name="Person">Who will be away.</param>
/// <param name="Open">What has been noted already; then it is only a matter of ending it.</param>
/// <param name="From">2022-08-10; "" while it is being asked.</param>
/// <param name="StandIn">The userid; "" for nobody, null while it is being asked.</param>
public sealed record LeaveErrand(LeavePerson Person, LeaveLine? Open, IReadOnlyList<LeavePerson> Candidates, string From = "", string To = "", string? StandIn = null) : Errand;

/// <summary>代办: leaves to be agreed to, leaves that run, and somebody for whom one is to be set.</summary>
/// <param name="Picked">The leave being decided; 0 while none is.</param>
/// <param name="Replacing">Another stand-in is being picked for it.</param>
/// <param name="Setting">Whose leave is to be set is being asked.</param>
public sealed record LeaveDeskErrand(
    IReadOnlyList<LeaveLine> Lines, IReadOnlyList<LeavePerson> People, long Picked = 0, bool Replacing = false, bool Setting = false) : Errand;

public sealed record LeavePerson(string Userid, string Name, string Unit);

/// <param name="StandIn">"" where nobody stands in.</param>
/// <param name="Candidates">Who could do it instead.</param>
public sealed record LeaveLine(
    long Id, LeavePerson Person, string StandIn, string StandInName, DateOnly From, DateOnly To, bool Confirmed, IReadOnlyList<LeavePerson> Candidates);

/// <param name="Userid">Whose; "" = the speaker's own.</param>
/// <param name="From">Said at once with the word, as <paramref name="To"/>: 请假 8月11日到8月15日; "" where it is to be asked.</param>
public sealed record LeaveLookup(string Userid, DateOnly Today, string From = "", string To = "") : ErrandLookup;

public sealed record LeaveFound(LeavePerson Person, LeaveLine? Open, IReadOnlyList<LeavePerson> Candidates) : ErrandFound;

public sealed record LeaveDeskLookup(DateOnly Today) : ErrandLookup;

/// <param name="Doing">Leaves in which the speaker stands in now.</param>
public sealed record LeaveDeskFound(IReadOnlyList<LeaveLine> Lines, IReadOnlyList<LeaveLine> Doing, IReadOnlyList<LeavePerson> People) : ErrandFound;

/// <summary>A leave is asked for, or set by whoever is above.</summary>
public sealed record LeaveAsked(string Userid, DateOnly From, DateOnly To, string StandIn) : ErrandDone;

/// <param name="StandIn">Who does it in the end.</param>
public sealed record LeaveDecided(long Id, bool Agreed, string StandIn) : ErrandDone;

/// <summary>Back early, or not going at all.</summary>
public sealed record LeaveEnded(long Id) : ErrandDone;
