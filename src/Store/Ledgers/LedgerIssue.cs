namespace Store;

/// <summary>A ledger as it was issued. Never changed: a correction is a further issue that says why.</summary>
/// <param name="Id">0 until added.</param>
/// <param name="Number">Printed on it, e.g. <c>xiaoxian-a2-003</c>.</param>
/// <param name="Campaign">"" = the ledger's own; so the period and the unit where it is about all.</param>
/// <param name="CheckCode">Over its rows, printed on it.</param>
/// <param name="Rows">Sealed JSON, for comparing with the next issue.</param>
/// <param name="Changes">What changed since the issue before, in a few words.</param>
/// <param name="Reason">Why it was issued again after its period was closed; "" otherwise.</param>
public sealed record LedgerIssue(
    long Id,
    string Number,
    string Ledger,
    string Campaign,
    string Period,
    string UnitId,
    DateTimeOffset IssuedAt,
    string Issuer,
    string CheckCode,
    Sealed Rows,
    long FileId,
    string Changes,
    string Reason,
    string PackVersion);
