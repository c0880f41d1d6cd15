using Bot.Conversations;
using Bot.Forms;
using Store;
using Store.Packs;
using Table = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, string>>;

namespace Bot.Turns;

/// <summary>
/// A conversation as it lies in the store: the personal numbers in its drafts are sealed there, and plain to the engine. A session
/// without any, which is nearly every one, costs one look over its text.
/// </summary>
public static class SealedSession
{
    /// <exception cref="System.Text.Json.JsonException">The text is no session.</exception>
    /// <inheritdoc cref="SealedText.Open"/>
    public static Session Read(string? stored, FieldCipher cipher)
    {
        var session = Session.FromJson(stored);
        return stored?.Contains(SealedText.Mark, StringComparison.Ordinal) is true
            ? Over(session, draft => Over(draft, (_, value) => SealedText.Open(cipher, value)))
            : session;
    }

    public static string Write(Session session, Pack pack, FieldCipher cipher)
    {
        var plain = session.ToJson();
        if (!SealedText.Holds(plain) && !Drafts(session).Any(draft => pack.Form(draft.Form)?.HasMasks is true))
            return plain;
        return Over(session, draft =>
        {
            var form = pack.Form(draft.Form);
            return Over(draft, (path, value) => value.Length > 0 && (form?.MaskAt(path) is not null || SealedText.Needs(value)) ? SealedText.Seal(cipher, value) : value);
        }).ToJson();
    }

    private static IEnumerable<Draft> Drafts(Session session) =>
        Scene.Drafting(session.Activity) is { } current ? session.Drafts.Append(current) : session.Drafts;

    private static Session Over(Session session, Func<Draft, Draft> each) => session with
    {
        Activity = Over(session.Activity, each),
        Drafts = [.. session.Drafts.Select(each)],
    };

    private static Activity? Over(Activity? activity, Func<Draft, Draft> each) => activity switch
    {
        Activity.Offering offering => offering with { Draft = each(offering.Draft) },
        Activity.Differing differing => differing with { Draft = each(differing.Draft) },
        Activity.Asking asking => asking with { Draft = each(asking.Draft) },
        Activity.Reviewing reviewing => reviewing with { Draft = each(reviewing.Draft) },
        Activity.Voiding voiding => voiding with { Before = each(voiding.Before), After = each(voiding.After) },
        Activity.Matching matching => matching with { Draft = each(matching.Draft) },
        Activity.Aiming aiming => aiming with { Draft = each(aiming.Draft) },
        Activity.Reasoning reasoning => reasoning with { Draft = each(reasoning.Draft) },
        Activity.Cancelling cancelling => cancelling with { Was = Over(cancelling.Was, each)! },
        _ => activity,
    };

    /// <param name="each">From a path (or a column of a table) and the value there to the value that is to stand there.</param>
    private static Draft Over(Draft draft, Func<string, string, string> each) => draft with
    {
        Answers = Over(draft.Answers, each),
        Previous = Over(draft.Previous, each),
        Handed = Over(draft.Handed, each),
        Data = draft.Data.ToDictionary(table => table.Key, table => Over(table.Value, each)),
        SubjectName = each("", draft.SubjectName),
        Says = each("", draft.Says),
    };

    private static Table Over(Table rows, Func<string, string, string> each) => [.. rows.Select(row => Over(row, each))];

    private static IReadOnlyDictionary<string, string> Over(IReadOnlyDictionary<string, string> values, Func<string, string, string> each) =>
        values.ToDictionary(entry => entry.Key, entry => each(entry.Key, entry.Value));
}
