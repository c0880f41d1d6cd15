using Store.Packs;

namespace Bot.WeCom;

/// <summary>
/// The limits on calls other than sending (prompts/sending.yaml), and what WeCom itself says of any call: one that had too much
/// (45009) is blocked until its window ends, which is a minute, an hour or a day, so each further refusal waits longer.
/// </summary>
public sealed class CallQuota(Sending sending, TimeProvider time)
{
    private static readonly TimeSpan[] Blocks = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1)];

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> calls = [];
    private readonly Dictionary<string, (DateTimeOffset Until, int Times)> blocked = [];

    /// <exception cref="SendFailure">There is no room for this call now; it says when.</exception>
    public void Enter(string call)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (blocked.TryGetValue(call, out var block) && now < block.Until)
                throw Full(call, block.Until, "WeCom has had too many of these");
            if (call == "message/send")
                return;
            if (!calls.TryGetValue(call, out var times))
                calls[call] = times = new();
            foreach (var limit in sending.Of(call is "ticket/get" or "get_jsapi_ticket" ? Sending.Ticket : Sending.Call))
            {
                while (times.TryPeek(out var oldest) && oldest <= now.AddHours(-1))
                    times.Dequeue();
                var inWindow = times.Where(at => at > now - limit.Window).Take(limit.Use).ToList();
                if (inWindow.Count >= limit.Use)
                    throw Full(call, inWindow[0] + limit.Window, $"more than {limit.Use} in {limit.Window}");
            }
            times.Enqueue(now);
        }
    }

    /// <summary>WeCom refused it with 45009; returns until when it is left alone.</summary>
    public DateTimeOffset Refused(string call)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var times = blocked.TryGetValue(call, out var block) ? block.Times : 0;
            // Sixteen that were under way at once are one refusal.
            if (now < block.Until)
                return block.Until;
            var until = now + Blocks[Math.Min(times, Blocks.Length - 1)];
            blocked[call] = (until, times + 1);
            return until;
        }
    }

    public void Succeeded(string call)
    {
        lock (gate)
            blocked.Remove(call);
    }

    private static SendFailure Full(string call, DateTimeOffset until, string why) => new(FailureClass.RetryLater, call, null, why) { RetryAt = until };
}
