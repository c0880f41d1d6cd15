using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>Every scenario on a PostgreSQL database.</summary>
public static class OnPostgres
{
    private const string Provider = "postgres";

    [Trait("needs", "postgres")]
    public sealed class CheckIns(SeededStores stores) : CheckInScenario(stores, Provider);
}
