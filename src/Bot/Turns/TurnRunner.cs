using System.Data.Common;
using System.Text.Json;
using Bot.Conversations;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>
/// Runs a turn: load, advance, commit. The only place where a turn has effects, all of them in one transaction. A turn is worked out
/// before that transaction, from what was loaded; where that no longer holds at the commit, it is worked out again. A repeated
/// delivery finds what the first one came to and gets the same reply.
/// </summary>
public sealed class TurnRunner : IDisposable
{
    // WeCom hangs up after five seconds; what is later than this goes through the outbox.
    private static readonly TimeSpan PassiveUntil = TimeSpan.FromSeconds(3);

    private const int MostAttempts = 3;

    private readonly Database database;
    private readonly Pack pack;
    private readonly TimeProvider time;
    private readonly TurnSignal signal;
    private readonly Exchange exchange;
    private readonly ChannelTexts texts;
    private readonly PersonGates people = new();
    private readonly RecentTurns recent = new();
    private readonly Together<IncomingKey, Standing> looks;
    private readonly Together<Turned, bool> commits;

    public TurnRunner(Database database, Pack pack, TimeProvider time, TurnSignal signal)
    {
        (this.database, this.pack, this.time, this.signal) = (database, pack, time, signal);
        exchange = new Exchange(pack);
        texts = ChannelMessages.TextsOf(pack.Messages);
        looks = new(keys => database.Glance(tx => Inbox.Look(tx, keys)));
        commits = new(turns => database.Write(tx => Commit(tx, turns)));
    }

    /// <summary>Takes in a decrypted callback and answers it, now or later.</summary>
    /// <param name="plaintext">What <paramref name="incoming"/> was parsed from, kept until it is answered.</param>
    /// <param name="began">A <see cref="TimeProvider.GetTimestamp"/> from when the request came in.</param>
    public async Task<Answered> Accept(Incoming incoming, string plaintext, long began)
    {
        using var passage = await people.Enter(incoming.UserId);
        var answered = await Answer(incoming, plaintext, () => time.GetElapsedTime(began) < PassiveUntil);
        if (answered.Waits)
            signal.InputPending();
        if (answered.Queued)
            signal.OutboxFilled();
        if (answered.Ordered)
            signal.LedgerOrdered();
        if (incoming is Incoming.Image or Incoming.Voice or Incoming.Video or Incoming.File)
            signal.EvidenceSent();
        return answered;
    }

    /// <summary>Runs the oldest pending input of a person; false where there is none.</summary>
    public async Task<bool> RunPending(string userid)
    {
        using var passage = await people.Enter(userid);
        if (await database.Read(tx => Inbox.NextPending(tx, userid)) is not { } next)
            return false;
        try
        {
            if (Incoming.Parse(next.Payload) is not { } incoming)
                await database.Write(tx => Inbox.Park(tx, next.Row.Id, "not readable as a message"));
            else
            {
                var turn = await Turn(incoming, Stored(next.Person, next.Session), () => false);
                await database.Write(tx => Commit(tx, next.Row.Id, turn));
                recent.Keep(turn);
                signal.OutboxFilled();
            }
        }
        catch (Exception failure)
        {
            await GiveUpOrRetry(next.Row.Id, userid, failure);
        }
        return true;
    }

    private async Task<Answered> Answer(Incoming incoming, string plaintext, Func<bool> mayBePassive)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var remembered = attempt == 1 ? recent.Of(incoming) : null;
                var standing = remembered is null ? await looks.Ask(new IncomingKey(incoming.DedupKey, incoming.UserId)) : null;
                if (standing?.Seen is { } seen)
                    return Repeated(seen);
                if (standing?.OlderPending is true)
                    break;
                var turn = await Turn(incoming, remembered ?? Stored(standing!.Person, standing.Session), mayBePassive);
                // Only a conversation that is moved on proves at the commit where it stood.
                if (remembered is not null && turn.After is null)
                    continue;
                try
                {
                    await commits.Ask(turn with { Payload = database.Cipher!.Encrypt(plaintext), Remembered = remembered is not null });
                    recent.Keep(turn);
                    return turn.Answered;
                }
                catch (DbException) when (attempt < MostAttempts)
                {
                    // Another process has moved this conversation on, or had the same message delivered: look again.
                    recent.Forget(incoming.UserId);
                }
            }
        }
        catch (Exception failure) when (failure is not ObjectDisposedException)
        {
            // Nothing of the turn has happened. Keep the message alone: the worker tries it again, and sets it aside for an
            // operator to see when it goes wrong every time.
        }
        recent.Forget(incoming.UserId);
        return Repeated(await database.Write(tx => Inbox.Keep(tx, incoming.DedupKey, incoming.UserId, plaintext, time.GetUtcNow(), incoming.Header.CreateTime)));
    }

    public void Dispose() => recent.Dispose();

    private static Answered Repeated(KeptMessage kept) => new(ReplyOf(kept.Reply), Waits: kept.State == InboxState.Pending);

    private Standpoint Stored(Person? person, StoredSession? stored) =>
        new(person, SealedSession.Read(stored?.State, database.Cipher!), stored?.Version ?? 0);

    private async Task<Turned> Turn(Incoming incoming, Standpoint from, Func<bool> mayBePassive)
    {
        var person = from.Person;
        var turn = new Turned(incoming, time.GetUtcNow(), new PassiveReply.None(), person, from.Version);
        if (person is not { Active: true })
            return turn with { Reply = TurnAway(incoming, person, mayBePassive()) };
        if (Read(incoming) is not { } input)
            return turn;
        var (session, events) = await exchange.Advance(
            lookup => database.Read(tx => new Lookups(tx, person, pack).Find(lookup)), person, from.Session, input, turn.At,
            incoming.Header.CreateTime);
        var click = incoming as Incoming.CardClicked;
        var delivery = Delivery.Of(
            events, click, mayBePassive(), texts, () => OutboxCards.NewTaskId(turn.At),
            new CardUse(session.ReadsText, click is not null && OutboxCards.IsExpired(click.TaskId, turn.At)));
        return turn with
        {
            Reply = delivery.Passive,
            After = SealedSession.Write(session, pack, database.Cipher!),
            Session = session,
            Events = events,
            Queue = [.. delivery.Rest.Select(message => Row(person.Userid, message))],
        };
    }

    // What callbacks came to, those of several people in one transaction.
    private async Task<IReadOnlyList<bool>> Commit(Tx tx, IReadOnlyList<Turned> turns)
    {
        foreach (var turn in turns)
            await Carry(tx, turn);
        await Inbox.Finish(tx, [.. turns.Select(turn => turn.Finished)]);
        return [.. turns.Select(_ => true)];
    }

    private async Task Commit(Tx tx, long pending, Turned turn)
    {
        await Carry(tx, turn);
        if (!await Inbox.Complete(tx, pending))
            throw new InvalidOperationException($"message {pending} was answered by somebody else meanwhile");
        if (turn.After is { } after)
            await Sessions.Move(tx, new SessionMove(turn.Incoming.UserId, turn.Before, after, turn.At));
    }

    private async Task Carry(Tx tx, Turned turn)
    {
        // What was sent is there before anything is said about it.
        await Traces.Leave(tx, turn);
        if (turn.Person is { } person)
            await exchange.Carry(tx, turn.Events, person, turn.At);
        if (turn.Queue.Count > 0)
            await Outbox.Add(tx, turn.Queue, turn.At);
        // What was handed in by typing leaves a card behind that can still be tapped.
        if (turn.Incoming is not Incoming.CardClicked && turn.Events.Any(happened => happened is TurnEvent.Submitted))
            await OutboxCards.Grey(tx, turn.Incoming.UserId, turn.At);
    }

    private Task GiveUpOrRetry(long id, string userid, Exception failure) => database.Write(async tx =>
    {
        if (await Inbox.Fail(tx, id, failure.Message) < MostAttempts)
            return;
        await Inbox.Park(tx, id, failure.ToString());
        await Outbox.Add(tx, [Row(userid, new WeCom.Outgoing.Text(pack.Messages.Say(ChannelMessages.Failed)))], time.GetUtcNow());
    });

    // Somebody who is not in the roster learns how to be added, and nothing about anybody.
    private PassiveReply TurnAway(Incoming incoming, Person? person, bool mayBePassive)
    {
        var isTalking = incoming is not (Incoming.Entered or Incoming.Unsubscribed or Incoming.Other or Incoming.CardMenuClicked or Incoming.Located or Incoming.Notified);
        var text = pack.Messages.Say(person is null ? ChannelMessages.UnknownPerson : ChannelMessages.NotActive, ("userid", incoming.UserId));
        return isTalking && mayBePassive && incoming is not Incoming.CardClicked ? new PassiveReply.Text(text) : new PassiveReply.None();
    }

    private static Input? Read(Incoming incoming) => incoming switch
    {
        Incoming.Text text => new Input.Said(text.Content),
        Incoming.CardClicked click => PromptCard.Read(click),
        Incoming.MenuClicked menu => new Input.Commanded(menu.EventKey),
        Incoming.Image image => new Input.Sent("image", image.MediaId),
        Incoming.Voice voice => new Input.Sent("voice", voice.MediaId),
        Incoming.Video video => new Input.Sent("video", video.MediaId),
        Incoming.File file => new Input.Sent("file", file.MediaId),
        Incoming.Location => new Input.Sent("location", ""),
        Incoming.Link => new Input.Sent("link", ""),
        Incoming.Subscribed => new Input.Joined(),
        Incoming.Entered => new Input.Entered(),
        _ => null,
    };

    private Store.Outgoing Row(string userid, WeCom.Outgoing message) => message switch
    {
        WeCom.Outgoing.Text text => new(userid, OutboxKind.Text, text.Content, time.GetUtcNow(), Asked: true),
        WeCom.Outgoing.Card card => OutboxCards.Row(userid, card.Content, time.GetUtcNow()),
        _ => throw new NotSupportedException(message.GetType().Name),
    };

    private static PassiveReply ReplyOf(string? reply) => string.IsNullOrEmpty(reply)
        ? new PassiveReply.None()
        : JsonSerializer.Deserialize<PassiveReply>(reply, WireJson.Options) ?? new PassiveReply.None();
}

/// <param name="Waits">The input is kept and will be run after older ones of the same person.</param>
/// <param name="Queued">Something is in the outbox now.</param>
/// <param name="Ordered">A ledger is to be made.</param>
public sealed record Answered(PassiveReply Reply, bool Waits, bool Queued = false, bool Ordered = false);
