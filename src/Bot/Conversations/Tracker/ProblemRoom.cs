using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.Tracker;

/// <summary>我的问题: the open problems of one's area; each step is a tap and a sentence. What a step asks is in <see cref="ProblemQuestions"/>.</summary>
internal sealed class ProblemRoom : IErrandRoom
{
    private const string ToMeasure = "measure";
    private const string ToResult = "result";
    private const string ToApprove = "approve";
    private const string ToSendBack = "send_back";
    private const string ToClose = "close";
    private const string ToList = "list";

    private const int MostShown = 20;
    private const int LongestLine = 40;

    private static readonly Dictionary<string, string> Nothing = [];

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "problems" || rest.Length > 0)
            return false;
        scene.Park();
        scene.Look(new Lookup.ForErrand(new ProblemsLookup()));
        return true;
    }

    public bool Owns(Errand errand) => errand is ProblemErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        switch (found)
        {
            case ProblemsFound { Lines.Count: 0 }:
                scene.Idle();
                scene.Say(ProblemTexts.None);
                return true;
            case ProblemsFound list:
                ErrandRooms.Ask(scene, new ProblemErrand(list.Lines, null, null, Nothing));
                return true;
            case ProblemFound { Problem: { } problem } when scene.Session.Activity is Activity.OnErrand { Errand: ProblemErrand at }:
                ErrandRooms.Ask(scene, at with { Open = problem });
                return true;
            case ProblemFound:
                scene.Say(ProblemTexts.Gone);
                Engine.Show(scene);
                return true;
            default:
                return false;
        }
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (ProblemErrand)errand;
        return at switch
        {
            { Asking: { } asking, Open: { } open } => ProblemQuestions.Ask(scene, open, asking, at.Said),
            { Open: { } open } => Opened(scene, open),
            _ => List(scene, at.Lines),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (ProblemErrand)errand;
        if (at.Open is not { } open)
        {
            if (long.TryParse(option, System.Globalization.CultureInfo.InvariantCulture, out var id))
                scene.Look(new Lookup.ForErrand(new ProblemLookup(id)));
            else
                ErrandRooms.Ask(scene, at);
        }
        else if (at.Asking is not null)
            ProblemQuestions.Picked(scene, at, option);
        else if (option == ToList || !Ways(scene, open).Contains(option))
            ErrandRooms.Ask(scene, at with { Open = null });
        else if (option == ToApprove)
            ProblemQuestions.Move(scene, at, ProblemStage.Reviewed, Nothing);
        else if (option == ToClose)
            ProblemQuestions.Close(scene, at);
        else
            ErrandRooms.Ask(scene, at with
            {
                Said = Nothing,
                Asking = option switch
                {
                    ToMeasure => ProblemAsks.Measure,
                    ToResult => ProblemAsks.Result,
                    _ => ProblemAsks.Field,
                },
            });
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (ProblemErrand)errand;
        if (at.Asking is not null)
            ProblemQuestions.Heard(scene, at, PersonalNumbers.Mask(text));
        else
            ErrandRooms.NotUnderstood(scene, at, text);
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (ProblemErrand)errand;
        ErrandRooms.Ask(scene, at.Asking is not null ? at with { Asking = null, Said = Nothing } : at with { Open = null });
        return true;
    }

    public bool Sent(Scene scene, Errand errand, Input.Sent sent) =>
        errand is ProblemErrand { Asking: ProblemAsks.FixerMark or ProblemAsks.FinderMark or ProblemAsks.Result } at && sent.Kind == "image"
        && ProblemQuestions.Photo(scene, at, sent.Reference);

    private static Prompt List(Scene scene, IReadOnlyList<ProblemLine> lines) => new()
    {
        Title = scene.Text(ProblemTexts.List, ("count", lines.Count)),
        Options = [.. lines.Take(MostShown).Select(line => new Option($"{line.Id}", Line(scene, line)))],
        Hint = scene.Text(ErrandTexts.HintPick),
    };

    private static string Line(Scene scene, ProblemLine line)
    {
        var says = line.Says.Length > LongestLine ? $"{line.Says[..LongestLine]}…" : line.Says;
        var stage = scene.Text(ProblemTexts.Stage(line.Stage));
        if (!DateOnly.TryParse(line.Deadline, System.Globalization.CultureInfo.InvariantCulture, out var deadline))
            return scene.Text(ProblemTexts.LineNoDeadline, ("says", says), ("stage", stage));
        return scene.Text(deadline < ChinaTime.DayOf(scene.Now) ? ProblemTexts.LineLate : ProblemTexts.Line, ("says", says), ("stage", stage), ("deadline", line.Deadline));
    }

    private static Prompt Opened(Scene scene, OpenProblem open)
    {
        var ways = Ways(scene, open);
        return new Prompt
        {
            Title = scene.Text(ProblemTexts.Title, ("says", open.Line.Says), ("stage", scene.Text(ProblemTexts.Stage(open.Line.Stage)))),
            Body = string.Join('\n', Facts(scene, open)),
            Options = [.. ways.Select(way => new Option(way, scene.Text(Called(way)))), new Option(ToList, scene.Text(ProblemTexts.ToList))],
            Hint = ways.Count > 0 ? scene.Text(ErrandTexts.HintPick)
                : scene.Text(open.Doer == scene.Speaker.Userid ? ProblemTexts.NotYourself : ProblemTexts.NothingToDo),
        };
    }

    private static IEnumerable<string> Facts(Scene scene, OpenProblem open)
    {
        if (open.Line.Stage == ProblemStage.SentBack)
            yield return scene.Text(ProblemTexts.FactComment, ("field", scene.Text(ProblemTexts.NameOf(open.Fact("field")))), ("comment", open.Fact("comment")));
        foreach (var (name, key) in new[]
        {
            ("measure", ProblemTexts.FactMeasure), ("result", ProblemTexts.FactResult), ("deadline", ProblemTexts.FactDeadline), ("resp_unit", ProblemTexts.FactUnit),
            ("resp_person", ProblemTexts.FactPerson), ("fixer_mark", ProblemTexts.FactFixerMark), ("finder_mark", ProblemTexts.FactFinderMark),
        })
            if (open.Fact(name) is { Length: > 0 } value)
                yield return scene.Text(ProblemTexts.Fact, ("name", scene.Text(key)), ("value", value));
        yield return scene.Text(ProblemTexts.Fact, ("name", scene.Text(ProblemTexts.FactFinder)), ("value", open.Finder));
    }

    // Whoever put it right cannot be the one who finds it right; only town and county close.
    private static List<string> Ways(Scene scene, OpenProblem open)
    {
        var mayJudge = !scene.Speaker.SeesOnlyOwn && open.Doer != scene.Speaker.Userid;
        return open.Line.Stage switch
        {
            ProblemStage.Found => [ToMeasure, ToResult],
            ProblemStage.Measured or ProblemStage.SentBack => [ToResult, ToMeasure],
            ProblemStage.Rectified when mayJudge => [ToApprove, ToSendBack],
            ProblemStage.Reviewed when mayJudge && scene.Speaker.Level != "village" => [ToClose, ToSendBack],
            _ => [],
        };
    }

    private static Store.Packs.MessageKey Called(string way) => way switch
    {
        ToMeasure => ProblemTexts.WriteMeasure,
        ToResult => ProblemTexts.WriteResult,
        ToApprove => ProblemTexts.Approve,
        ToSendBack => ProblemTexts.SendBack,
        _ => ProblemTexts.Close,
    };
}
