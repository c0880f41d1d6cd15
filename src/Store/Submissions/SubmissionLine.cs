namespace Store;

/// <summary>What a ledger reads of a submission, and of its household where that is asked for.</summary>
/// <param name="HouseholdId">Null, and so are all that follow it but the size, where there is no such household or it was not asked for.</param>
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
    string? HouseholdId,
    string? GroupNo,
    string? HeadName,
    string? Types,
    int Size,
    string? MonitorType,
    string? RiskTypes,
    string? RiskStatus,
    DateOnly? IdentifiedOn,
    string? Contact);
