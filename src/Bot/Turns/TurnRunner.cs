using System.Text.Json;
using Bot.Conversations;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>
/// Runs a turn: load, advance, commit. The only place where a turn has effects, all of them in one transaction;
/// a repeated delivery finds what the first one came to and gets the same reply.
/// </summary>
public sealed class TurnRunner(Database database, Pack pack, TimeProvider time, TurnSignal signal)
{
    // WeCom hangs up after five seconds; what is later than this goes through the outbox.
    private static readonly TimeSpan PassiveUntil = TimeSpan.FromSeconds(3);

    private readonly Exchange exchange = new(pack);
    private readonly ChannelTexts texts = ChannelMessages.TextsOf(pack.Messages);

    /// <summary>Takes in a decrypted callback and answers it, now or later.</summary>
    /// <param name="plaintext">What <paramref name="incoming"/> was parsed from, kept until it is answered.</param>
    /// <param name="began">A <see cref="TimeProvider.GetTimestamp"/> from when the request came in.</param>
    public async Task<Answered> Accept(Incoming incoming, string plaintext, long began)
    {
        try
        {
            var answered = await database.Write(async tx =>
            {
                var accepted = await Inbox.AcceptAndLoad(tx, incoming.DedupKey, incoming.UserId, plaintext, time.GetUtcNow());
                if (!accepted.MayRun)
                    return new Answered(accepted.Id, Stored(accepted.Reply), accepted.State == InboxState.Pending);
                return await Run(tx, accepted.Id, incoming, accepted.Person, accepted.Session, () => time.GetElapsedTime(began) < PassiveUntil);
            });
            if (answered.Waits)
                signal.InputPending();
            if (answered.Queued)
                signal.OutboxFilled();
            if (answered.Ordered)
                signal.LedgerOrdered();
            return answered;
        }
        catch (Exception) when (!incoming.DedupKey.StartsWith("retry:", StringComparison.Ordinal))
        {
            // The turn was rolled back, the message with it. Keep the message alone: the worker tries it again, and sets it
            // aside for an operator to see when it goes wrong every time.
            var kept = await database.Write(tx => Inbox.AcceptAndLoad(tx, incoming.DedupKey, incoming.UserId, plaintext, time.GetUtcNow()));
            signal.InputPending();
            return new Answered(kept.Id, Stored(kept.Reply), Waits: kept.State == InboxState.Pending);
        }
    }

    /// <summary>Runs the oldest pending input of a person; false where there is none, or somebody else is at it.</summary>
    public async Task<bool> RunPending(string userid)
    {
        long id = 0;
        try
        {
            var ran = await database.Write(async tx =>
            {
                if (await Inbox.NextPending(tx, userid) is not { } next)
                    return false;
                id = next.Row.Id;
                if (Incoming.Parse(next.Payload) is { } incoming)
                    await Run(tx, id, incoming, next.Person, next.Session, () => false);
                else
                    await Inbox.Park(tx, id, "not readable as a message");
                return true;
            });
            if (ran)
                signal.OutboxFilled();
            return ran;
        }
        catch (Exception failure) when (id != 0)
        {
            await GiveUpOrRetry(id, userid, failure);
            return true;
        }
    }

    private const int MostAttempts = 3;

    private Task GiveUpOrRetry(long id, string userid, Exception failure) => database.Write(async tx =>
    {
        if (await Inbox.Fail(tx, id, failure.Message) < MostAttempts)
            return;
        await Inbox.Park(tx, id, failure.ToString());
        await Outbox.Add(tx, [Row(userid, new WeCom.Outgoing.Text(pack.Messages.Say(ChannelMessages.Failed)))], time.GetUtcNow());
    });

    private async Task<Answered> Run(
        Tx tx, long id, Incoming incoming, Person? person, StoredSession? stored, Func<bool> mayBePassive)
    {
        var now = time.GetUtcNow();
        if (person is not { Active: true })
            return await TurnAway(tx, id, incoming, person, mayBePassive());
        if (Read(incoming) is not { } input)
        {
            await Inbox.Complete(tx, id, "");
            return new Answered(id, new PassiveReply.None(), false);
        }

        var (session, events) = await exchange.Run(tx, person, stored?.State, input, now);
        var delivery = Delivery.Of(events, incoming as Incoming.CardClicked, mayBePassive(), texts, OutboxCards.NewTaskId);
        if (delivery.Rest.Count > 0)
            await Outbox.Add(tx, delivery.Rest.Select(message => Row(person.Userid, message)), now);
        await Inbox.Finish(tx, id, Store(delivery.Passive), person.Userid, session.ToJson(), now);
        return new Answered(id, delivery.Passive, false, delivery.Rest.Count > 0, events.Any(happened => happened is TurnEvent.LedgerOrdered));
    }

    // Somebody who is not in the roster learns how to be added, and nothing about anybody.
    private async Task<Answered> TurnAway(Tx tx, long id, Incoming incoming, Person? person, bool mayBePassive)
    {
        var isTalking = incoming is not (Incoming.Entered or Incoming.Unsubscribed or Incoming.Other or Incoming.CardMenuClicked);
        var text = pack.Messages.Say(person is null ? ChannelMessages.UnknownPerson : ChannelMessages.NotActive, ("userid", incoming.UserId));
        PassiveReply reply = isTalking && mayBePassive && incoming is not Incoming.CardClicked ? new PassiveReply.Text(text) : new PassiveReply.None();
        await Inbox.Complete(tx, id, Store(reply));
        return new Answered(id, reply, false);
    }

    private static Input? Read(Incoming incoming) => incoming switch
    {
        Incoming.Text text => new Input.Said(text.Content),
        Incoming.CardClicked click => PromptCard.Read(click),
        Incoming.MenuClicked menu => new Input.Commanded(menu.EventKey),
        Incoming.Image image => new Input.Sent("image", image.MediaId),
        Incoming.Voice voice => new Input.Sent("voice", voice.MediaId),
        Incoming.Video video => new Input.Sent("video", video.MediaId),
        Incoming.Location => new Input.Sent("location", ""),
        Incoming.Link => new Input.Sent("link", ""),
        Incoming.Subscribed => new Input.Joined(),
        Incoming.Entered => new Input.Entered(),
        _ => null,
    };

    private Store.Outgoing Row(string userid, WeCom.Outgoing message) => message switch
    {
        WeCom.Outgoing.Text text => new(userid, OutboxKind.Text, text.Content, time.GetUtcNow()),
        WeCom.Outgoing.Card card => OutboxCards.Row(userid, card.Content, time.GetUtcNow()),
        _ => throw new NotSupportedException(message.GetType().Name),
    };

    private static string Store(PassiveReply reply) => reply is PassiveReply.None ? "" : JsonSerializer.Serialize(reply, WireJson.Options);

    private static PassiveReply Stored(string? reply) => string.IsNullOrEmpty(reply)
        ? new PassiveReply.None()
        : JsonSerializer.Deserialize<PassiveReply>(reply, WireJson.Options) ?? new PassiveReply.None();
}

/// <param name="Inbox">The inbox row, for noting that its reply was taken.</param>
/// <param name="Waits">The input is kept and will be run after older ones of the same person.</param>
/// <param name="Queued">Something is in the outbox now.</param>
/// <param name="Ordered">A ledger is to be made.</param>
public sealed record Answered(long Inbox, PassiveReply Reply, bool Waits, bool Queued = false, bool Ordered = false);
