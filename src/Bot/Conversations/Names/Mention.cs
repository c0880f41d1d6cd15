namespace Bot.Conversations.Names;

/// <summary>One part of a message that is about several households.</summary>
/// <param name="Typed">The household as it was written.</param>
/// <param name="Text">What was said of it, as it was written, without the marks around it; "" where nothing was.</param>
public abstract record Mention(string Typed, string Text)
{
    /// <summary>One of mine; where <see cref="NameMatches.Sure"/> is null, ask: one to confirm or several to choose from.</summary>
    public sealed record Mine(string Typed, NameMatches Who, string Text) : Mention(Typed, Text);

    /// <summary>It is written like a household, but none of mine is called anything like it.</summary>
    public sealed record Unknown(string Typed, string Text) : Mention(Typed, Text);

    /// <summary>其他几户: all that the message does not name.</summary>
    public sealed record Rest(string Typed, string Text) : Mention(Typed, Text);

    /// <summary>Said before any household was named, so it belongs to none.</summary>
    public sealed record Loose(string Text) : Mention("", Text);
}
