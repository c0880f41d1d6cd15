using Bot.Conversations.Errands;

namespace Bot.Conversations.Coverage;

/// <summary>交接: households passing from one contact to another.</summary>
/// <param name="Offered">Contacts that can be picked with a tap; any other is named.</param>
/// <param name="From">Null while it is being picked; so is <paramref name="To"/>.</param>
/// <param name="Households">Their ids; empty while they are being picked.</param>
public sealed record HandoverErrand(IReadOnlyList<ContactLine> Offered, ContactLine? From, IReadOnlyList<string> Households, ContactLine? To) : Errand;

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

/// <summary>Contacts to pick from.</summary>
/// <param name="At">What is being handed over; null at the beginning.</param>
/// <param name="Typed">The name that was typed; "" = whoever is near: all where they are few, those of the same unit where they are many.</param>
public sealed record ContactsLookup(HandoverErrand? At, string Typed) : ErrandLookup;

/// <param name="Total">How many contacts there are in all.</param>
public sealed record ContactsFound(IReadOnlyList<ContactLine> Contacts, int Total) : ErrandFound;

public sealed record HandedOver(string From, string To, IReadOnlyList<string> Households) : ErrandDone;

public sealed record RechecksLookup : ErrandLookup;

public sealed record RechecksFound(IReadOnlyList<RecheckLine> Lines) : ErrandFound;

/// <param name="Today">China's day: the draw of a day and a person is always the same.</param>
public sealed record SampleLookup(int Count, DateOnly Today) : ErrandLookup;

public sealed record SampleFound(IReadOnlyList<SampleLine> Lines) : ErrandFound;

public sealed record SampleLine(long Submission, string Household, string Village);

/// <param name="Submissions">Their ids.</param>
public sealed record SampleDrawn(IReadOnlyList<long> Submissions) : ErrandDone;

public sealed record RecheckForm(long Id) : ErrandLookup;

public sealed record RecheckFormFound(
    string Form, string Campaign, string Household, string Name, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data) : ErrandFound;
