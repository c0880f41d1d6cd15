using Bot.Conversations;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>One input of one person inside a transaction: advance, look up what is missing, carry out what happened, keep the session.</summary>
public sealed class Exchange(Pack pack)
{
    private const int MostLookups = 8;

    private readonly Engine engine = new(pack);

    /// <param name="stored">The session as it was kept; null for somebody new.</param>
    public async Task<(Session Session, IReadOnlyList<TurnEvent> Events)> Run(Tx tx, Person person, string? stored, Input input, DateTimeOffset now)
    {
        var speaker = Speakers.Of(person, pack.Roles);
        var lookups = new Lookups(tx, person, pack);
        var session = Session.FromJson(stored);
        var events = new List<TurnEvent>();
        for (var round = 0; ; round++)
        {
            var turn = engine.Advance(session, speaker, input, now);
            session = turn.Session;
            events.AddRange(turn.Events);
            if (turn.Lookup is not { } lookup)
                break;
            if (round == MostLookups)
                throw new InvalidOperationException($"the conversation asked for more than {MostLookups} lookups in one turn: {lookup}");
            input = new Input.LookedUp(lookup, await lookups.Find(lookup));
        }
        foreach (var happened in events)
            await Effects.Carry(tx, happened, person, pack, now);
        return (session, events);
    }
}
