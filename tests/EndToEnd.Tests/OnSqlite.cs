using Testing;

namespace EndToEnd.Tests;

/// <summary>Every scenario on a SQLite file.</summary>
public static class OnSqlite
{
    private const string Provider = "sqlite";

    public sealed class CheckIns(SeededStores stores) : CheckInScenario(stores, Provider);

    public sealed class Problems(SeededStores stores) : ProblemScenario(stores, Provider);

    public sealed class Reminders(SeededStores stores) : ReminderScenario(stores, Provider);

    public sealed class BadInput(SeededStores stores) : BadInputScenario(stores, Provider);

    public sealed class Repeats(SeededStores stores) : RepeatScenario(stores, Provider);

    public sealed class Inbound(SeededStores stores) : InboundScenario(stores, Provider);

    public sealed class Desks(SeededStores stores) : DeskScenario(stores, Provider);

    public sealed class NoticeDesks(SeededStores stores) : NoticeDeskScenario(stores, Provider);

    public sealed class Offices(SeededStores stores) : OfficeScenario(stores, Provider);

    public sealed class Rules(SeededStores stores) : RuleScenario(stores, Provider);
}
