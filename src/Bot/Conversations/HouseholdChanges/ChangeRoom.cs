using System.Globalization;
using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.HouseholdChanges;

/// <summary>核实: whoever is above the reporter confirms a change, and the roster follows, or says what is wrong with it; from the list, or by the buttons under the message.</summary>
internal sealed class ChangeRoom : IErrandRoom
{
    /// <summary>The word, in messages/words.yaml and on buttons.</summary>
    public const string Word = "changes";

    private const string Yes = "yes";
    private const string No = "no";
    private const int ShortestComment = 4;

    /// <summary>What a button under a message is about.</summary>
    public static string About(long id, bool confirmed) => $"{(confirmed ? Yes : No)}-{id}";

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != Word)
            return false;
        var (decision, id) = rest.Split('-') is [var what, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var tapped) ? (what, tapped) : ("", 0);
        scene.Look(new Lookup.ForErrand(new ChangesLookup(id, decision == Yes, ChinaTime.DayOf(scene.Now))));
        return true;
    }

    public bool Owns(Errand errand) => errand is ChangeErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not ChangesFound { Waiting: var waiting } changes || lookup is not ChangesLookup wanted)
            return false;
        if (wanted.Id > 0)
            Tapped(scene, wanted, waiting);
        else if (waiting.Count > 0)
        {
            scene.Park();
            ErrandRooms.Ask(scene, new ChangeErrand(waiting, waiting.Count == 1 ? waiting[0].Id : 0));
        }
        else
        {
            if (changes.Own.Count > 0)
                scene.Say(ChangeTexts.Own, ("count", changes.Own.Count), ("households", string.Join(scene.Text(Texts.Comma), changes.Own)));
            else
                scene.Say(scene.Speaker.SeesOnlyOwn ? ChangeTexts.OwnNone : ChangeTexts.None);
            Engine.Show(scene);
        }
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (ChangeErrand)errand;
        if (Reading(at) is not { } change)
            return new Prompt
            {
                Title = scene.Text(ChangeTexts.Desk, ("count", at.Waiting.Count)),
                Options = [.. at.Waiting.Select(each => new Option($"{each.Id}", scene.Text(ChangeTexts.DeskLine,
                    ("household", each.Household), ("village", each.Village), ("reporter", each.Reporter))))],
                Hint = scene.Text(ErrandTexts.HintPick),
            };
        if (at.Returning)
            return new Prompt
            {
                Title = scene.Text(ChangeTexts.AskWhy, ("household", change.Household), ("reporter", change.Reporter)),
                Hint = scene.Text(ChangeTexts.HintWhy),
                Unnumbered = true,
            };
        return new Prompt
        {
            Title = scene.Text(ChangeTexts.Title, ("village", change.Village), ("household", change.Household), ("reporter", change.Reporter)),
            Body = string.Join('\n', change.Lines),
            Options = [new Option(Yes, scene.Text(change.ChangesRoster ? ChangeTexts.Yes : ChangeTexts.YesNoted)), new Option(No, scene.Text(ChangeTexts.No))],
            Hint = scene.Text(ErrandTexts.HintPick),
            Actions = at.Waiting.Count > 1 ? [new Option("@back", scene.Text(ErrandTexts.Back))] : [],
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (ChangeErrand)errand;
        if (Reading(at) is null)
            ErrandRooms.Ask(scene, at.Waiting.Any(change => $"{change.Id}" == option) ? at with { Reading = long.Parse(option, CultureInfo.InvariantCulture) } : at);
        else if (option == Yes)
            Decide(scene, at, confirmed: true, "");
        else
            ErrandRooms.Ask(scene, at with { Returning = true });
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (ChangeErrand)errand;
        if (at.Returning && text.Length >= ShortestComment)
            Decide(scene, at, confirmed: false, PersonalNumbers.Mask(text));
        else
            ErrandRooms.NotUnderstood(scene, at, text);
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (ChangeErrand)errand;
        if (!at.Returning && (Reading(at) is null || at.Waiting.Count == 1))
            return false;
        ErrandRooms.Ask(scene, at.Returning ? at with { Returning = false } : at with { Reading = 0 });
        return true;
    }

    // One tap on the message itself: confirmed at once, or what is wrong with it is asked.
    private static void Tapped(Scene scene, ChangesLookup wanted, IReadOnlyList<ChangeView> waiting)
    {
        if (waiting.Count == 0)
            scene.Stamp(ChangeTexts.StampDecided);
        else if (wanted.Confirmed)
        {
            scene.Do(new TurnEvent.Ran(new ChangeDecided(wanted.Id, Confirmed: true, "")));
            scene.Stamp(waiting[0].ChangesRoster ? ChangeTexts.StampTaken : ChangeTexts.StampNoted);
        }
        else
        {
            scene.Park();
            ErrandRooms.Ask(scene, new ChangeErrand(waiting, wanted.Id, Returning: true));
        }
    }

    // Whoever has more of them goes on with the next.
    private static void Decide(Scene scene, ChangeErrand at, bool confirmed, string comment)
    {
        var change = Reading(at)!;
        scene.Do(new TurnEvent.Ran(new ChangeDecided(change.Id, confirmed, comment)));
        scene.Idle();
        scene.Say(!confirmed ? ChangeTexts.Returned : change.ChangesRoster ? ChangeTexts.Taken : ChangeTexts.Noted, ("household", change.Household), ("reporter", change.Reporter));
        if (at.Waiting.Where(other => other.Id != change.Id).ToList() is { Count: > 0 } rest)
            ErrandRooms.Ask(scene, new ChangeErrand(rest, rest.Count == 1 ? rest[0].Id : 0));
    }

    private static ChangeView? Reading(ChangeErrand at) => at.Waiting.FirstOrDefault(change => change.Id == at.Reading);
}
