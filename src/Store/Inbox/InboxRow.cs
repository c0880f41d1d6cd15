using System.Text.Json;

namespace Store;

public enum InboxState { Pending, Done, Parked }

/// <summary>One message as it was accepted.</summary>
/// <param name="DedupKey">What a repeated delivery has in common with the first: MsgId, or sender, time and event.</param>
/// <param name="Payload">The decrypted XML.</param>
/// <param name="Reply">The passive reply; null until there is one, "" for an empty answer.</param>
public sealed record InboxRow(
    long Id,
    string DedupKey,
    string Userid,
    DateTimeOffset ReceivedAt,
    Sealed Payload,
    InboxState State,
    string? Reply,
    string? Error,
    int Attempts);

/// <summary>What a message is known by before anything is looked up.</summary>
/// <param name="Userid">In lower case.</param>
public readonly record struct IncomingKey(string DedupKey, string Userid);

/// <summary>A message that was delivered before, and what it has come to.</summary>
public sealed record KeptMessage(long Id, string DedupKey, InboxState State, string? Reply);

/// <summary>Where somebody stands when a message of theirs comes in.</summary>
/// <param name="Seen">Null for a message that is new.</param>
/// <param name="OlderPending">Something the person sent earlier has not been answered yet and must be first.</param>
/// <param name="Person">Null for somebody not in the address book.</param>
public sealed record Standing(KeptMessage? Seen, bool OlderPending, Person? Person, StoredSession? Session);

/// <summary>A message and what it came to.</summary>
/// <param name="Reply">The passive reply, "" for an empty answer.</param>
/// <param name="Before">The session's version that the turn began with; 0 where there was none.</param>
/// <param name="After">The session it ends with; null where the message was no turn of a conversation.</param>
public sealed record Finished(
    string DedupKey, string Userid, Sealed Payload, DateTimeOffset At, string Reply, long Before = 0, string? After = null)
{
    /// <summary>"" where the person was looked up for this turn. Else they must still have this role and unit, and nothing pending.</summary>
    public string Role { get; init; } = "";

    /// <summary>The path of the unit.</summary>
    public string Area { get; init; } = "";

    /// <summary>1 where there is a reply for WeCom to take; 0 for an empty answer.</summary>
    public int HasReply => Reply.Length > 0 ? 1 : 0;
}

/// <summary>A pending message whose turn it is, with what the turn needs.</summary>
public sealed record NextInput(InboxRow Row, string Payload, Person? Person, StoredSession? Session);

/// <summary>Replies that went out of one commit and that no response has taken yet.</summary>
/// <param name="Keys">The dedup keys of their messages, as a JSON array.</param>
internal sealed record UntakenReplies(string FirstKey, DateTimeOffset ReceivedAt, string Keys)
{
    public string[] All { get; } = JsonSerializer.Deserialize<string[]>(Keys) ?? [];
}
