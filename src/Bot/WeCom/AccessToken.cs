using StackExchange.Redis;

namespace Bot.WeCom;

/// <summary>A token as it was given out; two with the same text are still two.</summary>
/// <param name="number">Counts the tokens of several processes; 0 where there is one.</param>
public sealed class IssuedToken(string value, DateTimeOffset refreshAt, long number = 0)
{
    public long Number { get; } = number;
    public string Value { get; } = value;
    public DateTimeOffset RefreshAt { get; } = refreshAt;
}

/// <summary>
/// One app's access token. It is fetched once however many wait for it, and stays in use until its successor is there.
/// </summary>
/// <param name="fetch">gettoken: the token and the seconds it lives. Throws <see cref="SendFailure"/>.</param>
/// <param name="shared">Where several processes share it.</param>
public sealed class AccessToken(Func<Task<(string Value, TimeSpan Lifetime)>> fetch, TimeProvider time, SharedToken? shared = null)
{
    // WeCom may answer a repeated call with the same token and its full lifetime, so what we believe is left can be too much.
    internal static readonly TimeSpan Early = TimeSpan.FromSeconds(300);
    // Some 2000 wrong secrets in an hour block the caller's address for an hour.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private IssuedToken? current;
    private Task<IssuedToken>? fetching;
    private (SendFailure Failure, DateTimeOffset Until)? refused;

    public Task<IssuedToken> Get(CancellationToken cancel = default)
    {
        lock (gate)
            return current is { } token && time.GetUtcNow() < token.RefreshAt ? Task.FromResult(token) : Fetch(0, cancel);
    }

    /// <summary>Another token than the one that failed. A late failure of an old token does not cost the fresh one.</summary>
    public Task<IssuedToken> Replace(IssuedToken failed, CancellationToken cancel = default)
    {
        lock (gate)
            return current is { } token && !ReferenceEquals(token, failed) ? Task.FromResult(token) : Fetch(failed.Number, cancel);
    }

    private Task<IssuedToken> Fetch(long beyond, CancellationToken cancel)
    {
        if (refused is { } refusal && time.GetUtcNow() < refusal.Until)
            return Task.FromException<IssuedToken>(refusal.Failure);
        fetching ??= Task.Run(() => FetchOnce(beyond), CancellationToken.None);
        return fetching.WaitAsync(cancel);
    }

    private async Task<IssuedToken> FetchOnce(long beyond)
    {
        try
        {
            var token = shared is null ? await FetchAlone() : await FetchTogether(shared, beyond);
            lock (gate)
                (current, refused) = (token, null);
            return token;
        }
        catch (SendFailure failure) when (failure.Class == FailureClass.Stop)
        {
            lock (gate)
                refused = (failure, time.GetUtcNow() + AfterRefusal);
            throw;
        }
        finally
        {
            lock (gate)
                fetching = null;
        }
    }

    private async Task<IssuedToken> FetchAlone()
    {
        var (value, lifetime) = await fetch();
        return new IssuedToken(value, time.GetUtcNow() + lifetime - Early);
    }

    // A Redis that does not answer costs the sharing, not the token.
    private async Task<IssuedToken> FetchTogether(SharedToken others, long beyond)
    {
        try
        {
            return await others.Renew(beyond, fetch);
        }
        catch (Exception broken) when (broken is RedisException or TimeoutException)
        {
            return await FetchAlone();
        }
    }
}
