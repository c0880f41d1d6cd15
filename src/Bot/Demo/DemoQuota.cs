namespace Bot.Demo;

/// <summary>
/// 30 messages a minute and 1000 an hour to one member; WeCom drops the excess without telling anybody.
/// Source: developer.work.weixin.qq.com/document/path/90312.
/// </summary>
internal sealed class DemoQuota
{
    private static readonly (TimeSpan Window, int Allowed)[] Limits = [(TimeSpan.FromMinutes(1), 30), (TimeSpan.FromHours(1), 1000)];

    private readonly Dictionary<string, List<DateTimeOffset>> delivered = [];

    public bool Take(string user, DateTimeOffset now)
    {
        if (!delivered.TryGetValue(user, out var times))
            delivered[user] = times = [];
        times.RemoveAll(at => at <= now - Limits[^1].Window);
        foreach (var (window, allowed) in Limits)
            if (times.Count(at => at > now - window) >= allowed)
                return false;
        times.Add(now);
        return true;
    }
}
