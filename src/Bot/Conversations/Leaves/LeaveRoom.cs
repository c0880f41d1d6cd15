using System.Globalization;
using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.Leaves;

/// <summary>请假: the days, and who does the work meanwhile. What is asked for oneself counts once somebody above has agreed.</summary>
internal sealed class LeaveRoom : IErrandRoom
{
    private const string Yes = "yes";
    private const string End = "end";
    private const string NoOne = "nobody";
    private static readonly int[] UsualDays = [1, 3, 7];
    private static readonly string[] Between = ["到", "至", "~", "—", "-"];

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "leave" || Days(scene, rest) is not var (from, to))
            return false;
        scene.Park();
        Look(scene, "", from, to);
        return true;
    }

    /// <summary>Asks for somebody's leave; for one's own where <paramref name="userid"/> is "".</summary>
    public static void Look(Scene scene, string userid, string from = "", string to = "") =>
        scene.Look(new Lookup.ForErrand(new LeaveLookup(userid, ChinaTime.DayOf(scene.Now), from, to)));

    public bool Owns(Errand errand) => errand is LeaveErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not LeaveFound { Person: var person } leave || lookup is not LeaveLookup asked)
            return false;
        ErrandRooms.Ask(scene, new LeaveErrand(person, leave.Open, leave.Candidates) { From = asked.From, To = asked.To });
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand) => (LeaveErrand)errand switch
    {
        { Open: { } open } => new Prompt
        {
            Title = scene.Text(open.Confirmed ? LeaveTexts.OpenConfirmed : LeaveTexts.OpenAsked, Said(scene, open)),
            Options = [new Option(End, scene.Text(open.Confirmed ? LeaveTexts.End : LeaveTexts.Withdraw)), new Option("keep", scene.Text(LeaveTexts.Keep))],
            Hint = scene.Text(ErrandTexts.HintPick),
        },
        { From: "" } at => new Prompt
        {
            Title = IsOwn(scene, at) ? scene.Text(LeaveTexts.From) : scene.Text(LeaveTexts.FromFor, ("name", at.Person.Name)),
            Options = [new Option(Written(Today(scene)), scene.Text(LeaveTexts.Today)), new Option(Written(Today(scene).AddDays(1)), scene.Text(LeaveTexts.Tomorrow))],
            Hint = scene.Text(LeaveTexts.HintDay),
        },
        { To: "" } at => new Prompt
        {
            Title = scene.Text(LeaveTexts.To, ("from", Say(scene, Day(at.From)))),
            Options = [.. UsualDays.Select(days => Day(at.From).AddDays(days - 1)).Zip(UsualDays, (to, days) =>
                new Option(Written(to), scene.Text(LeaveTexts.Days, ("count", days), ("to", Say(scene, to)))))],
            Hint = scene.Text(LeaveTexts.HintDay),
        },
        { StandIn: null } at => new Prompt
        {
            Title = scene.Text(LeaveTexts.Who, ("span", Span(scene, Day(at.From), Day(at.To)))),
            Options = [.. Options(scene, at.Candidates), new Option(NoOne, scene.Text(LeaveTexts.NoOne))],
            Hint = scene.Text(ErrandTexts.HintPick),
        },
        var at => new Prompt
        {
            Title = scene.Text(LeaveTexts.Confirm, ("name", at.Person.Name), ("span", Span(scene, Day(at.From), Day(at.To))), ("stand_in", NameOf(scene, at.Candidates, at.StandIn!))),
            Options = [new Option(Yes, scene.Text(LeaveTexts.Yes)), new Option("no", scene.Text(LeaveTexts.No))],
            Hint = scene.Text(ErrandTexts.HintPick),
        },
    };

    public void Picked(Scene scene, Errand errand, string option)
    {
        switch ((LeaveErrand)errand)
        {
            case { Open: { } open }:
                scene.Idle();
                if (option == End)
                    scene.Do(new TurnEvent.Ran(new LeaveEnded(open.Id)));
                scene.Say(option == End ? LeaveTexts.Ended : ErrandTexts.Fine);
                break;
            case { From: "" } at:
                ErrandRooms.Ask(scene, at with { From = option });
                break;
            case { To: "" } at:
                ErrandRooms.Ask(scene, at with { To = option });
                break;
            case { StandIn: null } at:
                ErrandRooms.Ask(scene, at with { StandIn = option == NoOne ? "" : option });
                break;
            case var at:
                scene.Idle();
                if (option == Yes)
                    Settle(scene, at);
                else
                    scene.Say(Texts.Cancelled);
                break;
        }
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (LeaveErrand)errand;
        if (at.Open is not null || at.To.Length > 0)
            ErrandRooms.NotUnderstood(scene, errand, text);
        else if (Deadline.Read(scene, text, LeaveTexts.NotADay) is not { } day)
            ErrandRooms.Ask(scene, at);
        else if (at.From.Length == 0)
            ErrandRooms.Ask(scene, at with { From = day });
        else if (string.CompareOrdinal(day, at.From) >= 0)
            ErrandRooms.Ask(scene, at with { To = day });
        else
        {
            scene.Say(LeaveTexts.Before, ("from", Say(scene, Day(at.From))));
            ErrandRooms.Ask(scene, at);
        }
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (LeaveErrand)errand;
        if (at.From.Length == 0)
            return false;
        ErrandRooms.Ask(scene, at.StandIn is not null ? at with { StandIn = null } : at.To.Length > 0 ? at with { To = "" } : at with { From = "" });
        return true;
    }

    // What was said behind the word: nothing, the first day, or both; null where it is neither, and so perhaps no word at all.
    private static (string From, string To)? Days(Scene scene, string said)
    {
        if (said.Length == 0)
            return ("", "");
        foreach (var between in Between)
            if (said.Split(between, 2) is [var first, var last] && Coming(scene, first) is { } from && Coming(scene, last) is { } to && string.CompareOrdinal(to, from) >= 0)
                return (from, to);
        return Coming(scene, said) is { } only ? (only, "") : null;
    }

    // Without the reason that people add to it.
    private static string? Coming(Scene scene, string said) =>
        Deadline.Of(said.Trim().Split(' ', '，', ',')[0], scene.Pack.ValueWords, Today(scene), LeaveTexts.NotADay).Day;

    /// <summary>8月10日至8月12日.</summary>
    public static string Span(Scene scene, DateOnly from, DateOnly to) => from == to ? Say(scene, from) : scene.Text(LeaveTexts.Span, ("from", Say(scene, from)), ("to", Say(scene, to)));

    public static (string, object?)[] Said(Scene scene, LeaveLine line) =>
        [("name", line.Person.Name), ("span", Span(scene, line.From, line.To)), ("stand_in", line.StandIn.Length > 0 ? line.StandInName : scene.Text(LeaveTexts.Nobody))];

    public static IEnumerable<Option> Options(Scene scene, IReadOnlyList<LeavePerson> people) =>
        people.Select(person => new Option(person.Userid, scene.Text(LeaveTexts.Candidate, ("name", person.Name), ("unit", person.Unit))));

    public static string NameOf(Scene scene, IReadOnlyList<LeavePerson> people, string userid) =>
        people.FirstOrDefault(person => person.Userid == userid)?.Name ?? scene.Text(LeaveTexts.Nobody);

    private static void Settle(Scene scene, LeaveErrand at)
    {
        var (from, to) = (Day(at.From), Day(at.To));
        scene.Do(new TurnEvent.Ran(new LeaveAsked(at.Person.Userid, from, to, at.StandIn!)));
        if (IsOwn(scene, at))
            scene.Say(LeaveTexts.Noted, ("span", Span(scene, from, to)));
        else
            scene.Say(LeaveTexts.Set, ("name", at.Person.Name), ("span", Span(scene, from, to)), ("stand_in", NameOf(scene, at.Candidates, at.StandIn!)));
    }

    private static bool IsOwn(Scene scene, LeaveErrand at) => at.Person.Userid == scene.Speaker.Userid;

    private static string Say(Scene scene, DateOnly day) => scene.Text(LeaveTexts.Day, ("month", day.Month), ("day", day.Day));

    private static DateOnly Today(Scene scene) => ChinaTime.DayOf(scene.Now);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
