using Bot.Turns;
using Bot.WeCom;
using StackExchange.Redis;
using Store;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>What several processes share through Redis: one token, one count.</summary>
[Trait("needs", "redis")]
public sealed class SharedStateTests : IDisposable
{
    private readonly ConnectionMultiplexer redis = ConnectionMultiplexer.Connect(Environment.GetEnvironmentVariable("TEST_REDIS")!);
    private readonly TestClock clock = new(new(2026, 3, 2, 10, 5, 0, TimeSpan.FromHours(8)));
    private readonly string app = Guid.NewGuid().ToString("N");
    private readonly FieldCipher keys = new(KeyRing.LoadOrCreate(Directory.CreateTempSubdirectory("keys-").FullName, storeIsEmpty: true));
    private int fetched;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => redis.Dispose();

    [Fact]
    public async Task Ten_processes_that_need_a_token_at_once_fetch_one()
    {
        var processes = Enumerable.Range(0, 10).Select(_ => Process()).ToList();
        var tokens = await Task.WhenAll(processes.Select(process => process.Get(Cancel)));
        Assert.Equal(1, fetched);
        Assert.Single(tokens.Select(token => token.Value).Distinct());
    }

    [Fact]
    public async Task Ten_processes_whose_token_was_refused_fetch_one_more()
    {
        var processes = Enumerable.Range(0, 10).Select(_ => Process()).ToList();
        var tokens = await Task.WhenAll(processes.Select(process => process.Get(Cancel)));
        var fresh = await Task.WhenAll(processes.Zip(tokens).Select(pair => pair.First.Replace(pair.Second, Cancel)));
        Assert.Equal(2, fetched);
        Assert.All(fresh, token => Assert.True(token.Number > tokens[0].Number));
        Assert.Equal(fresh[0].Value, (await Process().Get(Cancel)).Value);
        Assert.Equal(2, fetched);
    }

    [Fact]
    public async Task Whoever_reads_Redis_does_not_read_the_token()
    {
        var token = await Process().Get(Cancel);
        string kept = (await redis.GetDatabase().StringGetAsync($"wecom:token:{app}"))!;
        Assert.DoesNotContain(token.Value, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_cannot_be_opened_is_fetched_anew()
    {
        await redis.GetDatabase().StringSetAsync($"wecom:token:{app}", $"7 {clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds()} plain-as-it-once-was");
        Assert.Equal("token 1", (await Process().Get(Cancel)).Value);
    }

    [Fact]
    public async Task Two_processes_together_stay_below_what_a_member_may_get()
    {
        var (one, other) = (Quota(), Quota());
        var taken = 0;
        foreach (var quota in Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? one : other))
            if ((await quota.Take([new("ann", 1)], clock.GetUtcNow()))[0] is null)
                taken++;
        Assert.Equal(25, taken);
        Assert.Equal(clock.GetUtcNow().AddMinutes(1), (await one.Take([new("ann", 1)], clock.GetUtcNow()))[0]);
        Assert.Null((await one.Take([new("bob", 1)], clock.GetUtcNow()))[0]);
        await one.GiveBack([new("ann", 2)], clock.GetUtcNow());
        Assert.Null((await other.Take([new("ann", 2)], clock.GetUtcNow()))[0]);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await other.Take([new("ann", 25)], clock.GetUtcNow()))[0]);
    }

    [Fact]
    public async Task The_apps_day_is_one_for_all_processes()
    {
        var (one, other) = (Quota(accounts: 1), Quota(accounts: 1));
        for (var person = 0; person < 190; person++)
            Assert.Null((await (person % 2 == 0 ? one : other).Take([new($"p{person}", 1)], clock.GetUtcNow()))[0]);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(8)), (await one.Take([new("late", 1)], clock.GetUtcNow()))[0]);
    }

    private AccessToken Process() => new(
        async () =>
        {
            var number = Interlocked.Increment(ref fetched);
            await Task.Delay(100);
            return ($"token {number}", TimeSpan.FromSeconds(7200));
        },
        clock, new SharedToken(redis.GetDatabase(), app, keys, clock));

    private SharedSendQuota Quota(int accounts = 0) => new(redis.GetDatabase(), app, Repository.Pack.Sending) { Accounts = accounts };
}
