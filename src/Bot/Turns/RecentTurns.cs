using Bot.Conversations;
using Bot.WeCom;
using Microsoft.Extensions.Caching.Memory;
using Store;

namespace Bot.Turns;

/// <summary>
/// Where people stood after their last turn in this process, so that the next one begins without a trip to the store. The commit
/// proves that they still stand there (see <see cref="Turned.Remembered"/>); where they do not, the turn is worked out again from what is stored.
/// </summary>
internal sealed class RecentTurns : IDisposable
{
    // A session is a few kilobytes.
    private const int Most = 2000;

    private static readonly MemoryCacheEntryOptions Kept = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) };

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Null where the store has to be asked: nothing is remembered, or this may be a delivery of the last message again.</summary>
    public Standpoint? Of(Incoming incoming) =>
        kept.TryGetValue(incoming.UserId, out Recent? recent) && recent!.Message != incoming.DedupKey ? recent.At : null;

    /// <summary>After the commit of a turn that moved a conversation on.</summary>
    public void Keep(Turned turn)
    {
        if (turn is not { Person: { } person, Session: { } session })
            return;
        kept.Set(person.Userid, new Recent(turn.Incoming.DedupKey, new Standpoint(person, session, turn.Before + 1)), Kept);
    }

    public void Forget(string userid) => kept.Remove(userid);

    public void Dispose() => kept.Dispose();

    private sealed record Recent(string Message, Standpoint At);
}

/// <summary>From where a turn is worked out.</summary>
/// <param name="Person">Null for somebody who is not in the address book.</param>
/// <param name="Version">Of the stored session; 0 for none.</param>
internal sealed record Standpoint(Person? Person, Session Session, long Version);
