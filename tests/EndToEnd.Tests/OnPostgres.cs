using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>Every scenario on a PostgreSQL database.</summary>
public static class OnPostgres
{
    private const string Provider = "postgres";

    [Trait("needs", "postgres")]
    public sealed class CheckIns(SeededStores stores) : CheckInScenario(stores, Provider);

    [Trait("needs", "postgres")]
    public sealed class Problems(SeededStores stores) : ProblemScenario(stores, Provider);

    [Trait("needs", "postgres")]
    public sealed class Reminders(SeededStores stores) : ReminderScenario(stores, Provider);

    [Trait("needs", "postgres")]
    public sealed class BadInput(SeededStores stores) : BadInputScenario(stores, Provider);

    [Trait("needs", "postgres")]
    public sealed class Repeats(SeededStores stores) : RepeatScenario(stores, Provider);

    [Trait("needs", "postgres")]
    public sealed class Inbound(SeededStores stores) : InboundScenario(stores, Provider);

    [Trait("needs", "postgres")]
    public sealed class Desks(SeededStores stores) : DeskScenario(stores, Provider);

    [Trait("needs", "postgres")]
    public sealed class NoticeDesks(SeededStores stores) : NoticeDeskScenario(stores, Provider);

    public sealed class Offices(SeededStores stores) : OfficeScenario(stores, Provider);

    [Trait("needs", "postgres")]
    public sealed class Rules(SeededStores stores) : RuleScenario(stores, Provider);
}
