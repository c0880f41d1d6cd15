namespace Store;

public enum OutboxState { Pending, Sent, Undeliverable, Unknown }

/// <summary>A message to be sent.</summary>
/// <param name="Kind">The WeCom message type: <c>text</c>, <c>template_card</c> …</param>
/// <param name="Payload">JSON, as the pump's client wants it.</param>
/// <param name="DedupKey">The same message under the same key is added once; null = always added.</param>
/// <param name="TaskId">The card's task id, by which a click finds it.</param>
/// <param name="ResponseCode">What an update of a clicked card is sent with.</param>
public sealed record Outgoing(
    string Userid,
    string Kind,
    string Payload,
    DateTimeOffset NotBefore,
    string? DedupKey = null,
    string? TaskId = null,
    string? ResponseCode = null);

/// <summary>A message and what became of it.</summary>
/// <param name="Attempts">How often it was claimed for sending.</param>
/// <param name="Msgid">WeCom's id, by which a message can be recalled.</param>
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
    string? DedupKey);
