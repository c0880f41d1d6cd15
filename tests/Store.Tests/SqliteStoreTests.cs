using Testing;

namespace Store.Tests;

/// <summary>The whole contract on SQLite.</summary>
public static class SqliteStoreTests
{
    public sealed class Writing() : WritingContract(Databases.Sqlite);

    public sealed class Opening() : OpeningContract(Databases.Sqlite);

    public sealed class Roster() : RosterContract(Databases.Sqlite);

    public sealed class RosterUpdates() : RosterUpdateContract(Databases.Sqlite);

    public sealed class Scopes() : ScopeContract(Databases.Sqlite);

    public sealed class Inboxes() : InboxContract(Databases.Sqlite);

    public sealed class Outboxes() : OutboxContract(Databases.Sqlite);

    public sealed class Submitting() : SubmissionContract(Databases.Sqlite);

    public sealed class Occurring() : OccurrenceContract(Databases.Sqlite);

    public sealed class Journals() : JournalContract(Databases.Sqlite);

    public sealed class Keeping() : KeepingContract(Databases.Sqlite);

    public sealed class Backups() : BackupContract(Databases.Sqlite, Databases.Sqlite);

    public sealed class Facts() : FactContract(Databases.Sqlite);
    public sealed class FactBatches() : FactBatchContract(Databases.Sqlite);

    public sealed class Offices() : OfficeContract(Databases.Sqlite);
}
