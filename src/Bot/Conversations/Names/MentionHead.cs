namespace Bot.Conversations.Names;

/// <summary>Where a message turns to a household.</summary>
/// <param name="Start">Where the part before it ends: at the number or the words that lead up to the name.</param>
/// <param name="Name">Where the name begins.</param>
/// <param name="End">Where what is said of it begins.</param>
/// <param name="Who">Null for one that is not among mine.</param>
/// <param name="IsRest">其他几户.</param>
/// <param name="IsExcepted">除了张三家.</param>
internal sealed record MentionHead(int Start, int Name, int End, string Typed, NameMatches? Who, bool IsRest = false, bool IsExcepted = false);
