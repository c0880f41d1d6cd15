using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>One submission that becomes a row.</summary>
/// <param name="Id">Any stable id; it orders records handed in at the same instant.</param>
/// <param name="Form">The form in the version it was filled with: its labels are the ones the contact saw.</param>
/// <param name="Answers">Question name → stored answer; several choices separated by a space.</param>
/// <param name="Context">What is known without asking, under the names of <see cref="Ledger.RecordContext"/>.</param>
public sealed record LedgerRecord(
    string Id,
    Form Form,
    DateTimeOffset SubmittedAt,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyDictionary<string, string> Context);

/// <summary>What a whole ledger is about.</summary>
/// <param name="Values">Under the names of <see cref="Ledger.HeaderContext"/>, without the report date, which comes from the records.</param>
public sealed record LedgerContext(IReadOnlyDictionary<string, string> Values);
