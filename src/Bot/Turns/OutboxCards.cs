using System.Globalization;
using System.Text.Json;
using Bot.WeCom;
using Store;

namespace Bot.Turns;

/// <summary>Cards on their way into the outbox, and what becomes of them.</summary>
internal static class OutboxCards
{
    // A card can be changed for so long.
    private static readonly TimeSpan Lives = TimeSpan.FromHours(72);

    public static Store.Outgoing Row(string userid, TemplateCard card, DateTimeOffset now) =>
        new(userid, OutboxKind.Card, JsonSerializer.Serialize(card, WireJson.Options), now, TaskId: card.TaskId, Asked: true);

    /// <summary>WeCom takes a task id once in an app's life. It says when it was made, so that nothing has to be looked up.</summary>
    public static string NewTaskId(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"r{now.ToUnixTimeSeconds():x8}-{Guid.NewGuid():N}");

    /// <summary>Whether the card can no longer be changed, or never could; one that does not say when it was made can.</summary>
    public static bool IsExpired(string taskId, DateTimeOffset now) =>
        !CardRules.IsTaskId(taskId) || taskId is ['r', ..] && taskId.Split('-')[0] is { Length: 9 } made
        && long.TryParse(made.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds)
        && now - DateTimeOffset.FromUnixTimeSeconds(seconds) >= Lives;

    /// <summary>Greys the newest card on the person's phone.</summary>
    public static async Task Grey(Tx tx, string userid, DateTimeOffset now)
    {
        if (await Outbox.LastCard(tx, userid, now - Lives) is { TaskId: { } task })
            await Outbox.Add(tx, [new Store.Outgoing(userid, OutboxKind.Grey, task, now, $"grey/{task}", Asked: true)], now);
    }
}
