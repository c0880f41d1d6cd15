using System.Collections.Concurrent;
using Bot.Conversations;

namespace Bot.Turns;

/// <summary>The sessions of those who wrote last, so that a stored one need not be read again. What the store says counts.</summary>
internal sealed class KnownSessions
{
    // Some ten kilobytes each; whoever is not among them is read as before.
    private const int MostKept = 2000;

    private readonly ConcurrentDictionary<string, (string Stored, Session Session)> known = new(StringComparer.Ordinal);

    public Session Read(string userid, string? stored) =>
        known.TryGetValue(userid, out var last) && last.Stored == stored ? last.Session : Session.FromJson(stored);

    public void Keep(string userid, string stored, Session session)
    {
        if (known.Count >= MostKept)
            known.Clear();
        known[userid] = (stored, session);
    }
}
