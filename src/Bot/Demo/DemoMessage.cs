using System.Text.Json;

namespace Bot.Demo;

/// <param name="Department">Its id in the address book; 1 is the root.</param>
public sealed record DemoMember(string UserId, string Name, int Department = 1, string Position = "")
{
    /// <summary>Where they work, in words.</summary>
    public string Unit { get; init; } = "";
}

/// <summary>One thing on a member's phone.</summary>
/// <param name="Id">Rising over all members.</param>
/// <param name="Kind">text, card, file, textcard, markdown, image, voice, video, location.</param>
/// <param name="Card">The card's JSON as sent. A changed card is a further message with the same task id.</param>
public sealed record DemoMessage(
    long Id, DateTimeOffset At, string Kind, string? Text = null, JsonElement? Card = null, DemoFile? File = null, string? TaskId = null);

/// <param name="Url">Path on this server where the phone gets it, without a token.</param>
public sealed record DemoFile(string Name, string MediaId, long Size, string Url);

/// <summary>A line of the chat as its member sees it, their own included.</summary>
public sealed record DemoLine(DemoMessage Message, bool FromMember);

/// <summary>What came of something a person did on the phone.</summary>
/// <param name="Delivered">The bot acknowledged it.</param>
/// <param name="Attempts">0 when the phone did not let them do it.</param>
/// <param name="Problem">Why it was not delivered, or what was wrong with the bot's answer.</param>
public sealed record DemoDelivery(bool Delivered, int Attempts, string? Problem = null)
{
    internal static DemoDelivery Impossible(string problem) => new(false, 0, problem);
}

/// <summary>Something the real WeCom would have swallowed in silence.</summary>
public sealed record DemoError(DateTimeOffset At, string UserId, string What);
