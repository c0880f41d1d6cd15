namespace Bot.Turns;

/// <summary>
/// WeCom silently drops what exceeds 30 messages a minute or 1,000 an hour to one member. Staying below, with a reserve,
/// is the only way to know that what was accepted also arrives.
/// </summary>
public sealed class SendQuota
{
    public const int AMinute = 25;
    public const int AnHour = 900;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> sent = [];

    /// <summary>Takes the room of so many messages for this person; false where there is too little now.</summary>
    public bool Take(string userid, DateTimeOffset now, int messages = 1)
    {
        messages = Math.Min(messages, AMinute);
        lock (gate)
        {
            if (!sent.TryGetValue(userid, out var times))
                sent[userid] = times = new Queue<DateTimeOffset>();
            while (times.TryPeek(out var oldest) && oldest <= now.AddHours(-1))
                times.Dequeue();
            if (times.Count + messages > AnHour || times.Count(time => time > now.AddMinutes(-1)) + messages > AMinute)
                return false;
            for (var message = 0; message < messages; message++)
                times.Enqueue(now);
            return true;
        }
    }
}
