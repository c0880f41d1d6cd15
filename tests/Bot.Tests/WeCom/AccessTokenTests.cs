using Bot.WeCom;
using Testing;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed class AccessTokenTests
{
    private readonly TestClock clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_fetched_once_and_kept_until_five_minutes_before_its_end()
    {
        var fetched = 0;
        var token = new AccessToken(() => Task.FromResult(($"t{++fetched}", TimeSpan.FromSeconds(7200))), clock);

        Assert.Equal("t1", (await token.Get(Cancel)).Value);
        clock.Advance(TimeSpan.FromSeconds(6899));
        Assert.Equal("t1", (await token.Get(Cancel)).Value);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("t2", (await token.Get(Cancel)).Value);
    }

    [Fact]
    public async Task Twenty_that_wait_at_once_wait_for_one_fetch()
    {
        var fetched = 0;
        var answer = new TaskCompletionSource<(string, TimeSpan)>();
        var token = new AccessToken(() => { Interlocked.Increment(ref fetched); return answer.Task; }, clock);

        var waiting = Enumerable.Range(0, 20).Select(_ => token.Get(Cancel)).ToList();
        answer.SetResult(("t1", TimeSpan.FromSeconds(7200)));

        Assert.All(await Task.WhenAll(waiting), issued => Assert.Equal("t1", issued.Value));
        Assert.Equal(1, fetched);
    }

    [Fact]
    public async Task A_late_failure_of_an_old_token_does_not_cost_the_fresh_one()
    {
        var fetched = 0;
        // WeCom may answer with the same text again: it is another token all the same.
        var token = new AccessToken(() => { fetched++; return Task.FromResult(("same", TimeSpan.FromSeconds(7200))); }, clock);
        var old = await token.Get(Cancel);

        var fresh = await token.Replace(old, Cancel);
        var again = await token.Replace(old, Cancel);

        Assert.Same(fresh, again);
        Assert.Equal(2, fetched);
    }

    [Fact]
    public async Task A_wrong_secret_is_not_tried_again_and_again()
    {
        var fetched = 0;
        var token = new AccessToken(() => { fetched++; throw new SendFailure(FailureClass.Stop, "gettoken", 40001, "invalid credential"); }, clock);

        for (var i = 0; i < 10; i++)
            Assert.Equal(40001, (await Assert.ThrowsAsync<SendFailure>(() => token.Get(Cancel))).ErrCode);
        Assert.Equal(1, fetched);

        clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<SendFailure>(() => token.Get(Cancel));
        Assert.Equal(2, fetched);
    }

    [Fact]
    public async Task A_passing_fault_is_tried_again_at_once()
    {
        var fetched = 0;
        var token = new AccessToken(
            () => ++fetched == 1 ? throw new SendFailure(FailureClass.RetryLater, "gettoken", -1, "busy") : Task.FromResult(("t", TimeSpan.FromHours(2))), clock);

        await Assert.ThrowsAsync<SendFailure>(() => token.Get(Cancel));
        Assert.Equal("t", (await token.Get(Cancel)).Value);
    }

    [Fact]
    public async Task One_who_stops_waiting_does_not_stop_the_others()
    {
        var answer = new TaskCompletionSource<(string, TimeSpan)>();
        var token = new AccessToken(() => answer.Task, clock);
        using var impatient = new CancellationTokenSource();

        var leaves = token.Get(impatient.Token);
        var stays = token.Get(Cancel);
        await impatient.CancelAsync();
        answer.SetResult(("t1", TimeSpan.FromSeconds(7200)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        Assert.Equal("t1", (await stays).Value);
    }
}
