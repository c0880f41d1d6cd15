using System.Globalization;
using System.Security.Cryptography;
using StackExchange.Redis;
using Store;

namespace Bot.WeCom;

/// <summary>
/// One app's access token shared by several processes through Redis: whoever holds the lock fetches it, the others wait for it.
/// Each has a number, because WeCom may give the same text out again. Whoever reads Redis does not read the token: it is sealed with
/// the store's key, which all processes of a county have.
/// </summary>
public sealed class SharedToken(IDatabase redis, string app, FieldCipher cipher, TimeProvider time)
{
    // A process that died while fetching holds the others up no longer than this.
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private const string Unlock = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

    private readonly RedisKey key = $"wecom:token:{app}";
    private readonly RedisKey counter = $"wecom:token:{app}:number";
    private readonly RedisKey gate = $"wecom:token:{app}:lock";

    /// <param name="beyond">The number of the token that failed; 0 where none did.</param>
    /// <param name="fetch">gettoken.</param>
    public async Task<IssuedToken> Renew(long beyond, Func<Task<(string Value, TimeSpan Lifetime)>> fetch)
    {
        RedisValue mine = Guid.NewGuid().ToString("N");
        while (true)
        {
            if (await Read(beyond) is { } there)
                return there;
            if (!await redis.StringSetAsync(gate, mine, Locked, When.NotExists))
            {
                await Task.Delay(Glance);
                continue;
            }
            try
            {
                return await Read(beyond) ?? await Fetch(beyond, fetch);
            }
            finally
            {
                await redis.ScriptEvaluateAsync(Unlock, [gate], [mine]);
            }
        }
    }

    private async Task<IssuedToken> Fetch(long beyond, Func<Task<(string Value, TimeSpan Lifetime)>> fetch)
    {
        var (value, lifetime) = await fetch();
        // A Redis that was emptied counts from the beginning.
        var number = Math.Max(await redis.StringIncrementAsync(counter), beyond + 1);
        var token = new IssuedToken(value, time.GetUtcNow() + lifetime - AccessToken.Early, number);
        await redis.StringSetAsync(key, $"{number} {token.RefreshAt.ToUnixTimeMilliseconds()} {Convert.ToBase64String(cipher.Encrypt(value).Bytes)}", lifetime);
        return token;
    }

    private async Task<IssuedToken?> Read(long beyond)
    {
        string? kept = await redis.StringGetAsync(key);
        if (kept?.Split(' ', 3) is not [var number, var until, var value] || Open(value) is not { } opened)
            return null;
        var token = new IssuedToken(
            opened, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(until, CultureInfo.InvariantCulture)), long.Parse(number, CultureInfo.InvariantCulture));
        return token.Number > beyond && time.GetUtcNow() < token.RefreshAt ? token : null;
    }

    // What cannot be opened (an earlier version's, or under a key that is gone) is as good as none: a new one is fetched.
    private string? Open(string value)
    {
        try
        {
            return cipher.Decrypt(new Sealed(Convert.FromBase64String(value)));
        }
        catch (Exception broken) when (broken is CryptographicException or KeysException or FormatException)
        {
            return null;
        }
    }
}
