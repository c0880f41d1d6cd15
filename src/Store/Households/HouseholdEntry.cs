namespace Store;

/// <summary>What a ledger reads of a household: neither its number nor its telephone is opened for it.</summary>
public sealed record HouseholdEntry(
    string Id,
    string Area,
    string GroupNo,
    string HeadName,
    string Types,
    int Size,
    string MonitorType,
    string RiskTypes,
    string RiskStatus,
    DateOnly? IdentifiedOn,
    string Contact);
