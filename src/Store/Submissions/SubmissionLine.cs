namespace Store;

/// <summary>What a ledger reads of a submission.</summary>
/// <param name="Household">Null where the roster has none of it, or it was not asked for.</param>
public sealed record SubmissionLine(
    long Id,
    string Campaign,
    string Subject,
    string Period,
    string Userid,
    string Area,
    string Answers,
    DateTimeOffset SubmittedAt,
    string Reason,
    HouseholdEntry? Household);
