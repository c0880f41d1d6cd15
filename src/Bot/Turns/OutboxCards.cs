using System.Text.Json;
using Bot.WeCom;
using Store;

namespace Bot.Turns;

/// <summary>Cards on their way into the outbox.</summary>
internal static class OutboxCards
{
    public static Store.Outgoing Row(string userid, TemplateCard card, DateTimeOffset now) =>
        new(userid, OutboxKind.Card, JsonSerializer.Serialize(card, WireJson.Options), now, TaskId: card.TaskId, Asked: true);

    /// <summary>WeCom takes a task id once in an app's life.</summary>
    public static string NewTaskId() => $"r{Guid.NewGuid():N}";
}
