using System.Globalization;
using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.HandIns;

/// <summary>报材料: a unit says what it has handed in. What belongs together is taken together or not at all.</summary>
internal sealed class HandInRoom : IErrandRoom
{
    private const string Yes = "together";
    private const string No = "not-yet";
    private const string Excuse = "excuse";
    private const int ShortestReason = 4;

    private static readonly char[] Between = [' ', '、', '，', ',', '和', '　'];

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "hand_in")
            return false;
        scene.Park();
        scene.Look(new Lookup.ForErrand(new HandInLookup(scene.Now)));
        return true;
    }

    public bool Owns(Errand errand) => errand is HandInErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not HandInFound { Lines: var lines })
            return false;
        if (lines.Count > 0)
            ErrandRooms.Ask(scene, new HandInErrand(lines, null));
        else
            scene.Say(HandInTexts.None, ("unit", scene.Speaker.Unit));
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand) => (HandInErrand)errand switch
    {
        { Asking: { } picked } at => new Prompt
        {
            Title = scene.Text(HandInTexts.Together, ("names", Names(scene, at, picked)), ("missing", Names(scene, at, Missing(at, picked)))),
            Options = [new Option(Yes, scene.Text(HandInTexts.All, ("names", Names(scene, at, [.. picked, .. Missing(at, picked)])))), new Option(No, scene.Text(HandInTexts.NotYet))],
            Hint = scene.Text(ErrandTexts.HintPick),
        },
        { Excusing: true } => new Prompt { Title = scene.Text(HandInTexts.AskReason), Hint = scene.Text(HandInTexts.HintReason), Unnumbered = true },
        var at => new Prompt
        {
            Title = scene.Text(HandInTexts.Pick, ("unit", scene.Speaker.Unit)),
            Options =
            [
                .. at.Lines.Select(line => new Option(line.Id, scene.Text(HandInTexts.Line, ("name", line.Name), ("deadline", line.Deadline)))),
                new Option(Excuse, scene.Text(HandInTexts.Excuse)),
            ],
            Hint = scene.Text(HandInTexts.Hint),
        },
    };

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (HandInErrand)errand;
        if (at.Asking is null && option == Excuse)
            ErrandRooms.Ask(scene, at with { Excusing = true });
        else if (at.Asking is not { } picked)
            Take(scene, at, [option]);
        else if (option == Yes)
            Take(scene, at, [.. picked, .. Missing(at, picked)]);
        else
        {
            scene.Idle();
            scene.Say(HandInTexts.Kept);
        }
    }

    // “1 2”、“1、2”: several at once.
    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (HandInErrand)errand;
        if (at.Excusing)
        {
            if (text.Length < ShortestReason)
                ErrandRooms.NotUnderstood(scene, at, text);
            else
            {
                scene.Do(new TurnEvent.Ran(new HandInExcused(at.Lines, PersonalNumbers.Mask(text))));
                scene.Idle();
                scene.Say(HandInTexts.Excused);
            }
            return;
        }
        var words = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        if (at.Asking is null && numbers.Count > 0 && numbers.TrueForAll(number => number >= 1 && number <= at.Lines.Count))
            Take(scene, at, [.. numbers.Distinct().Select(number => at.Lines[number - 1].Id)]);
        else
            ErrandRooms.NotUnderstood(scene, errand, text);
    }

    public bool Back(Scene scene, Errand errand)
    {
        if (errand is not HandInErrand at || at is { Asking: null, Excusing: false })
            return false;
        ErrandRooms.Ask(scene, at with { Asking = null, Excusing = false });
        return true;
    }

    private static void Take(Scene scene, HandInErrand at, IReadOnlyList<string> ids)
    {
        var lines = at.Lines.Where(line => ids.Contains(line.Id)).ToList();
        if (lines.Count == 0 || Missing(at, ids).Count > 0)
        {
            ErrandRooms.Ask(scene, lines.Count == 0 ? at : at with { Asking = ids });
            return;
        }
        foreach (var campaign in lines.GroupBy(line => line.Campaign))
            scene.Do(new TurnEvent.Ran(new HandedIn(campaign.Key, [.. campaign.Select(line => line.What)])));
        scene.Idle();
        scene.Say(HandInTexts.Taken, ("names", Names(scene, at, ids)));
    }

    private static List<string> Missing(HandInErrand at, IReadOnlyList<string> ids)
    {
        var bundles = at.Lines.Where(line => line.Bundle.Length > 0 && ids.Contains(line.Id)).Select(line => (line.Campaign, line.Bundle)).ToHashSet();
        return [.. at.Lines.Where(line => bundles.Contains((line.Campaign, line.Bundle)) && !ids.Contains(line.Id)).Select(line => line.Id)];
    }

    private static string Names(Scene scene, HandInErrand at, IReadOnlyList<string> ids) =>
        string.Join(scene.Text(HandInTexts.Comma), at.Lines.Where(line => ids.Contains(line.Id)).Select(line => line.Name));
}
