namespace Store;

public enum OutboxState { Pending, Sent, Undeliverable, Unknown }

/// <summary>A message to be sent.</summary>
/// <param name="Userid">In lower case; <see cref="OutboxKind.Robot"/> for the group robot.</param>
/// <param name="Kind">The WeCom message type: <c>text</c>, <c>template_card</c> …</param>
/// <param name="Payload">JSON, as the pump's client wants it.</param>
/// <param name="DedupKey">The same message under the same key is added once; null = always added.</param>
/// <param name="TaskId">The card's task id, by which a click finds it.</param>
/// <param name="ResponseCode">What an update of a clicked card is sent with.</param>
/// <param name="Asked">Somebody waits for it: it goes out at night and on the hour too.</param>
public sealed record Outgoing(
    string Userid,
    string Kind,
    string Payload,
    DateTimeOffset NotBefore,
    string? DedupKey = null,
    string? TaskId = null,
    string? ResponseCode = null,
    bool Asked = false);

/// <summary>A message and what became of it.</summary>
/// <param name="Attempts">How often it was claimed for sending.</param>
/// <param name="Msgid">WeCom's id, by which a message can be recalled.</param>
/// <param name="CallId">Those that one call carries; "" for a call of its own.</param>
/// <param name="CalledAt">Since when it may be on its way, while that is not known; null otherwise.</param>
/// <param name="Guarded">WeCom's check for duplicates keeps a repetition from arriving twice.</param>
/// <param name="PartsSent">Of a text too long for one message: how many parts are there already.</param>
public sealed record OutboxRow(
    long Id,
    string Userid,
    string Kind,
    string Payload,
    DateTimeOffset NotBefore,
    OutboxState State,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    string? Error,
    string? Msgid,
    string? TaskId,
    string? ResponseCode,
    string? DedupKey,
    bool Asked,
    string CallId,
    DateTimeOffset? CalledAt,
    bool Guarded,
    int PartsSent,
    string Reason);

/// <summary>Why a message did not arrive, as kept; what people read of it is in prompts.</summary>
public static class OutboxReason
{
    /// <summary>Left, or outside the app's visible scope (invaliduser).</summary>
    public const string Invalid = "invalid";
    public const string Unlicensed = "unlicensed";
    /// <summary>WeCom refuses what was sent: our fault.</summary>
    public const string Refused = "refused";
    public const string GaveUp = "gave_up";
    /// <summary>Its answer was lost: it may have arrived.</summary>
    public const string Unknown = "unknown";
    /// <summary>It held an ID or phone number, and was for a group.</summary>
    public const string Personal = "personal";
}

/// <summary>What did not reach one person, put together.</summary>
/// <param name="Name">As in the roster; the userid where nobody is.</param>
/// <param name="Last">When the newest of them was written.</param>
public sealed record NotReached(string Userid, string Name, string UnitName, string Reason, int Messages, DateTimeOffset Last);

/// <summary>When somebody was sent something.</summary>
/// <param name="Messages">How many messages it was on the phone.</param>
public sealed record SentTo(string Userid, DateTimeOffset SentAt, int Messages);
