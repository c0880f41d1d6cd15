using StackExchange.Redis;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>The same counted in Redis, for several processes. While Redis does not answer each counts for itself.</summary>
public sealed class SharedSendQuota(IDatabase redis, string app, Sending sending) : ISendQuota
{
    // One sorted set for each person, scored by time; returns 0, or when there may be room.
    private const string TakeScript = """
        local now, n = tonumber(ARGV[1]), tonumber(ARGV[2])
        for i = 5, #ARGV, 2 do
          local window, use = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
          local wanted = math.min(n, use)
          local count = redis.call('ZCOUNT', KEYS[1], '(' .. (now - window), '+inf')
          if count + wanted > use then
            local oldest = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. (now - window), '+inf', 'WITHSCORES', 'LIMIT', count + wanted - use - 1, 1)
            return tonumber(oldest[2]) + window
          end
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 3600000)
        for k = 1, n do redis.call('ZADD', KEYS[1], now, ARGV[4] .. ':' .. k) end
        redis.call('PEXPIRE', KEYS[1], 3600000)
        return 0
        """;

    private const string TakeDayScript = """
        local left = tonumber(ARGV[2]) - tonumber(redis.call('GET', KEYS[1]) or '0')
        if left < tonumber(ARGV[1]) then return 0 end
        redis.call('INCRBY', KEYS[1], ARGV[1])
        redis.call('PEXPIRE', KEYS[1], 172800000)
        return 1
        """;

    private readonly SendQuota alone = new(sending);
    private readonly IReadOnlyList<SendLimit> members = sending.Of(Sending.Member);
    private readonly IReadOnlyList<SendLimit> robots = sending.Of(Sending.Robot);

    public int Accounts
    {
        get => alone.Accounts;
        set => alone.Accounts = value;
    }

    public async Task<IReadOnlyList<DateTimeOffset?>> Take(IReadOnlyList<SendWish> wishes, DateTimeOffset now)
    {
        try
        {
            return await Task.WhenAll(wishes.Select(wish => Take(wish, now)));
        }
        catch (Exception broken) when (broken is RedisException or TimeoutException)
        {
            return await alone.Take(wishes, now);
        }
    }

    public async Task GiveBack(IReadOnlyList<SendWish> taken, DateTimeOffset now)
    {
        try
        {
            await Task.WhenAll(taken.Where(wish => wish.Messages > 0).SelectMany(wish => (Task[])
            [
                redis.SortedSetRemoveRangeByRankAsync(KeyOf(wish.Userid), -wish.Messages, -1),
                redis.StringDecrementAsync(DayKey(now), wish.Messages),
            ]));
        }
        catch (Exception broken) when (broken is RedisException or TimeoutException)
        {
            // Room that is lost for an hour harms less than a message that is.
        }
    }

    public void Remember(IEnumerable<SentTo> sent, int today, DateTimeOffset now)
    {
    }

    private async Task<DateTimeOffset?> Take(SendWish wish, DateTimeOffset now)
    {
        if (wish.Messages == 0)
            return null;
        var limits = wish.Userid == OutboxKind.Robot ? robots : members;
        var values = new List<RedisValue> { now.ToUnixTimeMilliseconds(), wish.Messages, 0, Guid.NewGuid().ToString("N") };
        foreach (var limit in limits)
            values.AddRange([(long)limit.Window.TotalMilliseconds, limit.Use]);
        var until = (long)await redis.ScriptEvaluateAsync(TakeScript, [KeyOf(wish.Userid)], [.. values]);
        if (until > 0)
            return DateTimeOffset.FromUnixTimeMilliseconds(until);
        var aDay = SendQuota.AppLimit(sending, Accounts);
        if (aDay == int.MaxValue || wish.Userid == OutboxKind.Robot || (long)await redis.ScriptEvaluateAsync(TakeDayScript, [DayKey(now)], [wish.Messages, aDay]) == 1)
            return null;
        await redis.SortedSetRemoveRangeByRankAsync(KeyOf(wish.Userid), -wish.Messages, -1);
        return ChinaTime.At(ChinaTime.DayOf(now).AddDays(1), TimeOnly.MinValue);
    }

    private RedisKey KeyOf(string userid) => $"wecom:sent:{app}:{userid}";

    private RedisKey DayKey(DateTimeOffset now) => $"wecom:day:{app}:{ChinaTime.DayOf(now):yyyyMMdd}";
}
