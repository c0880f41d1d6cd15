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
    public static readonly MessageKey Working = new("ledger.working", "ledger", "count");
    public static readonly MessageKey Ready = new("ledger.ready", "ledger");
    public static readonly MessageKey Issued = new("ledger.issued", "ledger", "number", "code", "changes");
    public static readonly MessageKey IssuedFirst = new("ledger.issued_first", "ledger", "number", "code");
    public static readonly MessageKey IssuedBefore = new("ledger.issued_before", "ledger", "number", "code");
    public static readonly MessageKey NotIssued = new("ledger.not_issued", "ledger", "list");
    public static readonly MessageKey NotSigned = new("ledger.not_signed", "fields", "example");
    public static readonly MessageKey Closed = new("ledger.closed", "period", "number", "ledger");
    public static readonly MessageKey Signature = new("ledger.signature", "field");
    public static readonly MessageKey NoRow = new("ledger.no_row", "ledger", "row");
    public static readonly MessageKey Explained = new("ledger.explained", "ledger", "row", "column", "value", "count");
    public static readonly MessageKey ExplainedNone = new("ledger.explained_none", "ledger", "row", "column", "value");
    public static readonly MessageKey RowNumber = new("ledger.row_number", "number");
    public static readonly MessageKey RecordLine = new("ledger.record", "number", "where", "at", "name", "form");
    public static readonly MessageKey RosterLine = new("ledger.record_roster", "number", "where");
    public static readonly MessageKey RecordAmount = new("ledger.record_amount", "amount");
    public static readonly MessageKey RecordSaid = new("ledger.record_said", "text");
    public static readonly MessageKey RecordMoved = new("ledger.record_moved", "at", "name", "reason");
    public static readonly MessageKey MoreRecords = new("ledger.more_records", "count");
    public static readonly MessageKey RecordsSheet = new("ledger.records_sheet");
    public static readonly MessageKey RecordsHeads = new("ledger.records_heads");
    public static readonly MessageKey Disagree = new("ledger.disagree", "campaign", "list");
    public static readonly MessageKey DisagreeLine = new("ledger.disagree_line", "ledger", "message");
    public static readonly MessageKey Agree = new("ledger.agree");
    public static readonly MessageKey UnitTwice = new("ledger.unit_twice", "unit", "list");
    public static readonly MessageKey NoIssue = new("ledger.no_issue", "number");
    public static readonly MessageKey IssueNotYours = new("ledger.issue_not_yours", "number");
    public static readonly MessageKey IssueHasNumbers = new("ledger.issue_has_numbers", "number");
    public static readonly MessageKey IssueServed = new("ledger.issue_served", "ledger", "number", "at", "issuer", "code");
    public static readonly MessageKey IssueChanged = new("ledger.issue_changed", "changes");
    public static readonly MessageKey ReportReady = new("ledger.report_ready", "report", "blank");

    public static IReadOnlyCollection<MessageKey> All { get; } =
    [
        Failed, MarkIssued, MarkAmended, MarkCopy, IssuedAs, Differs, Changes, NoChanges, ChangesSheet, ChangesTitle, ChangesHeads, Added, Removed, Changed,
        Blocked, Warned, NoData, UnknownUnit, NotYourUnit, Slot, Working, Ready, Issued, IssuedFirst, IssuedBefore, NotIssued, NotSigned, Closed, Signature, NoRow,
        Explained, ExplainedNone, RowNumber, RecordLine, RosterLine, RecordAmount, RecordSaid, RecordMoved, MoreRecords, RecordsSheet, RecordsHeads, Disagree, DisagreeLine, Agree, UnitTwice,
        NoIssue, IssueNotYours, IssueHasNumbers, IssueServed, IssueChanged, ReportReady,
    ];

    public static string Moment(DateTimeOffset at) => ChinaTime.Of(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
