using Bot.Conversations.Errands;

namespace Bot.Conversations.HouseholdChanges;

/// <summary>核实: what was reported of households is confirmed, and goes into the roster, or is sent back.</summary>
/// <param name="Reading">The one that is being decided; 0 while none is.</param>
/// <param name="Returning">Why it goes back is being written.</param>
public sealed record ChangeErrand(IReadOnlyList<ChangeView> Waiting, long Reading, bool Returning = false) : Errand;

/// <param name="Id">Of the submission.</param>
/// <param name="Lines">What it does to the roster, in words.</param>
/// <param name="ChangesRoster">False where it is only noted.</param>
public sealed record ChangeView(long Id, string Household, string Village, string Reporter, IReadOnlyList<string> Lines, bool ChangesRoster);

/// <param name="Id">Only this one; 0 = all.</param>
public sealed record ChangesLookup(long Id, bool Confirmed, DateOnly Today) : ErrandLookup;

/// <param name="Waiting">Those that the speaker may decide.</param>
/// <param name="Own">Households of which the speaker has reported something that nobody has decided.</param>
public sealed record ChangesFound(IReadOnlyList<ChangeView> Waiting, IReadOnlyList<string> Own) : ErrandFound;

/// <param name="Comment">Why it goes back; "" where it is confirmed.</param>
public sealed record ChangeDecided(long Id, bool Confirmed, string Comment) : ErrandDone;
