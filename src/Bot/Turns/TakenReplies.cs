using System.Collections.Concurrent;
using System.Text.Json;
using Bot.WeCom;
using Store;

namespace Bot.Turns;

/// <summary>
/// Which passive replies reached WeCom. One that did not (the connection broke, the process died) is taken by WeCom's retry;
/// if none comes, the outbox sends it, so that no answer is lost with a connection.
/// </summary>
public sealed class TakenReplies(Database database, TimeProvider time)
{
    // Commits whose replies are sent again in one round; replies noted as taken in one transaction.
    private const int Batch = 500;
    private const int MostAtOnce = 10_000;

    private static readonly TimeSpan RetriesUntil = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> taken = [];

    /// <summary>The response that carried this input's reply was written to the end.</summary>
    /// <param name="message">Its dedup key.</param>
    public void Take(string message) => taken.Enqueue(message);

    /// <summary>Notes what was taken and queues what never was; returns how many it queued.</summary>
    public async Task<int> Settle()
    {
        while (!taken.IsEmpty)
        {
            var keys = new List<string>();
            while (keys.Count < MostAtOnce && taken.TryDequeue(out var key))
                keys.Add(key);
            await database.Write(tx => Inbox.TakeReplies(tx, keys));
        }
        var now = time.GetUtcNow();
        var lost = await database.Read(tx => Inbox.Untaken(tx, now - RetriesUntil, Batch));
        foreach (var row in lost)
            await database.Write(async tx =>
            {
                if (await Inbox.TakeReplies(tx, [row.DedupKey]) == 1 && Resend(row) is { } message)
                    await Outbox.Add(tx, [message with { DedupKey = $"reply/{row.Id}" }], now);
            });
        return lost.Count;
    }

    private Store.Outgoing? Resend(InboxRow row) => JsonSerializer.Deserialize<PassiveReply>(row.Reply!, WireJson.Options) switch
    {
        PassiveReply.Text text => new(row.Userid, OutboxKind.Text, text.Content, time.GetUtcNow(), Asked: true),
        PassiveReply.UpdateCard update => OutboxCards.Row(row.Userid, update.Card with { TaskId = OutboxCards.NewTaskId(time.GetUtcNow()) }, time.GetUtcNow()),
        _ => null,
    };
}
