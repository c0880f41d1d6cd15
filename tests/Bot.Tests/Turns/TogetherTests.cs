using Bot.Turns;
using Xunit;

namespace Bot.Tests.Turns;

public sealed class TogetherTests
{
    private readonly List<IReadOnlyList<int>> parties = [];
    private readonly TaskCompletionSource first = new();

    [Fact]
    public async Task What_is_asked_during_a_trip_shares_the_next_one()
    {
        var together = Doubling();
        var answers = Enumerable.Range(1, 5).Select(together.Ask).ToList();
        Assert.All(answers, answer => Assert.False(answer.IsCompleted));
        first.SetResult();
        var doubled = await Task.WhenAll(answers);

        Assert.Equal([2, 4, 6, 8, 10], doubled);
        Assert.Equal(5, parties.Sum(party => party.Count));
        Assert.InRange(parties.Count, 1, 2);
    }

    [Fact]
    public async Task Nobody_waits_for_company()
    {
        first.SetResult();
        Assert.Equal(14, await Doubling().Ask(7));
    }

    [Fact]
    public async Task Where_a_shared_trip_fails_only_the_one_at_fault_does()
    {
        var together = Doubling();
        var answers = ((int[])[1, 2, -1, 3]).Select(together.Ask).ToList();
        first.SetResult();

        await Assert.ThrowsAsync<ArgumentException>(() => answers[2]);
        var doubled = await Task.WhenAll(answers[0], answers[1], answers[3]);
        Assert.Equal([2, 4, 6], doubled);
        Assert.Equal(8, await together.Ask(4));
    }

    // The first trip waits until the test lets it go; whoever asks for a negative number makes a trip fail.
    private Together<int, int> Doubling() => new(async asked =>
    {
        lock (parties)
            parties.Add(asked);
        await first.Task;
        return asked.Any(number => number < 0) ? throw new ArgumentException("negative", nameof(asked)) : [.. asked.Select(number => number * 2)];
    });
}
