using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What is said about ledgers outside a conversation, and printed on what leaves the house.</summary>
public static class LedgerTexts
{
    public static readonly MessageKey Failed = new("ledger.failed", "ledger");
    public static readonly MessageKey MarkIssued = new("ledger.mark_issued", "number", "at", "issuer", "code");
    public static readonly MessageKey MarkAmended = new("ledger.mark_amended", "reason");
    public static readonly MessageKey MarkCopy = new("ledger.mark_copy", "name", "at");
    public static readonly MessageKey IssuedAs = new("ledger.issued_as", "number", "code");
    public static readonly MessageKey Differs = new("ledger.differs", "number", "at", "changes");
    public static readonly MessageKey Changes = new("ledger.changes", "added", "removed", "changed");
    public static readonly MessageKey NoChanges = new("ledger.no_changes");
    public static readonly MessageKey ChangesSheet = new("ledger.changes_sheet");
    public static readonly MessageKey ChangesTitle = new("ledger.changes_title", "number", "at");
    public static readonly MessageKey ChangesHeads = new("ledger.changes_heads");
    public static readonly MessageKey Added = new("ledger.added");
    public static readonly MessageKey Removed = new("ledger.removed");
    public static readonly MessageKey Changed = new("ledger.changed");
    public static readonly MessageKey Blocked = new("ledger.blocked", "ledger", "checks");
    public static readonly MessageKey Warned = new("ledger.warned", "ledger", "checks");
    public static readonly MessageKey NoData = new("ledger.no_data", "ledger", "period");
    public static readonly MessageKey UnknownUnit = new("ledger.unknown_unit", "unit");
    public static readonly MessageKey NotYourUnit = new("ledger.not_your_unit", "unit");
    public static readonly MessageKey Slot = new("ledger.slot", "ledger");

    public static IReadOnlyCollection<MessageKey> All { get; } =
    [
        Failed, MarkIssued, MarkAmended, MarkCopy, IssuedAs, Differs, Changes, NoChanges, ChangesSheet, ChangesTitle, ChangesHeads, Added, Removed, Changed,
        Blocked, Warned, NoData, UnknownUnit, NotYourUnit, Slot,
    ];

    public static string Moment(DateTimeOffset at) => ChinaTime.Of(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
