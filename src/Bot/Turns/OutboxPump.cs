using System.Globalization;
using System.Text.Json;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>
/// Sends what is in the outbox: in order for each person, never more than WeCom would deliver, and each failure by its class.
/// Nothing that was not delivered disappears: it stays in the outbox, marked, for county staff to see.
/// </summary>
public sealed class OutboxPump(
    Database database, Pack pack, WeComClient client, SendQuota quota, TimeProvider time, TurnSignal signal, ILogger<OutboxPump> log) : BackgroundService
{
    private const int Batch = 200;
    private const int MostAttempts = 8;

    // A pump that died holds its messages no longer than this.
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly ChannelTexts texts = ChannelMessages.TextsOf(pack.Messages);
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Sends everything that is due now; returns how many messages were handled.</summary>
    public async Task<int> Pump(CancellationToken stop = default)
    {
        await one.WaitAsync(stop);
        try
        {
            var handled = 0;
            while (await Round(stop) is > 0 and var sent)
                handled += sent;
            return handled;
        }
        finally
        {
            one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Pump(stoppingToken);
                await signal.WaitForOutbox(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "the outbox pump stumbled and goes on");
                await signal.WaitForOutbox(Idle, stoppingToken);
            }
        }
    }

    private async Task<int> Round(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var due = await database.Read(tx => Outbox.Due(tx, now, Batch));
        var allowed = Allowed(due, now);
        if (allowed.Count == 0)
            return 0;
        var claimed = (await database.Write(tx => Outbox.Claim(tx, [.. allowed.Select(row => row.Id)], now, now + ClaimedFor))).ToHashSet();
        // One person's messages go one after the other; different people's need not wait for each other.
        var people = allowed.Where(row => claimed.Contains(row.Id)).GroupBy(row => row.Userid);
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stop }, async (messages, _) =>
        {
            foreach (var row in messages)
                if (!await Send(row, stop))
                    break;
        });
        return claimed.Count;
    }

    // Whoever has no room for one message has none for the next either, or that would overtake it.
    private List<OutboxRow> Allowed(IReadOnlyList<OutboxRow> due, DateTimeOffset now)
    {
        var full = new HashSet<string>();
        var allowed = new List<OutboxRow>();
        foreach (var row in due.Where(row => !full.Contains(row.Userid)))
            if (quota.Take(row.Userid, now, Parts(row)))
                allowed.Add(row);
            else
                full.Add(row.Userid);
        return allowed;
    }

    private async Task<bool> Send(OutboxRow row, CancellationToken stop)
    {
        long[] ids = [row.Id];
        try
        {
            SendResult? sent = null;
            foreach (var message in await Messages(row, stop))
                sent = await client.Send(message, [row.Userid], cancel: stop);
            if (sent!.InvalidUsers.Count > 0 || sent.UnlicensedUsers.Count > 0)
                await database.Write(tx => Outbox.MarkUndeliverable(tx, ids, sent.UnlicensedUsers.Count > 0 ? "unlicenseduser" : "invaliduser"));
            else
                await database.Write(tx => Outbox.MarkSent(tx, ids, sent.MsgId, sent.ResponseCode, time.GetUtcNow()));
            return true;
        }
        catch (SendFailure failure)
        {
            await database.Write(tx => Settle(tx, row, failure));
            return failure.Class is FailureClass.OurFault or FailureClass.PersonUnreachable;
        }
        catch (Exception refused) when (refused is CardException or JsonException or InvalidDataException or FormatException)
        {
            log.LogError(refused, "message {Id} can never be sent", row.Id);
            await database.Write(tx => Outbox.MarkUndeliverable(tx, ids, refused.Message));
            return true;
        }
    }

    private Task Settle(Tx tx, OutboxRow row, SendFailure failure)
    {
        long[] ids = [row.Id];
        if (failure.OutcomeUnknown)
            return Outbox.MarkUnknown(tx, ids, failure.Message);
        switch (failure.Class)
        {
            case FailureClass.RetryLater when row.Attempts + 1 < MostAttempts:
                return Outbox.MarkRetry(tx, ids, time.GetUtcNow() + Backoff(row.Attempts), failure.Message);
            case FailureClass.Stop:
                log.LogCritical("WeCom refuses this app: {Failure}", failure.Message);
                return Outbox.MarkRetry(tx, ids, time.GetUtcNow() + TimeSpan.FromMinutes(5), failure.Message);
            default:
                log.LogWarning("message {Id} was not delivered: {Failure}", row.Id, failure.Message);
                return Outbox.MarkUndeliverable(tx, ids, failure.Message);
        }
    }

    private int Parts(OutboxRow row) => row.Kind == OutboxKind.Text ? TextSplit.Split(row.Payload, texts.Part).Count : 1;

    /// <summary>One message, or the parts of a text that is too long for one.</summary>
    private async Task<IReadOnlyList<WeCom.Outgoing>> Messages(OutboxRow row, CancellationToken stop)
    {
        switch (row.Kind)
        {
            case OutboxKind.Text:
                return [.. TextSplit.Split(row.Payload, texts.Part).Select(part => new WeCom.Outgoing.Text(part))];
            case OutboxKind.Card:
                return [new WeCom.Outgoing.Card(JsonSerializer.Deserialize<TemplateCard>(row.Payload, WireJson.Options)!)];
            case OutboxKind.File:
                var id = long.Parse(row.Payload, CultureInfo.InvariantCulture);
                var file = await database.Read(tx => Files.Get(tx, id)) ?? throw new InvalidDataException($"file {id} of message {row.Id} is gone");
                using (var content = new MemoryStream(file.Content))
                    return [new WeCom.Outgoing.File(await client.Upload(file.Name, content, stop))];
            default:
                throw new InvalidDataException($"message {row.Id} is of an unknown kind: {row.Kind}");
        }
    }

    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(300, 1 << Math.Min(attempts, 8)));
}
