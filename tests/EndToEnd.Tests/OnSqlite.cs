using Testing;

namespace EndToEnd.Tests;

/// <summary>Every scenario on a SQLite file.</summary>
public static class OnSqlite
{
    private const string Provider = "sqlite";

    public sealed class CheckIns(SeededStores stores) : CheckInScenario(stores, Provider);
}
