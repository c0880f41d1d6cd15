using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.Tracker;

/// <summary>What each step of a problem asks, and what it refuses. A state machine: one case for each thing asked.</summary>
internal static class ProblemQuestions
{
    private const int ShortestText = 4;
    private const int LongestSays = 24;
    private const string Later = "later";

    private static readonly string[] Returnable = ["result", "measure", "deadline", "resp_unit", "photo"];

    public static Prompt Ask(Scene scene, OpenProblem open, ProblemAsks asking, IReadOnlyDictionary<string, string> said)
    {
        var back = new Option("@back", scene.Text(ErrandTexts.Back));
        Prompt Text(string title, string hint, params Option[] options) => new()
        {
            Context = Short(open.Line.Says),
            Title = title,
            Hint = hint,
            Options = options,
            Actions = [back],
        };
        return asking switch
        {
            ProblemAsks.Measure => Text(scene.Text(ProblemTexts.AskMeasure), scene.Text(ErrandTexts.HintText)),
            ProblemAsks.Class => Text(scene.Text(ProblemTexts.AskClass), scene.Text(ErrandTexts.HintPick), [.. open.Classes.Select(each => new Option(each.Choice,
                each.Due.Length > 0 ? scene.Text(ProblemTexts.ClassLine, ("class", each.Name), ("due", each.Due)) : each.Name))]),
            // Whoever wrote the day with the measure is not asked for it again.
            ProblemAsks.Deadline when Errands.Deadline.Mentioned(scene, said.GetValueOrDefault("measure", "")) is { } day =>
                Text(scene.Text(ProblemTexts.AskDeadline), scene.Text(ProblemTexts.HintDeadlineSaid), new Option(day, scene.Text(ProblemTexts.DeadlineSaid, ("day", day)))),
            ProblemAsks.Deadline => Text(scene.Text(ProblemTexts.AskDeadline), scene.Text(ProblemTexts.HintDeadline)) with { Unnumbered = true },
            ProblemAsks.DeadlineReason => Text(scene.Text(ProblemTexts.AskDeadlineReason), scene.Text(ErrandTexts.HintText)),
            ProblemAsks.Unit => Text(scene.Text(ProblemTexts.AskUnit), scene.Text(ProblemTexts.HintUnit), [.. Units(scene, open).Select(unit => new Option(unit, unit))]),
            ProblemAsks.Result => Text(scene.Text(ProblemTexts.AskResult), scene.Text(ProblemTexts.HintResult)),
            ProblemAsks.FixerMark => Text(scene.Text(ProblemTexts.AskFixerMark), scene.Text(ProblemTexts.HintMark, ("name", scene.Speaker.Name)),
                new Option(Later, scene.Text(ProblemTexts.MarkLater))) with
            { Unnumbered = true },
            ProblemAsks.FinderMark => Text(scene.Text(ProblemTexts.AskFinderMark, ("finder", open.Finder)), scene.Text(ProblemTexts.HintMark, ("name", open.Finder))) with { Unnumbered = true },
            ProblemAsks.Field => Text(scene.Text(ProblemTexts.AskField), scene.Text(ErrandTexts.HintPick),
                [.. Returnable.Select(field => new Option(field, scene.Text(ProblemTexts.NameOf(field))))]),
            _ => Text(scene.Text(ProblemTexts.AskComment, ("field", scene.Text(ProblemTexts.NameOf(said.GetValueOrDefault("field", ""))))), scene.Text(ProblemTexts.HintComment)),
        };
    }

    public static void Picked(Scene scene, ProblemErrand at, string option)
    {
        switch (at.Asking)
        {
            case ProblemAsks.Class when at.Open!.Classes.FirstOrDefault(each => each.Choice == option) is { } picked:
                at = With(at, "class", option);
                if (picked.Due.Length > 0)
                    AfterDeadline(scene, With(at, "deadline", picked.Due));
                else
                    ErrandRooms.Ask(scene, at with { Asking = ProblemAsks.Deadline });
                break;
            case ProblemAsks.Deadline:
                Deadline(scene, at, option);
                break;
            case ProblemAsks.Unit:
                Measured(scene, With(at, "resp_unit", option));
                break;
            case ProblemAsks.FixerMark:
                Rectified(scene, at);
                break;
            case ProblemAsks.Field:
                ErrandRooms.Ask(scene, With(at, "field", option) with { Asking = ProblemAsks.Comment });
                break;
            default:
                ErrandRooms.Ask(scene, at);
                break;
        }
    }

    public static void Heard(Scene scene, ProblemErrand at, string text)
    {
        switch (at.Asking)
        {
            case ProblemAsks.Result when !scene.Pack.Tracking.IsResult(text):
                scene.Say(ProblemTexts.BareResult, ("typed", text));
                ErrandRooms.Ask(scene, at);
                break;
            case ProblemAsks.Measure or ProblemAsks.Result or ProblemAsks.Comment or ProblemAsks.DeadlineReason when text.Length < ShortestText:
                scene.Say(ProblemTexts.TooShort, ("typed", text));
                ErrandRooms.Ask(scene, at);
                break;
            case ProblemAsks.Measure:
                at = With(at, "measure", text);
                ErrandRooms.Ask(scene, at with { Asking = at.Open!.Classes.Count > 0 ? ProblemAsks.Class : ProblemAsks.Deadline });
                break;
            case ProblemAsks.Deadline:
                Deadline(scene, at, text);
                break;
            case ProblemAsks.DeadlineReason:
                ErrandRooms.Ask(scene, With(at, "deadline_reason", text) with { Asking = ProblemAsks.Unit });
                break;
            case ProblemAsks.Unit:
                if (at.Open!.Units.Count > 0 && !at.Open.Units.Contains(text))
                    scene.Say(ProblemTexts.OtherUnit, ("unit", text), ("units", string.Join(scene.Text(Texts.Comma), at.Open.Units)));
                Measured(scene, With(at, "resp_unit", text));
                break;
            case ProblemAsks.Result:
                ErrandRooms.Ask(scene, With(at, "result", text) with { Asking = ProblemAsks.FixerMark });
                break;
            case ProblemAsks.FixerMark or ProblemAsks.FinderMark:
                if (PaperMark.Read(scene, text) is { } mark)
                    Marked(scene, at, mark);
                else
                {
                    scene.Say(ProblemTexts.NotAMark, ("typed", text));
                    ErrandRooms.Ask(scene, at);
                }
                break;
            case ProblemAsks.Comment:
                Move(scene, With(at, "comment", text), ProblemStage.SentBack, With(at, "comment", text).Said);
                break;
            default:
                ErrandRooms.NotUnderstood(scene, at, text);
                break;
        }
    }

    /// <summary>A photo is a mark where one is asked for, and evidence with the result.</summary>
    public static bool Photo(Scene scene, ProblemErrand at, string reference)
    {
        at = With(at, "photo", reference);
        if (at.Asking == ProblemAsks.Result)
        {
            scene.Say(ErrandTexts.Stored);
            ErrandRooms.Ask(scene, at);
        }
        else
            Marked(scene, at, scene.Text(ErrandTexts.Photo));
        return true;
    }

    /// <summary>销号: not with a blank or bare result, not without the marks of finder and fixer, which can be made up for here.</summary>
    public static void Close(Scene scene, ProblemErrand at)
    {
        var open = at.Open!;
        string Known(string fact) => at.Said.GetValueOrDefault(fact, "") is { Length: > 0 } said ? said : open.Fact(fact);
        if (!scene.Pack.Tracking.IsResult(open.Fact("result")))
        {
            scene.Say(ProblemTexts.NotWithoutResult);
            ErrandRooms.Ask(scene, at with { Asking = null });
        }
        else if (Known("fixer_mark").Length == 0)
        {
            scene.Say(ProblemTexts.NotWithoutMarks, ("who", scene.Text(ProblemTexts.FactFixerMark)));
            ErrandRooms.Ask(scene, With(at, "closing", "1") with { Asking = ProblemAsks.FixerMark });
        }
        else if (Known("finder_mark").Length == 0)
        {
            scene.Say(ProblemTexts.NotWithoutMarks, ("who", scene.Text(ProblemTexts.FactFinderMark)));
            ErrandRooms.Ask(scene, With(at, "closing", "1") with { Asking = ProblemAsks.FinderMark });
        }
        else
            Move(scene, at, ProblemStage.Closed, at.Said.Where(each => each.Key != "closing").ToDictionary());
    }

    /// <summary>Takes the step; the rest of the list is shown again.</summary>
    public static void Move(Scene scene, ProblemErrand at, string stage, IReadOnlyDictionary<string, string> said)
    {
        var open = at.Open!;
        var what = said.GetValueOrDefault("result") ?? said.GetValueOrDefault("measure") ?? said.GetValueOrDefault("comment") ?? "";
        var name = scene.Text(ProblemTexts.Stage(stage));
        scene.Do(new TurnEvent.Ran(new ProblemMoved(open, stage, said, scene.Text(ProblemTexts.Reason, ("stage", name), ("what", what)))));
        scene.Say(ProblemTexts.Done, ("says", Short(open.Line.Says)), ("stage", name));
        if (stage == ProblemStage.Closed && open.Fact("photo").Length == 0 && !said.ContainsKey("photo"))
            scene.Say(ProblemTexts.NoEvidence);
        scene.Idle();
    }

    // The whole of it has just been read.
    private static string Short(string says) => says.Length > LongestSays ? $"{says[..LongestSays]}…" : says;

    private static void Deadline(Scene scene, ProblemErrand at, string text)
    {
        if (Errands.Deadline.Read(scene, text, ProblemTexts.NotADay) is not { } day)
        {
            ErrandRooms.Ask(scene, at);
            return;
        }
        at = With(at, "deadline", day);
        // Later than the campaign allows, and no class that allows for it: a reason is asked.
        if (at.Open!.LastDay is { Length: > 0 } last && string.CompareOrdinal(day, last) > 0 && at.Said.GetValueOrDefault("class", "").Length == 0)
        {
            scene.Say(ProblemTexts.TooLate, ("due", last), ("deadline", day));
            ErrandRooms.Ask(scene, at with { Asking = ProblemAsks.DeadlineReason });
            return;
        }
        AfterDeadline(scene, at);
    }

    private static void AfterDeadline(Scene scene, ProblemErrand at) => ErrandRooms.Ask(scene, at with { Asking = ProblemAsks.Unit });

    private static void Measured(Scene scene, ProblemErrand at) => Move(scene, at, ProblemStage.Measured, at.Said);

    private static void Rectified(Scene scene, ProblemErrand at) => Move(scene, at, ProblemStage.Rectified, at.Said);

    private static void Marked(Scene scene, ProblemErrand at, string mark)
    {
        if (at.Asking == ProblemAsks.FinderMark)
            Close(scene, With(at, "finder_mark", mark));
        else if (at.Said.ContainsKey("closing"))
            Close(scene, With(at, "fixer_mark", mark));
        else
            Rectified(scene, With(at, "fixer_mark", mark));
    }

    private static IEnumerable<string> Units(Scene scene, OpenProblem open) =>
        open.Units.Append(open.Fact("resp_unit")).Append(scene.Speaker.Unit).Where(unit => unit.Length > 0).Distinct().Take(6);

    private static ProblemErrand With(ProblemErrand at, string name, string value) =>
        at with { Said = new Dictionary<string, string>(at.Said) { [name] = value } };
}
