using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>The whole contract on PostgreSQL.</summary>
public static class PostgresStoreTests
{
    [Trait("needs", "postgres")]
    public sealed class Writing() : WritingContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Opening() : OpeningContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Roster() : RosterContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class RosterUpdates() : RosterUpdateContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Scopes() : ScopeContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Inboxes() : InboxContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Outboxes() : OutboxContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Submitting() : SubmissionContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Occurring() : OccurrenceContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Journals() : JournalContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Keeping() : KeepingContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Backups() : BackupContract(Databases.Postgres, Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class BackupsToSqlite() : BackupContract(Databases.Postgres, Databases.Sqlite);

    [Trait("needs", "postgres")]
    public sealed class BackupsFromSqlite() : BackupContract(Databases.Sqlite, Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Facts() : FactContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class FactBatches() : FactBatchContract(Databases.Postgres);

    [Trait("needs", "postgres")]
    public sealed class Offices() : OfficeContract(Databases.Postgres);
}
