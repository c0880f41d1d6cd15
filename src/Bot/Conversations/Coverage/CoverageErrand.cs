using Bot.Conversations.Errands;

namespace Bot.Conversations.Coverage;

/// <summary>交接: households passing from one contact to another.</summary>
/// <param name="From">The userid; "" while it is being picked.</param>
/// <param name="Households">Their ids; empty while they are being picked.</param>
public sealed record HandoverErrand(IReadOnlyList<ContactLine> Contacts, string From, IReadOnlyList<string> Households, string To) : Errand;

public sealed record ContactLine(string Userid, string Name, string Unit, IReadOnlyList<HouseholdLine> Households);

/// <summary>抽查: one's sample, or how many to draw.</summary>
/// <param name="Shown">The one whose differences are shown; 0 otherwise.</param>
public sealed record RecheckErrand(IReadOnlyList<RecheckLine> Lines, long Shown) : Errand;

public sealed record RecheckLine(long Id, string Household, string Village, bool Done, IReadOnlyList<RecheckDifference> Differences);

/// <param name="First">What the contact answered, as it is shown; "" for nothing.</param>
public sealed record RecheckDifference(string Question, string First, string Second);

public sealed record CoverageLookup : ErrandLookup;

public sealed record CoverageFound(IReadOnlyList<CoverageLine> Villages) : ErrandFound;

/// <param name="Missing">Households that nobody has visited.</param>
public sealed record CoverageLine(string Village, int Total, IReadOnlyList<string> Missing);

public sealed record UnreachableLookup : ErrandLookup;

public sealed record UnreachableFound(IReadOnlyList<UnreachableLine> Lines) : ErrandFound;

/// <param name="By">The last day to have reached it; null where none is set.</param>
public sealed record UnreachableLine(string Household, string Village, DateOnly Since, DateOnly? By);

public sealed record ContactsLookup : ErrandLookup;

public sealed record ContactsFound(IReadOnlyList<ContactLine> Contacts) : ErrandFound;

public sealed record HandedOver(string From, string To, IReadOnlyList<string> Households) : ErrandDone;

public sealed record RechecksLookup : ErrandLookup;

public sealed record RechecksFound(IReadOnlyList<RecheckLine> Lines) : ErrandFound;

public sealed record SampleDrawn(int Count) : ErrandDone;

public sealed record RecheckForm(long Id) : ErrandLookup;

public sealed record RecheckFormFound(
    string Form, string Campaign, string Household, string Name, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data) : ErrandFound;
