using Store;
using Store.Packs;

namespace Bot.Turns;

/// <param name="Messages">How many messages it is on the person's phone.</param>
public readonly record struct SendWish(string Userid, int Messages);

/// <summary>
/// WeCom silently drops what exceeds its limits for one member, and refuses what exceeds the app's for a day. Staying below, with a
/// reserve (prompts/sending.yaml), is the only way to know that what was accepted also arrives. One process counts in its own
/// memory, several in Redis.
/// </summary>
public interface ISendQuota
{
    /// <summary>The app may send so many accounts' share of messages in a day; 0 = no such limit.</summary>
    int Accounts { get; set; }

    /// <summary>Takes room for each; null where it was taken, else when there may be some.</summary>
    Task<IReadOnlyList<DateTimeOffset?>> Take(IReadOnlyList<SendWish> wishes, DateTimeOffset now);

    /// <summary>What was taken and then not sent.</summary>
    Task GiveBack(IReadOnlyList<SendWish> taken, DateTimeOffset now);

    /// <summary>What was sent before this process began; without effect where others have counted it.</summary>
    /// <param name="sent">In the last hour, message by message.</param>
    /// <param name="today">How many since the day began in China.</param>
    void Remember(IEnumerable<SentTo> sent, int today, DateTimeOffset now);
}

/// <summary>Counts in this process.</summary>
public sealed class SendQuota(Sending sending) : ISendQuota
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly IReadOnlyList<SendLimit> members = sending.Of(Sending.Member);
    private readonly IReadOnlyList<SendLimit> robots = sending.Of(Sending.Robot);
    private readonly Dictionary<string, List<DateTimeOffset>> sent = [];
    private DateOnly day;
    private int today;
    private DateTimeOffset swept;

    public int Accounts { get; set; }

    /// <summary>What an app of so many accounts may send in a day.</summary>
    public static int AppLimit(Sending sending, int accounts) =>
        sending.Of(Sending.App) is [var limit, ..] && accounts > 0 ? limit.Use * accounts : int.MaxValue;

    public Task<IReadOnlyList<DateTimeOffset?>> Take(IReadOnlyList<SendWish> wishes, DateTimeOffset now)
    {
        lock (gate)
        {
            Sweep(now);
            return Task.FromResult<IReadOnlyList<DateTimeOffset?>>([.. wishes.Select(wish => Take(wish, now))]);
        }
    }

    public Task GiveBack(IReadOnlyList<SendWish> taken, DateTimeOffset now)
    {
        lock (gate)
            foreach (var wish in taken.Where(wish => sent.ContainsKey(wish.Userid)))
            {
                var times = sent[wish.Userid];
                times.RemoveRange(Math.Max(0, times.Count - wish.Messages), Math.Min(wish.Messages, times.Count));
                today = Math.Max(0, today - wish.Messages);
            }
        return Task.CompletedTask;
    }

    public void Remember(IEnumerable<SentTo> sent, int today, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var one in sent.OrderBy(one => one.SentAt))
                TimesOf(one.Userid).AddRange(Enumerable.Repeat(one.SentAt, one.Messages));
            Count(now, today);
        }
    }

    private DateTimeOffset? Take(SendWish wish, DateTimeOffset now)
    {
        if (wish.Messages == 0)
            return null;
        var times = TimesOf(wish.Userid);
        foreach (var limit in wish.Userid == OutboxKind.Robot ? robots : members)
        {
            // A text of more parts than a window holds goes when the window is empty.
            var messages = Math.Min(wish.Messages, limit.Use);
            var first = times.FindIndex(time => time > now - limit.Window);
            var inWindow = first < 0 ? 0 : times.Count - first;
            if (inWindow + messages > limit.Use)
                return times[first + inWindow + messages - limit.Use - 1] + limit.Window;
        }
        var isMember = wish.Userid != OutboxKind.Robot;
        if (isMember && DayOf(now) == day && today + wish.Messages > AppLimit(sending, Accounts))
            return ChinaTime.At(day.AddDays(1), TimeOnly.MinValue);
        times.AddRange(Enumerable.Repeat(now, wish.Messages));
        if (isMember)
            Count(now, wish.Messages);
        return null;
    }

    private void Count(DateTimeOffset at, int messages)
    {
        if (DayOf(at) > day)
            (day, today) = (DayOf(at), 0);
        if (DayOf(at) == day)
            today += messages;
    }

    private List<DateTimeOffset> TimesOf(string userid) =>
        sent.TryGetValue(userid, out var times) ? times : sent[userid] = [];

    // Whoever was sent nothing for an hour needs no list.
    private void Sweep(DateTimeOffset now)
    {
        if (now < swept + SweepEvery)
            return;
        swept = now;
        foreach (var (userid, times) in sent)
        {
            times.RemoveAll(time => time <= now.AddHours(-1));
            if (times.Count == 0)
                sent.Remove(userid);
        }
    }

    private static DateOnly DayOf(DateTimeOffset at) => ChinaTime.DayOf(at);
}
