using Testing;
using Xunit;

namespace Bot.Tests.Turns;

/// <summary>The run that README quotes, in small; `bench hostile` makes it of 2,000 people.</summary>
public sealed class HostileRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_WeCom_does_every_message_arrives_once_or_is_listed(int seed)
    {
        await using var store = await Databases.Sqlite();
        var outcome = await HostileRun.Go(store, 150, seed, TestContext.Current.CancellationToken);
        Assert.Equal([], outcome.Wrong);
        Assert.Equal(0, outcome.SilentDrops);
        Assert.Equal(outcome.Messages, outcome.Once + outcome.Undeliverable + outcome.Unknown);
        Assert.InRange(outcome.Undeliverable, 1, outcome.Messages / 10);
        Assert.InRange(outcome.Unknown, 0, outcome.Messages / 20);
    }
}
