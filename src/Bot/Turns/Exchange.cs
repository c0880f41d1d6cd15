using Bot.Conversations;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>One input of one person: advance, look up what is missing until nothing is, carry out what happened.</summary>
public sealed class Exchange(Pack pack)
{
    private const int MostLookups = 8;

    private readonly Engine engine = new(pack);

    /// <summary>All of it inside one transaction.</summary>
    /// <param name="stored">The session as it was kept; null for somebody new.</param>
    /// <param name="written">When the person wrote it; null = now.</param>
    public async Task<(Session Session, IReadOnlyList<TurnEvent> Events)> Run(
        Tx tx, Person person, string? stored, Input input, DateTimeOffset now, DateTimeOffset? written = null)
    {
        var (session, events) = await Advance(
            lookup => new Lookups(tx, person, pack).Find(lookup), person, SealedSession.Read(stored, tx.Cipher), input, now, written);
        await Carry(tx, events, person, now);
        return (session, events);
    }

    /// <summary>What the input comes to; nothing has happened yet.</summary>
    public async Task<(Session Session, IReadOnlyList<TurnEvent> Events)> Advance(
        Func<Lookup, Task<Found>> find, Person person, Session session, Input input, DateTimeOffset now, DateTimeOffset? written = null)
    {
        var speaker = Speakers.Of(person, pack.Roles);
        var events = new List<TurnEvent>();
        for (var round = 0; ; round++)
        {
            var turn = engine.Advance(session, speaker, input, now, written);
            session = turn.Session;
            events.AddRange(turn.Events);
            if (turn.Lookup is not { } lookup)
                break;
            if (round == MostLookups)
                throw new InvalidOperationException($"the conversation asked for more than {MostLookups} lookups in one turn: {lookup}");
            input = new Input.LookedUp(lookup, await find(lookup));
        }
        return (session, [.. events.Select(SaidMasked.Of)]);
    }

    public async Task Carry(Tx tx, IReadOnlyList<TurnEvent> events, Person person, DateTimeOffset now)
    {
        foreach (var happened in events)
            await Effects.Carry(tx, happened, person, pack, now);
    }
}
