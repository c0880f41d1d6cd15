using Bot.Conversations.Errands;

namespace Bot.Conversations.Procedures;

/// <summary>识别认定、风险消除: a household on its way through an official procedure.</summary>
/// <param name="Procedure">Its key; "" while it is being picked.</param>
/// <param name="Case">The household's case; null while the household is being named.</param>
/// <param name="Candidates">Households of the name that was typed.</param>
/// <param name="Override">The county is writing why a household without labour is let in.</param>
public sealed record ProcedureErrand(string Procedure, HouseholdCase? Case, IReadOnlyList<HouseholdLine> Candidates, bool Override) : Errand;

/// <param name="Id">0 where it has not been opened.</param>
/// <param name="Done">The day of every step that was taken, by the step's id.</param>
/// <param name="Green">In the green channel: aid first, the steps afterwards.</param>
/// <param name="Days">By the id of a step that is due: how many days are left.</param>
public sealed record HouseholdCase(
    long Id, HouseholdLine Household, int Labourers, bool Green, IReadOnlyDictionary<string, string> Done, IReadOnlyDictionary<string, int> Days);

public sealed record CaseSearch(string Procedure, string Name, DateOnly Today) : ErrandLookup;

/// <param name="Case">Where one household was meant.</param>
public sealed record CaseFound(HouseholdCase? Case, IReadOnlyList<HouseholdLine> Candidates) : ErrandFound;

/// <summary>What the form of the next step needs.</summary>
/// <param name="Override">Why the county lets in a household without labour; "" elsewhere.</param>
public sealed record CaseForm(string Procedure, HouseholdCase Case, string Step, string Override, DateOnly Today) : ErrandLookup;

public sealed record CaseFormFound(
    HouseholdLine Household, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data) : ErrandFound;
