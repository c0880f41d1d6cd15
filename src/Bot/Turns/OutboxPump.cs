using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>
/// Sends what is in the outbox: in order for each person, the same to many in one call, never more than WeCom would deliver, and
/// each failure by its class (<see cref="OutboxSender"/>). Nothing that was not delivered disappears: it stays in the outbox, marked,
/// for county staff to see.
/// </summary>
public sealed class OutboxPump : BackgroundService
{
    private const int Batch = 1000;
    private const int AtOnce = 16;

    // A pump that died holds its messages no longer than this.
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan CountEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly Database database;
    private readonly ISendQuota quota;
    private readonly TimeProvider time;
    private readonly TurnSignal signal;
    private readonly ILogger<OutboxPump> log;
    private readonly Sending sending;
    private readonly ChannelTexts texts;
    private readonly OutboxSender sender;
    private readonly SemaphoreSlim one = new(1);
    private bool remembers;
    private DateTimeOffset countAgain;

    /// <param name="robot">The town group's robot, where there is one.</param>
    public OutboxPump(
        Database database, Pack pack, WeComClient client, ISendQuota quota, TimeProvider time, TurnSignal signal, ILogger<OutboxPump> log, GroupRobot? robot = null)
    {
        (this.database, this.quota, this.time, this.signal, this.log) = (database, quota, time, signal, log);
        sending = pack.Sending;
        texts = ChannelMessages.TextsOf(pack.Messages);
        sender = new OutboxSender(database, client, robot, texts, time, log);
    }

    /// <summary>The corp's account cap, where somebody has said it; otherwise the roster's people are counted anew now and then.</summary>
    public int? Accounts { get; set; }

    /// <summary>Hours and half hours are as good as any other time, and so is the night: a demo's clock jumps.</summary>
    public bool AtAnyHour { get; set; }

    /// <summary>Sends everything that is due now; returns how many messages were handled.</summary>
    public async Task<int> Pump(CancellationToken stop = default)
    {
        await one.WaitAsync(stop);
        try
        {
            var handled = 0;
            while (await Round(stop) is { GoesOn: true } round)
                handled += round.Handled;
            return handled;
        }
        finally
        {
            one.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        one.Dispose();
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

    // Of each person what has to go first: their next message is looked at when that one is settled.
    private async Task<(bool GoesOn, int Handled)> Round(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (sender.PausedUntil > now)
            return (false, 0);
        if (!remembers)
        {
            var day = ChinaTime.At(ChinaTime.DayOf(now), TimeOnly.MinValue);
            var (sent, today) = await database.Read(async tx => (await Outbox.SentSince(tx, now.AddHours(-1)), await Outbox.SentCount(tx, day)));
            quota.Remember(sent, today, now);
            remembers = true;
        }
        if (now >= countAgain)
        {
            quota.Accounts = Accounts ?? await database.Read(People.Count);
            countAgain = now + CountEvery;
        }
        var next = await database.Read(tx => Outbox.Next(tx, now, Batch));
        if (next.Count == 0)
            return (false, 0);
        var (free, held) = await Allow(next, now);
        var calls = await database.Write(tx => Claim(tx, free, held, now));
        var claimed = calls.SelectMany(call => call.Ids).ToHashSet();
        await quota.GiveBack([.. free.Where(row => !claimed.Contains(row.Id)).Select(WishOf)], now);
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (call, _) => await sender.Deliver(call, stop));
        return (true, claimed.Count);
    }

    private async Task<(List<OutboxRow> Free, List<(DateTimeOffset Until, long Id)> Held)> Allow(IReadOnlyList<OutboxRow> next, DateTimeOffset now)
    {
        var held = new List<(DateTimeOffset Until, long Id)>();
        var awake = new List<OutboxRow>(next.Count);
        foreach (var row in next)
            if (!AtAnyHour && SendHours.HeldUntil(sending, row, now) is { } until)
                held.Add((until, row.Id));
            else
                awake.Add(row);
        var free = new List<OutboxRow>(awake.Count);
        foreach (var (row, full) in awake.Zip(await quota.Take([.. awake.Select(WishOf)], now)))
            if (full is { } until)
                held.Add((until, row.Id));
            else
                free.Add(row);
        return (free, held);
    }

    private async Task<IReadOnlyList<SendCall>> Claim(Tx tx, List<OutboxRow> free, List<(DateTimeOffset Until, long Id)> held, DateTimeOffset now)
    {
        foreach (var together in held.GroupBy(one => one.Until))
            await Outbox.Hold(tx, [.. together.Select(one => one.Id)], together.Key);
        if (free.Count == 0)
            return [];
        var claimed = (await Outbox.Claim(tx, [.. free.Select(row => row.Id)], now, now + ClaimedFor)).ToHashSet();
        var mine = free.Where(row => claimed.Contains(row.Id)).ToList();
        // What was on its way when a pump died, or when its answer was lost, is the same call again or an open question.
        var again = mine.Where(row => row.CalledAt is { } called && row.Guarded && now - called < SendCall.DuplicateWithin - ClaimedFor).ToList();
        var unknown = mine.Where(row => row.CalledAt is not null).Except(again).ToList();
        if (unknown.Count > 0)
            await Outbox.MarkUnknown(tx, [.. unknown.Select(row => row.Id)], "whoever sent it did not live to see the answer");
        var fresh = mine.Where(row => row.CalledAt is null).ToList();
        var alike = fresh.Count == 0 ? [] : (await Outbox.Alike(tx, [.. fresh.Select(row => row.Id)], now - SendCall.DuplicateWithin)).ToHashSet();
        var calls = SendCall.Group(fresh, alike, sender.GoesAlone);
        foreach (var some in calls.GroupBy(call => (call.Guarded, Many: call.Rows.Count > 1 ? call.First.Id : 0)))
            await Outbox.MarkCalled(tx, [.. some.SelectMany(call => call.Ids)], some.Key.Many > 0 ? Guid.NewGuid().ToString("N") : "", some.Key.Guarded, now);
        return [.. calls, .. await Again(tx, again)];
    }

    // A call of several is repeated whole, or it would be another call.
    private static async Task<IReadOnlyList<SendCall>> Again(Tx tx, List<OutboxRow> rows)
    {
        var calls = rows.Where(row => row.CallId.Length == 0).Select(row => new SendCall([row], Guarded: true, InDoubt: true)).ToList();
        foreach (var callId in rows.Select(row => row.CallId).Where(id => id.Length > 0).Distinct().ToList())
            calls.Add(new SendCall(await Outbox.OfCall(tx, callId), Guarded: true, InDoubt: true));
        return calls;
    }

    private SendWish WishOf(OutboxRow row) => new(row.Userid, row.Kind switch
    {
        OutboxKind.Grey or OutboxKind.Recall => 0,
        OutboxKind.Text => TextSplit.Split(row.Payload, texts.Part).Count - row.PartsSent,
        _ => 1,
    });
}
