namespace Store;

public enum InboxState { Pending, Done, Parked }

/// <summary>One message as it was accepted.</summary>
/// <param name="DedupKey">What a repeated delivery has in common with the first: MsgId, or sender, time and event.</param>
/// <param name="Payload">The decrypted XML.</param>
/// <param name="Reply">The passive reply; null until there is one, "" for an empty answer.</param>
/// <param name="ReplyTakenAt">When the reply was written to a response; null while it still has to reach the person.</param>
public sealed record InboxRow(
    long Id,
    string DedupKey,
    string Userid,
    DateTimeOffset ReceivedAt,
    Sealed Payload,
    InboxState State,
    string? Reply,
    DateTimeOffset? ReplyTakenAt,
    string? Error,
    int Attempts);

/// <summary>What became of a delivery, with everything a turn needs if it may run now.</summary>
/// <param name="IsNew">False for a repeated delivery; then State and Reply say what the first one came to.</param>
/// <param name="IsFree">Nobody else is running a turn of this person; this transaction now holds their lock.</param>
/// <param name="OlderPending">Something the person sent earlier has not been answered yet and must be first.</param>
/// <param name="Person">Null for somebody not in the address book.</param>
public sealed record Accepted(
    long Id,
    bool IsNew,
    bool IsFree,
    bool OlderPending,
    InboxState State,
    string? Reply,
    Person? Person,
    StoredSession? Session)
{
    /// <summary>Whether the turn may run in this transaction.</summary>
    public bool MayRun => IsNew && IsFree && !OlderPending;
}

/// <summary>A pending message whose turn it is, with what the turn needs.</summary>
public sealed record NextInput(InboxRow Row, string Payload, Person? Person, StoredSession? Session);
