using Bot.Conversations.Errands;
using Store.Packs;

namespace Bot.Conversations.Attachments;

/// <summary>照片: what was sent while no form was open finds the household or problem that it belongs to. Nothing is ever thrown away.</summary>
internal sealed class AttachmentRoom : IErrandRoom
{
    private const int MostPlaces = 8;
    private const int MostRest = 50;
    private const string Leave = "leave";

    /// <summary>Something came that nothing asked for.</summary>
    public static void Received(Scene scene, Input.Sent sent) =>
        Look(scene, [new Attachment(sent.Reference, sent.Kind, Clock(scene))], []);

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "attachments")
            return false;
        scene.Park();
        Look(scene, [], []);
        return true;
    }

    public bool Owns(Errand errand) => errand is AttachmentErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (lookup is not AttachmentLookup asked || found is not AttachmentsFound answer)
            return false;
        if (asked.Name.Length > 0)
            Named(scene, asked, answer);
        else if (asked.About.Count > 0 && answer.Just is { } just && asked.Rest.Count == 0)
        {
            scene.Do(new TurnEvent.Ran(new AttachmentsPlaced([.. asked.About.Select(each => each.Reference)], just.Id)));
            scene.Say(AttachmentTexts.Just, ("place", just.Text));
            if (scene.Session.Activity is not (null or Activity.Choosing))
                Engine.Show(scene);
        }
        else if (asked.About.Count > 0 && scene.Session.Activity is not (null or Activity.Choosing))
        {
            scene.Say(AttachmentTexts.PutAside);
            Engine.Show(scene);
        }
        else if (asked.About.Count > 0)
            Ask(scene, asked.About, asked.Rest, answer.Today);
        else if (answer.Loose.Count > 0)
            Ask(scene, [answer.Loose[0]], [.. answer.Loose.Skip(1).Take(MostRest)], answer.Today);
        else if (answer.Placed.Count > 0)
            Ask(scene, [answer.Placed[0]], [], answer.Today);
        else
            scene.Say(AttachmentTexts.None);
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (AttachmentErrand)errand;
        var first = at.Asked[0];
        (string, object?)[] said = [("time", first.At), ("kind", scene.Text(AttachmentTexts.KindOf(first.Kind)))];
        return new Prompt
        {
            Title = first.Place.Length > 0 ? scene.Text(AttachmentTexts.AskAgain, [.. said, ("place", first.Place)])
                : IsListed(at) ? scene.Text(AttachmentTexts.AskOne, [.. said, ("left", at.Rest.Count + 1)])
                : scene.Text(AttachmentTexts.Ask, ("count", at.Asked.Count)),
            Options = [.. at.Places.Select(place => new Option(place.Id, place.Text)), new Option(Leave, scene.Text(AttachmentTexts.Leave))],
            Hint = scene.Text(AttachmentTexts.Hint),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (AttachmentErrand)errand;
        if (option == Leave)
        {
            scene.Idle();
            scene.Say(AttachmentTexts.Left);
        }
        else if (at.Places.FirstOrDefault(place => place.Id == option) is { } place)
            Put(scene, at.Asked, at.Rest, at.Places, place);
        else
            ErrandRooms.Ask(scene, at);
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (AttachmentErrand)errand;
        Look(scene, at.Asked, at.Rest, text);
    }

    // The card that asks is still on the phone and now speaks of one more.
    public bool Sent(Scene scene, Errand errand, Input.Sent sent)
    {
        var at = (AttachmentErrand)errand;
        if (IsListed(at) || !Photos.IsEvidence(sent.Kind))
            return false;
        at = at with { Asked = [.. at.Asked, new Attachment(sent.Reference, sent.Kind, Clock(scene))] };
        scene.Session = scene.Session with { Activity = new Activity.OnErrand(at) };
        scene.Say(AttachmentTexts.OneMore, ("count", at.Asked.Count));
        return true;
    }

    // What was said of a list is about what came earlier; what just came has no other asking beside it.
    private static bool IsListed(AttachmentErrand at) => at.Rest.Count > 0 || at.Asked[0].Place.Length > 0;

    private static void Look(Scene scene, IReadOnlyList<Attachment> about, IReadOnlyList<Attachment> rest, string name = "") =>
        scene.Look(new Lookup.ForErrand(new AttachmentLookup(scene.Now, name) { About = about, Rest = rest, Drafts = [.. scene.Session.Drafts.Select(IdOf)] }));

    private static string IdOf(Forms.Draft draft) => $"{draft.Form}|{draft.Subject}";

    private static void Ask(Scene scene, IReadOnlyList<Attachment> about, IReadOnlyList<Attachment> rest, IReadOnlyList<AttachmentPlace> today)
    {
        var drafts = scene.Session.Drafts.Select(draft => new AttachmentPlace($"draft:{IdOf(draft)}", scene.Title(draft)));
        ErrandRooms.Ask(scene, new AttachmentErrand(about, [.. today.Concat(drafts).Take(MostPlaces)], rest));
    }

    private static void Named(Scene scene, AttachmentLookup asked, AttachmentsFound answer)
    {
        if (answer.Named is [var only])
        {
            Put(scene, asked.About, asked.Rest, answer.Today, only);
            return;
        }
        if (answer.Named.Count == 0)
            scene.Say(AttachmentTexts.Unknown, ("typed", asked.Name));
        Ask(scene, asked.About, asked.Rest, answer.Named.Count > 0 ? answer.Named : answer.Today);
    }

    private static void Put(Scene scene, IReadOnlyList<Attachment> about, IReadOnlyList<Attachment> rest, IReadOnlyList<AttachmentPlace> places, AttachmentPlace place)
    {
        scene.Do(new TurnEvent.Ran(new AttachmentsPlaced([.. about.Select(each => each.Reference)], place.Id)));
        scene.Idle();
        scene.Say(AttachmentTexts.Placed, ("place", place.Text));
        if (rest.Count > 0)
            ErrandRooms.Ask(scene, new AttachmentErrand([rest[0]], places, [.. rest.Skip(1)]));
    }

    private static string Clock(Scene scene) => scene.Now.ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture);
}
