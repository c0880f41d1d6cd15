using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>
/// What every store must do, whatever database it is on. The facts are in the classes derived from this, one for each
/// subject; SqliteStoreTests and PostgresStoreTests run them all.
/// </summary>
public abstract class StoreContract(Func<Task<TestDatabase>> open) : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2022, 8, 10, 9, 30, 0, TimeSpan.FromHours(8));
    protected static readonly Round August = new("monthly-checkin", "", "2022-08");

    protected TestDatabase Test { get; private set; } = null!;

    protected Database Database => Test.Database;

    protected FieldCipher Cipher => Database.Cipher!;

    public async ValueTask InitializeAsync()
    {
        Test = await open();
        await Seed();
    }

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What every fact of a subject finds already there.</summary>
    protected virtual Task Seed() => Task.CompletedTask;

    protected Task<T> Write<T>(Func<Tx, Task<T>> work) => Database.Write(work);

    protected Task Write(Func<Tx, Task> work) => Database.Write(work);

    protected Task<T> Read<T>(Func<Tx, Task<T>> work) => Database.Read(work);
}
