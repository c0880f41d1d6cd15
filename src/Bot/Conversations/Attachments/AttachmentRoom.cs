using Bot.Conversations.Errands;

namespace Bot.Conversations.Attachments;

/// <summary>照片: what was sent while no form was open finds the household or problem that it belongs to. Nothing is ever thrown away.</summary>
internal sealed class AttachmentRoom : IErrandRoom
{
    private const int MostPlaces = 8;
    // A session is read and written at every turn: what is beyond waits in the store for the next 照片.
    private const int MostTogether = 50;
    private const string Leave = "leave";

    /// <summary>Something came that nothing asked for.</summary>
    public static void Received(Scene scene, Input.Sent sent) =>
        Look(scene, new AttachmentErrand([new Attachment(sent.Reference, sent.Kind, Clock(scene))], [], []));

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "attachments")
            return false;
        scene.Park();
        Look(scene, null);
        return true;
    }

    public bool Owns(Errand errand) => errand is AttachmentErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (lookup is not AttachmentLookup asked || found is not AttachmentsFound answer)
            return false;
        if (asked.About is null)
            List(scene, answer);
        else if (asked.Name.Length > 0)
            Named(scene, asked.About, asked.Name, answer);
        else if (answer.Just is { } just)
        {
            scene.Do(new TurnEvent.Ran(new AttachmentsPlaced(ReferencesOf(asked.About), just.Id)));
            scene.Say(AttachmentTexts.Just, ("place", just.Text));
            if (scene.Session.Activity is not (null or Activity.Choosing))
                Engine.Show(scene);
        }
        else if (scene.Session.Activity is not (null or Activity.Choosing))
        {
            scene.Say(AttachmentTexts.PutAside);
            Engine.Show(scene);
        }
        else
            Ask(scene, asked.About, answer.Today);
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
            Put(scene, at, place);
        else
            ErrandRooms.Ask(scene, at);
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (AttachmentErrand)errand;
        Look(scene, at, text);
    }

    // The card that asks is still on the phone and now speaks of one more.
    public bool Sent(Scene scene, Errand errand, Input.Sent sent)
    {
        var at = (AttachmentErrand)errand;
        if (IsListed(at) || !Photos.IsEvidence(sent.Kind))
            return false;
        if (at.Asked.Count >= MostTogether)
        {
            scene.Say(AttachmentTexts.TooMany, ("count", at.Asked.Count));
            return true;
        }
        at = at with { Asked = [.. at.Asked, new Attachment(sent.Reference, sent.Kind, Clock(scene))] };
        scene.Session = scene.Session with { Activity = new Activity.OnErrand(at) };
        scene.Say(AttachmentTexts.OneMore, ("count", at.Asked.Count));
        return true;
    }

    // What was said of a list is about what came earlier; what just came has no other asking beside it.
    private static bool IsListed(AttachmentErrand at) => at.Listed || at.Asked[0].Place.Length > 0;

    private static void Look(Scene scene, AttachmentErrand? about, string name = "") =>
        scene.Look(new Lookup.ForErrand(new AttachmentLookup(scene.Now, name) { About = about, Drafts = [.. scene.Session.Drafts.Select(IdOf)] }));

    private static string IdOf(Forms.Draft draft) => $"{draft.Form}|{draft.Subject}";

    private static IReadOnlyList<string> ReferencesOf(AttachmentErrand about) => [.. about.Asked.Select(each => each.Reference)];

    private static void List(Scene scene, AttachmentsFound found)
    {
        if (found.Loose.Count > 0)
            Ask(scene, new AttachmentErrand([found.Loose[0]], [], [.. found.Loose.Skip(1).Take(MostTogether)], Listed: true), found.Today);
        else if (found.Placed.Count > 0)
            Ask(scene, new AttachmentErrand([found.Placed[0]], [], []), found.Today);
        else
            scene.Say(AttachmentTexts.None);
    }

    private static void Ask(Scene scene, AttachmentErrand about, IReadOnlyList<AttachmentPlace> today)
    {
        var drafts = scene.Session.Drafts.Select(draft => new AttachmentPlace($"draft:{IdOf(draft)}", scene.Title(draft)));
        ErrandRooms.Ask(scene, about with { Places = [.. today.Concat(drafts).Take(MostPlaces)] });
    }

    private static void Named(Scene scene, AttachmentErrand about, string name, AttachmentsFound found)
    {
        if (found.Named is [var only])
        {
            Put(scene, about with { Places = found.Today }, only);
            return;
        }
        if (found.Named.Count == 0)
            scene.Say(AttachmentTexts.Unknown, ("typed", name));
        Ask(scene, about, found.Named.Count > 0 ? found.Named : found.Today);
    }

    private static void Put(Scene scene, AttachmentErrand about, AttachmentPlace place)
    {
        scene.Do(new TurnEvent.Ran(new AttachmentsPlaced(ReferencesOf(about), place.Id)));
        scene.Idle();
        scene.Say(AttachmentTexts.Placed, ("place", place.Text));
        if (about.Rest is [var next, ..])
            ErrandRooms.Ask(scene, about with { Asked = [next], Rest = [.. about.Rest.Skip(1)] });
    }

    private static string Clock(Scene scene) => scene.Now.ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture);
}
