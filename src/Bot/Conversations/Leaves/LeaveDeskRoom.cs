using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.Leaves;

/// <summary>代办: a contact learns whose work is theirs just now; whoever is above agrees to leaves, sends somebody else, or sets one.</summary>
internal sealed class LeaveDeskRoom : IErrandRoom
{
    private const string SetOne = "set";
    private const string Agree = "agree";
    private const string Replace = "replace";

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "leave_desk")
            return false;
        scene.Park();
        scene.Look(new Lookup.ForErrand(new LeaveDeskLookup(ChinaTime.DayOf(scene.Now))));
        return true;
    }

    public bool Owns(Errand errand) => errand is LeaveDeskErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not LeaveDeskFound desk)
            return false;
        if (desk.Doing.Count > 0)
            scene.Say(LeaveTexts.Doing, ("lines", string.Join('\n', desk.Doing.Select(line =>
                scene.Text(LeaveTexts.DoingLine, ("name", line.Person.Name), ("span", LeaveRoom.Span(scene, line.From, line.To)))))));
        if (desk.People.Count > 0)
            ErrandRooms.Ask(scene, new LeaveDeskErrand(desk.Lines, desk.People));
        else if (desk.Doing.Count == 0)
            scene.Say(LeaveTexts.DoingNone);
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (LeaveDeskErrand)errand;
        if (at.Setting)
            return new Prompt { Title = scene.Text(LeaveTexts.DeskWhose), Hint = scene.Text(ErrandTexts.HintText), Unnumbered = true };
        if (Line(at) is not { } line)
            return new Prompt
            {
                Title = at.Lines.Count > 0 ? scene.Text(LeaveTexts.DeskTitle, ("count", at.Lines.Count)) : scene.Text(LeaveTexts.DeskNone),
                Options =
                [
                    .. at.Lines.Select(each => new Option($"{each.Id}", scene.Text(each.Confirmed ? LeaveTexts.DeskRunning : LeaveTexts.DeskAsked, LeaveRoom.Said(scene, each)))),
                    new Option(SetOne, scene.Text(LeaveTexts.DeskSet)),
                ],
                Hint = scene.Text(ErrandTexts.HintPick),
            };
        if (at.Replacing)
            return new Prompt
            {
                Title = scene.Text(LeaveTexts.Who, ("span", LeaveRoom.Span(scene, line.From, line.To))),
                Options = [.. LeaveRoom.Options(scene, line.Candidates)],
                Hint = scene.Text(ErrandTexts.HintPick),
            };
        return new Prompt
        {
            Title = scene.Text(LeaveTexts.DeskDecide, LeaveRoom.Said(scene, line)),
            Options = [new Option(Agree, scene.Text(LeaveTexts.Agree)), new Option(Replace, scene.Text(LeaveTexts.Replace)), new Option("refuse", scene.Text(LeaveTexts.Refuse))],
            Hint = scene.Text(ErrandTexts.HintPick),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (LeaveDeskErrand)errand;
        if (option == SetOne)
            ErrandRooms.Ask(scene, at with { Setting = true });
        else if (Line(at) is not { } line)
            Open(scene, at, option);
        else if (at.Replacing)
            Decide(scene, line, option);
        else if (option == Replace)
            ErrandRooms.Ask(scene, at with { Replacing = true });
        else if (option == Agree)
            Decide(scene, line, line.StandIn);
        else
        {
            scene.Do(new TurnEvent.Ran(new LeaveDecided(line.Id, Agreed: false, "")));
            scene.Idle();
            scene.Say(LeaveTexts.Refused, ("name", line.Person.Name));
        }
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (LeaveDeskErrand)errand;
        if (!at.Setting)
            ErrandRooms.NotUnderstood(scene, errand, text);
        else if (at.People.Where(person => person.Name == text || string.Equals(person.Userid, text, StringComparison.OrdinalIgnoreCase)).ToList() is [var only])
            LeaveRoom.Look(scene, only.Userid);
        else
        {
            scene.Say(LeaveTexts.DeskUnknown, ("typed", text));
            ErrandRooms.Ask(scene, at);
        }
    }

    public bool Back(Scene scene, Errand errand)
    {
        if (errand is not LeaveDeskErrand { Picked: > 0 } and not LeaveDeskErrand { Setting: true })
            return false;
        var at = (LeaveDeskErrand)errand;
        ErrandRooms.Ask(scene, at.Replacing ? at with { Replacing = false } : at with { Picked = 0, Setting = false });
        return true;
    }

    // One that runs can only be ended; that is asked like one's own.
    private static void Open(Scene scene, LeaveDeskErrand at, string option)
    {
        if (at.Lines.FirstOrDefault(line => $"{line.Id}" == option) is not { } picked)
            ErrandRooms.Ask(scene, at);
        else if (picked.Confirmed)
            ErrandRooms.Ask(scene, new LeaveErrand(picked.Person, picked, []));
        else
            ErrandRooms.Ask(scene, at with { Picked = picked.Id });
    }

    private static void Decide(Scene scene, LeaveLine line, string standIn)
    {
        scene.Do(new TurnEvent.Ran(new LeaveDecided(line.Id, Agreed: true, standIn)));
        scene.Idle();
        scene.Say(LeaveTexts.Agreed, ("name", line.Person.Name),
            ("stand_in", standIn.Length == 0 ? scene.Text(LeaveTexts.Nobody) : standIn == line.StandIn ? line.StandInName : LeaveRoom.NameOf(scene, line.Candidates, standIn)));
    }

    private static LeaveLine? Line(LeaveDeskErrand at) => at.Lines.FirstOrDefault(line => line.Id == at.Picked);
}
