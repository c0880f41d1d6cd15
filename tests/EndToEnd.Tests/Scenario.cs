using Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(SeededStores))]

namespace EndToEnd.Tests;

/// <summary>
/// A running bot for each fact. The facts are in the classes derived from this, one for each part of the story; OnSqlite and
/// OnPostgres run them all.
/// </summary>
public abstract class Scenario(SeededStores stores, string provider) : IAsyncLifetime
{
    /// <summary>A contact in the first village, with five households to visit.</summary>
    protected const string Contact = "c001";

    protected const string Town = "town";

    protected RunningBot Bot { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Bot = await RunningBot.Start(await stores.Copy(provider));

    public virtual async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
