using System.Text.Json;
using Bot.Conversations;
using Bot.WeCom;
using Store;

namespace Bot.Turns;

/// <summary>A turn that has been worked out and has not happened yet.</summary>
/// <param name="Person">Null for somebody who is not in the address book.</param>
/// <param name="Before">The version of the session it was worked out from; 0 for none.</param>
/// <param name="After">The session to be stored; null where the message was no turn of a conversation.</param>
internal sealed record Turned(Incoming Incoming, DateTimeOffset At, PassiveReply Reply, Person? Person, long Before, string? After = null)
{
    /// <summary>What <see cref="After"/> was written from.</summary>
    public Session? Session { get; init; }

    public IReadOnlyList<TurnEvent> Events { get; init; } = [];

    /// <summary>What is being filled after the turn.</summary>
    public Forms.Draft? Draft => Session?.Drafting;

    /// <summary>What leaves through the outbox.</summary>
    public IReadOnlyList<Store.Outgoing> Queue { get; init; } = [];

    /// <summary>The message as it is kept; null where it is kept already.</summary>
    public Sealed? Payload { get; init; }

    /// <summary>Who spoke, and where the conversation stood, was not looked up for this turn: the commit has to prove it.</summary>
    public bool Remembered { get; init; }

    public string StoredReply => Reply is PassiveReply.None ? "" : JsonSerializer.Serialize(Reply, WireJson.Options);

    public Finished Finished => new(Incoming.DedupKey, Incoming.UserId, Payload!, At, StoredReply, Before, After)
    {
        Role = Remembered ? Person!.Role : "",
        Area = Remembered ? Person!.UnitPath : "",
    };

    public Answered Answered => new(Reply, Waits: false, Queue.Count > 0, Events.Any(happened => happened is TurnEvent.LedgerOrdered));
}
