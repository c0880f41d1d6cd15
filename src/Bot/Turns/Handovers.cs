using Bot.Conversations;
using Bot.Conversations.Coverage;
using Bot.Forms;
using Bot.Turns.Errands;
using Store;
using Store.Packs;
using Store.Rosters;

namespace Bot.Turns;

/// <summary>
/// What goes along when households pass to somebody else: what is still to be done for them, what is half filled in, and a word to
/// both. What was handed in stays under the name of whoever did it.
/// </summary>
public static class Handovers
{
    /// <param name="who">By whom, as people are told.</param>
    public static async Task Carry(Tx tx, Pack pack, IReadOnlyList<RosterHandover> handovers, string who, DateTimeOffset now)
    {
        foreach (var to in handovers.GroupBy(handover => handover.To))
            await Occurrences.Pass(tx, [.. to.Select(handover => handover.Household)], to.Key);
        foreach (var pair in handovers.GroupBy(handover => (handover.From, handover.To)))
        {
            var from = pair.Key.From.Length > 0 ? await People.Find(tx, pair.Key.From) : null;
            var to = pair.Key.To.Length > 0 ? await People.Find(tx, pair.Key.To) : null;
            var begun = from is null ? 0 : await PassDrafts(tx, pack, from, to, [.. pair.Select(handover => handover.Household)], now);
            await Tell(tx, pack, [.. pair], from, to, begun, who, now);
        }
    }

    // A form begun by one is finished by the other; of two that were begun the newcomer's own stays.
    private static async Task<int> PassDrafts(Tx tx, Pack pack, Person from, Person? to, HashSet<string> households, DateTimeOffset now)
    {
        if (await Sessions.Load(tx, from.Userid) is not { } stored)
            return 0;
        var session = SealedSession.Read(stored.State, tx.Cipher);
        var current = Scene.Drafting(session.Activity) is { } filling && Passes(filling) ? filling : null;
        var passed = session.Drafts.Where(Passes).Concat(current is null ? [] : [current]).ToList();
        if (passed.Count == 0)
            return 0;
        await Sessions.Save(tx, from.Userid, SealedSession.Write(session with
        {
            Activity = current is null ? session.Activity : null,
            Drafts = [.. session.Drafts.Where(draft => !Passes(draft))],
        }, pack, tx.Cipher), now);
        if (to is null)
            return 0;
        var theirs = SealedSession.Read((await Sessions.Load(tx, to.Userid))?.State, tx.Cipher);
        var own = theirs.Drafts.Concat(Scene.Drafting(theirs.Activity) is { } busy ? [busy] : []).Select(Key).ToHashSet();
        var added = new List<Draft>();
        foreach (var draft in passed.Where(draft => !own.Contains(Key(draft))))
            added.Add(draft with { Data = await DataFor(tx, pack, to, draft) });
        await Sessions.Save(tx, to.Userid, SealedSession.Write(theirs with { Drafts = [.. theirs.Drafts, .. added] }, pack, tx.Cipher), now);
        return added.Count;

        // A second look belongs to whoever was drawn for it, a correction to whoever made the mistake.
        bool Passes(Draft draft) => households.Contains(draft.Subject) && draft.Replaces is null && !RecheckRecords.IsOne(draft);
    }

    private static (string, string, string, string) Key(Draft draft) => (draft.Form, draft.Subject, draft.Period, draft.Origin);

    // A form that asks who fills it in means the newcomer now.
    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>> DataFor(Tx tx, Pack pack, Person to, Draft draft)
    {
        if (!draft.Data.ContainsKey("person") || pack.Form(draft.Form, draft.Version) is not { } form || await Households.Open(tx, Scope.Everything, draft.Subject) is not { } opened)
            return draft.Data;
        return new Records(tx, to, pack).Of(opened, form);
    }

    private static async Task Tell(Tx tx, Pack pack, IReadOnlyList<RosterHandover> passed, Person? from, Person? to, int begun, string who, DateTimeOffset now)
    {
        var names = string.Join(pack.Messages.Say(Texts.Comma), passed.Select(handover => handover.Head));
        if (from is { Active: true })
            await ErrandEffects.Tell(tx, [from.Userid], to is null
                ? pack.Messages.Say(CoverageTexts.ToldAway, ("names", names), ("who", who))
                : pack.Messages.Say(CoverageTexts.ToldGiven, ("names", names), ("to", to.Name), ("who", who)), now);
        if (to is not { Active: true })
            return;
        var told = from is null
            ? pack.Messages.Say(CoverageTexts.ToldNew, ("names", names), ("who", who))
            : pack.Messages.Say(CoverageTexts.ToldTaken, ("names", names), ("from", from.Name), ("who", who));
        await ErrandEffects.Tell(tx, [to.Userid], begun > 0 ? told + '\n' + pack.Messages.Say(CoverageTexts.ToldBegun, ("count", begun), ("from", from!.Name)) : told, now);
    }
}
