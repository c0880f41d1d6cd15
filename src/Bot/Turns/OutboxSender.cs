using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Bot.WeCom;
using Store;

namespace Bot.Turns;

/// <summary>
/// Makes one call and settles what became of it: arrived, to be tried again, cannot arrive, or may have arrived. Which error means
/// what is <see cref="SendFailure.Classify"/>'s.
/// </summary>
internal sealed class OutboxSender(Database database, WeComClient client, GroupRobot? robot, ChannelTexts texts, TimeProvider time, ILogger log)
{
    private const int MostAttempts = 8;
    private const int MostGreying = 3;

    private static readonly TimeSpan MediaLives = TimeSpan.FromHours(70);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Stopped = TimeSpan.FromMinutes(5);

    // What was refused because of somebody else in the same call.
    private readonly ConcurrentDictionary<long, bool> alone = new();
    private long pausedUntil;
    private bool stopped = true;

    /// <summary>Nothing is sent before then: WeCom refuses the app, or has had too much.</summary>
    public DateTimeOffset PausedUntil => new(Interlocked.Read(ref pausedUntil), TimeSpan.Zero);

    public bool GoesAlone(long id) => alone.ContainsKey(id);

    public async Task Deliver(SendCall call, CancellationToken stop)
    {
        try
        {
            if (PausedUntil is var pause && pause > time.GetUtcNow())
                await Settle(call, tx => call.InDoubt
                    ? Outbox.MarkDoubt(tx, call.Ids, pause, "waits until WeCom takes messages again", uncalled: true)
                    : Outbox.Hold(tx, call.Ids, pause, claimed: true));
            else if (call.First.Kind == OutboxKind.Grey)
                await Grey(call, stop);
            else if (call.First.Kind == OutboxKind.Recall)
                await Recall(call, stop);
            else if (call.First.Userid == OutboxKind.Robot)
                await ToGroup(call, stop);
            else
                await Send(call, stop);
        }
        catch (SendFailure failure)
        {
            await Failed(call, failure);
        }
        catch (Exception refused) when (refused is CardException or JsonException or InvalidDataException or FormatException)
        {
            log.LogError(refused, "message {Id} can never be sent", call.First.Id);
            await Settle(call, tx => Outbox.MarkUndeliverable(tx, call.Ids, refused.Message));
        }
    }

    private async Task Send(SendCall call, CancellationToken stop)
    {
        var messages = await Messages(call.First, stop);
        var users = call.Rows.Select(row => row.Userid).ToList();
        var sent = new SendResult("", null, [], []);
        var parties = new HashSet<string>();
        var (invalid, unlicensed) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        for (var part = call.First.PartsSent; part < messages.Count; part++)
        {
            sent = await client.Send(messages[part], users, call.Guarded ? SendCall.DuplicateWithin : null, stop);
            invalid.UnionWith(sent.InvalidUsers);
            unlicensed.UnionWith(sent.UnlicensedUsers);
            parties.UnionWith(sent.InvalidParties);
            if (part + 1 < messages.Count)
                await database.Write(tx => Outbox.MarkPart(tx, call.Ids, part + 1));
        }
        var now = time.GetUtcNow();
        await Settle(call, async tx =>
        {
            var (lost, barred) = (Of(call, row => invalid.Contains(row.Userid)), Of(call, row => unlicensed.Contains(row.Userid)));
            var arrived = call.Rows.Except(lost).Except(barred).ToList();
            if (arrived.Count > 0)
            {
                await Outbox.MarkSent(tx, Ids(arrived), sent.MsgId, sent.ResponseCode, now);
                await Unreachable.Remove(tx, [.. arrived.Select(row => row.Userid)]);
            }
            await Lose(tx, lost, OutboxReason.Invalid, "invaliduser", now);
            await Lose(tx, barred, OutboxReason.Unlicensed, "unlicenseduser", now);
            // Nothing is sent to departments; where WeCom names one all the same, county staff see it among the platform's news.
            foreach (var party in parties)
                await ChannelEvents.Add(tx, "invalidparty", party, "", now);
        });
        if (stopped)
        {
            stopped = false;
            await database.Write(ChannelAlarm.Clear);
        }
    }

    // Called back where WeCom still can: what is too old or gone stays where it is.
    private async Task Recall(SendCall call, CancellationToken stop)
    {
        try
        {
            await client.Recall(call.First.Payload, stop);
        }
        catch (SendFailure failure) when (failure.Class is FailureClass.OurFault or FailureClass.PersonUnreachable)
        {
            // Nobody failed to get anything, so it is not among what was not delivered.
            log.LogInformation("message {Msgid} cannot be called back: {Failure}", call.First.Payload, failure.Message);
        }
        await Settle(call, tx => Outbox.MarkSent(tx, call.Ids, null, null, time.GetUtcNow()));
    }

    private async Task ToGroup(SendCall call, CancellationToken stop)
    {
        if (robot is null)
            throw new InvalidDataException("no group robot is set up (WeCom__RobotKey)");
        if (PersonalNumbers.In(call.First.Payload))
        {
            log.LogWarning("message {Id} holds an ID or phone number and is not sent to a group", call.First.Id);
            await Settle(call, tx => Outbox.MarkUndeliverable(tx, call.Ids, "it holds an ID or phone number", OutboxReason.Personal));
            return;
        }
        var parts = TextSplit.Split(call.First.Payload, texts.Part);
        for (var part = call.First.PartsSent; part < parts.Count; part++)
        {
            await robot.Send(parts[part], stop);
            if (part + 1 < parts.Count)
                await database.Write(tx => Outbox.MarkPart(tx, call.Ids, part + 1));
        }
        await Settle(call, tx => Outbox.MarkSent(tx, call.Ids, null, null, time.GetUtcNow()));
    }

    // A card that has already changed, or that nobody has any more, is left as it is.
    private async Task Grey(SendCall call, CancellationToken stop)
    {
        var task = call.First.Payload;
        if (await database.Read(tx => Outbox.OfTask(tx, task)) is { ResponseCode: { } code })
            try
            {
                await client.UpdateButton(code, [call.First.Userid], texts.Card.Answered, stop);
            }
            catch (SendFailure failure) when (failure.OutcomeUnknown || failure.Class is FailureClass.OurFault or FailureClass.PersonUnreachable)
            {
                log.LogInformation("card {Task} stays as it is: {Failure}", task, failure.Message);
            }
        await Settle(call, async tx =>
        {
            await Outbox.UseCode(tx, task);
            await Outbox.MarkSent(tx, call.Ids, null, null, time.GetUtcNow());
        });
    }

    private async Task Failed(SendCall call, SendFailure failure)
    {
        var now = time.GetUtcNow();
        var attempts = call.First.Attempts + 1;
        var inTime = now - (call.First.CalledAt ?? now) < SendCall.DuplicateWithin - Longest - Longest;
        if (call.First.Kind == OutboxKind.Grey && failure.Class == FailureClass.RetryLater && failure.RetryAt is null && attempts >= MostGreying)
        {
            await Settle(call, tx => Outbox.MarkSent(tx, call.Ids, null, null, now));
            return;
        }
        // The card's task id is taken: the call whose answer was lost has arrived.
        if (call.InDoubt && failure.ErrCode == SendFailure.Code.TaskIdUsed)
            await Settle(call, tx => Outbox.MarkSent(tx, call.Ids, null, null, now));
        // As long as WeCom still knows a repetition when it sees one, there is no harm in asking again.
        else if (failure.OutcomeUnknown && call.Guarded && inTime)
            await Settle(call, tx => Outbox.MarkDoubt(tx, call.Ids, now + Backoff(attempts), failure.Message), ended: false);
        else if (failure.OutcomeUnknown)
            await Settle(call, tx => Outbox.MarkUnknown(tx, call.Ids, failure.Message));
        else if (failure.RetryAt is { } later)
            await Pause(call, failure, later);
        else if (failure.Class == FailureClass.Stop)
        {
            stopped = true;
            log.LogCritical("WeCom refuses this app: {Failure}", failure.Message);
            await database.Write(tx => ChannelAlarm.Raise(tx, failure.Message, now));
            await Pause(call, failure, now + Stopped);
        }
        else if (failure.Class == FailureClass.RetryLater && (call.InDoubt ? inTime : attempts < MostAttempts))
            await Settle(call, tx => call.InDoubt
                ? Outbox.MarkDoubt(tx, call.Ids, now + Backoff(attempts), failure.Message)
                : Outbox.MarkRetry(tx, call.Ids, now + Backoff(attempts), failure.Message), ended: false);
        else if (failure.Class == FailureClass.PersonUnreachable && call.Rows.Count > 1 && failure.ErrCode != SendFailure.Code.NobodyValid)
            await OneByOne(call, failure, now);
        else
            await GiveUp(call, failure, now);
    }

    // No attempt was made of those that wait, and none failed of the one that was told to.
    private async Task Pause(SendCall call, SendFailure failure, DateTimeOffset until)
    {
        Interlocked.Exchange(ref pausedUntil, Math.Max(Interlocked.Read(ref pausedUntil), until.UtcTicks));
        log.LogWarning("nothing is sent until {Until}: {Failure}", until, failure.Message);
        await Settle(call, tx => call.InDoubt
            ? Outbox.MarkDoubt(tx, call.Ids, until, failure.Message, uncalled: true)
            : Outbox.Hold(tx, call.Ids, until, claimed: true), ended: false);
    }

    // One of them spoils it for all, and WeCom does not say who.
    private Task OneByOne(SendCall call, SendFailure failure, DateTimeOffset now)
    {
        foreach (var id in call.Ids)
            alone[id] = true;
        return Settle(call, tx => Outbox.MarkRetry(tx, call.Ids, now, failure.Message), ended: false);
    }

    private Task GiveUp(SendCall call, SendFailure failure, DateTimeOffset now)
    {
        log.LogWarning("message {Id} was not delivered: {Failure}", call.First.Id, failure.Message);
        return Settle(call, tx => failure.Class == FailureClass.PersonUnreachable
            ? Lose(tx, call.Rows, OutboxReason.Invalid, failure.Message, now)
            : call.InDoubt ? Outbox.MarkUnknown(tx, call.Ids, failure.Message)
            : Outbox.MarkUndeliverable(tx, call.Ids, failure.Message, failure.Class == FailureClass.RetryLater ? OutboxReason.GaveUp : OutboxReason.Refused));
    }

    private static async Task Lose(Tx tx, IReadOnlyList<OutboxRow> rows, string reason, string error, DateTimeOffset now)
    {
        if (rows.Count == 0)
            return;
        await Outbox.MarkUndeliverable(tx, Ids(rows), error, reason);
        await Unreachable.Add(tx, rows.Select(row => row.Userid), reason, error, now);
    }

    private Task Settle(SendCall call, Func<Tx, Task> mark, bool ended = true)
    {
        if (ended)
            foreach (var id in call.Ids)
                alone.TryRemove(id, out _);
        return database.Write(mark);
    }

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
                return [new WeCom.Outgoing.File(await MediaOf(row, long.Parse(row.Payload, CultureInfo.InvariantCulture), stop))];
            default:
                throw new InvalidDataException($"message {row.Id} is of an unknown kind: {row.Kind}");
        }
    }

    // Uploaded once for all who get it, and under one name, so that a repeated call is the same call.
    private async Task<string> MediaOf(OutboxRow row, long file, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (await database.Read(tx => Files.Media(tx, file, now)) is { } lying)
            return lying;
        var content = await database.Read(tx => Files.Get(tx, file)) ?? throw new InvalidDataException($"file {file} of message {row.Id} is gone");
        using var stream = new MemoryStream(content.Content);
        string media;
        try
        {
            media = await client.Upload(content.Name, stream, stop);
        }
        catch (SendFailure failure) when (failure.OutcomeUnknown)
        {
            // An upload more or less reaches nobody.
            throw new SendFailure(failure.Class, "media/upload", failure.ErrCode, failure.ErrMsg, outcomeUnknown: false, failure);
        }
        return await database.Write(tx => Files.SetMedia(tx, file, media, now + MediaLives, now)) ?? media;
    }

    private static List<OutboxRow> Of(SendCall call, Func<OutboxRow, bool> which) => [.. call.Rows.Where(which)];

    private static List<long> Ids(IEnumerable<OutboxRow> rows) => [.. rows.Select(row => row.Id)];

    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, 1 << Math.Min(attempts, 8)));
}
