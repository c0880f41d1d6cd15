using Bot.Conversations.Errands;
using Bot.Forms;
using Store;

namespace Bot.Conversations.Coverage;

/// <summary>抽查: a sample that nobody picks; the same form is asked again, blind, and the two are shown side by side.</summary>
internal sealed class RecheckRoom : IErrandRoom
{
    private const string More = "more";
    private const string ToList = "list";

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "recheck")
            return false;
        if (scene.Speaker.SeesOnlyOwn)
        {
            scene.Say(ErrandTexts.NotForYou);
            Engine.Show(scene);
            return true;
        }
        scene.Park();
        scene.Look(new Lookup.ForErrand(new RechecksLookup()));
        return true;
    }

    public bool Owns(Errand errand) => errand is RecheckErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        switch (lookup, found)
        {
            case (RechecksLookup, RechecksFound { Lines: var lines }):
                ErrandRooms.Ask(scene, new RecheckErrand(lines, 0));
                return true;
            case (SampleLookup, SampleFound { Lines: [] }):
                scene.Idle();
                scene.Say(CoverageTexts.NothingToDraw);
                return true;
            case (SampleLookup, SampleFound { Lines: var sample }):
                scene.Do(new TurnEvent.Ran(new SampleDrawn([.. sample.Select(line => line.Submission)])));
                scene.Idle();
                scene.Say(CoverageTexts.Drawn, ("count", sample.Count), ("households", string.Join(scene.Text(Texts.Comma), sample.Select(line =>
                    scene.Text(CoverageTexts.Open, ("household", line.Household), ("village", line.Village))))));
                return true;
            case (RecheckForm asked, RecheckFormFound form):
                var definition = scene.Pack.Form(form.Form)!;
                Questions.Go(scene, Filling.Start(definition, new Draft
                {
                    Form = form.Form,
                    Version = definition.Version,
                    Campaign = form.Campaign,
                    Subject = form.Household,
                    SubjectName = form.Name,
                    Data = form.Data,
                    Errand = $"recheck:{asked.Id}",
                    StartedAt = scene.Now,
                }, scene.Speaker.Userid, scene.Now));
                return true;
            default:
                return false;
        }
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (RecheckErrand)errand;
        if (at.Lines.FirstOrDefault(line => line.Id == at.Shown) is { } shown)
            return new Prompt
            {
                Title = scene.Text(shown.Differences.Count == 0 ? CoverageTexts.Same : CoverageTexts.Differences, ("household", shown.Household), ("count", shown.Differences.Count)),
                Body = string.Join('\n', shown.Differences.Select(difference => scene.Text(CoverageTexts.Difference,
                    ("question", difference.Question), ("first", OrBlank(scene, difference.First)), ("second", OrBlank(scene, difference.Second))))),
                Options = [new Option(ToList, scene.Text(CoverageTexts.Back))],
                Hint = scene.Text(ErrandTexts.HintPick),
            };
        if (at.Lines.Count == 0 || at.Shown < 0)
            return new Prompt
            {
                Title = scene.Text(CoverageTexts.HowMany, ("most", scene.Pack.Office.MostRechecked)),
                Hint = scene.Text(CoverageTexts.HintHowMany),
                Unnumbered = true,
            };
        return new Prompt
        {
            Title = scene.Text(CoverageTexts.Sample, ("count", at.Lines.Count), ("left", at.Lines.Count(line => !line.Done))),
            Options =
            [
                .. at.Lines.Select(line => new Option($"{line.Id}", line.Done
                    ? scene.Text(CoverageTexts.Looked, ("household", line.Household), ("village", line.Village), ("count", line.Differences.Count))
                    : scene.Text(CoverageTexts.Open, ("household", line.Household), ("village", line.Village)))),
                new Option(More, scene.Text(CoverageTexts.More)),
            ],
            Hint = scene.Text(ErrandTexts.HintPick),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (RecheckErrand)errand;
        if (option == More)
            ErrandRooms.Ask(scene, at with { Shown = -1 });
        else if (at.Lines.FirstOrDefault(line => $"{line.Id}" == option) is not { } line)
            ErrandRooms.Ask(scene, at with { Shown = 0 });
        else if (line.Done)
            ErrandRooms.Ask(scene, at with { Shown = line.Id });
        else
            scene.Look(new Lookup.ForErrand(new RecheckForm(line.Id)));
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (RecheckErrand)errand;
        var isAsked = at.Lines.Count == 0 || at.Shown < 0;
        if (isAsked && AnswerReader.Position(text.TrimEnd('户')) is { } count && count >= 1 && count <= scene.Pack.Office.MostRechecked)
            scene.Look(new Lookup.ForErrand(new SampleLookup(count, ChinaTime.DayOf(scene.Now))));
        else if (isAsked)
        {
            scene.Say(CoverageTexts.NotANumber, ("typed", text), ("most", scene.Pack.Office.MostRechecked));
            ErrandRooms.Ask(scene, at);
        }
        else
            ErrandRooms.NotUnderstood(scene, at, text);
    }

    private static string OrBlank(Scene scene, string answer) => answer.Length > 0 ? answer : scene.Text(CoverageTexts.Blank);
}
