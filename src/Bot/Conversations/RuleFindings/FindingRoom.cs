using Bot.Conversations.Errands;
using Bot.Forms;
using Store;

namespace Bot.Conversations.RuleFindings;

/// <summary>核查: what was found, why it is wrong and what to do; reported as a problem, dismissed, or waived with a reason by who may.</summary>
internal sealed class FindingRoom : IErrandRoom
{
    private const string ToList = "list";
    private const string ToReport = "report";
    private const string ToDismiss = "dismiss";
    private const string ToWaive = "waive";

    private const int ShortestReason = 4;
    private const int LongestLine = 60;

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "findings" || rest.Length > 0)
            return false;
        scene.Park();
        scene.Look(new Lookup.ForErrand(new RulesFoundLookup()));
        return true;
    }

    public bool Owns(Errand errand) => errand is FindingErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        var at = scene.Session.Activity is Activity.OnErrand { Errand: FindingErrand errand } ? errand : null;
        switch (lookup, found)
        {
            case (_, RulesFound { Rules.Count: 0 }):
                scene.Idle();
                scene.Say(FindingTexts.None);
                return true;
            case (_, RulesFound { Rules: var rules }):
                ErrandRooms.Ask(scene, new FindingErrand(rules, "", [], null, null));
                return true;
            case (OfRuleLookup { Rule: var rule }, OfRuleFound { Lines: var lines }) when at is not null:
                ErrandRooms.Ask(scene, at with { Rule = rule, Lines = lines, Open = null, Asking = null });
                return true;
            case (_, FindingFound { Finding: { } open }) when at is not null:
                ErrandRooms.Ask(scene, at with { Open = open, Asking = null });
                return true;
            case (_, FindingFound):
                scene.Say(FindingTexts.Gone);
                scene.Look(new Lookup.ForErrand(new RulesFoundLookup()));
                return true;
            case (SuspectedLookup { Problem: var problem }, SuspectedFound { Data: var data }):
                Report(scene, problem, data);
                return true;
            default:
                return false;
        }
    }

    public Prompt Ask(Scene scene, Errand errand) => (FindingErrand)errand switch
    {
        { Asking: { } asking, Open: { } open } => new Prompt
        {
            Context = open.Message,
            Title = scene.Text(asking == FindingAsks.WaiveReason ? FindingTexts.AskWhyWaive : FindingTexts.AskWhyDismiss),
            Hint = scene.Text(ErrandTexts.HintText),
            Unnumbered = true,
            Actions = [new Option("@back", scene.Text(ErrandTexts.Back))],
        },
        { Open: { } open } => new Prompt
        {
            Title = scene.Text(FindingTexts.Opened, ("rule", open.Rule), ("since", $"{open.Since:yyyy-MM-dd}")),
            Body = $"{open.Message}\n{scene.Text(FindingTexts.Why, ("statement", open.Statement), ("source", open.Source))}",
            Options = [.. Ways(scene, open)],
            Hint = scene.Text(ErrandTexts.HintPick),
        },
        { Lines.Count: > 0 } at => new Prompt
        {
            Title = OfRule(scene, at),
            Options = [.. at.Lines.Select(line => new Option($"{line.Id}", Short(line.Message)))],
            Hint = scene.Text(ErrandTexts.HintPick),
            Actions = [new Option("@back", scene.Text(ErrandTexts.Back))],
        },
        var at => new Prompt
        {
            Title = scene.Text(FindingTexts.Rules, ("count", at.Rules.Sum(rule => rule.Count))),
            Options = [.. at.Rules.Select(rule => new Option(
                rule.Rule, scene.Text(rule.Hint ? FindingTexts.Sample : FindingTexts.Rule, ("title", rule.Title), ("count", rule.Count))))],
            Hint = scene.Text(ErrandTexts.HintPick),
        },
    };

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (FindingErrand)errand;
        if (at.Asking is not null)
            ErrandRooms.Ask(scene, at);
        else if (at.Open is { } open)
            Do(scene, at, open, option);
        else if (long.TryParse(option, System.Globalization.CultureInfo.InvariantCulture, out var id) && at.Lines.Any(line => line.Id == id))
            scene.Look(new Lookup.ForErrand(new FindingLookup(id)));
        else if (at.Rules.Any(rule => rule.Rule == option))
            scene.Look(new Lookup.ForErrand(new OfRuleLookup(option)));
        else
            ErrandRooms.Ask(scene, at);
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (FindingErrand)errand;
        if (at is not { Asking: { } asking, Open: { } open })
            ErrandRooms.NotUnderstood(scene, at, text);
        else if (text.Length < ShortestReason)
        {
            scene.Say(FindingTexts.TooShort, ("typed", text));
            ErrandRooms.Ask(scene, at);
        }
        else
        {
            var reason = PersonalNumbers.Mask(text);
            scene.Do(new TurnEvent.Ran(asking == FindingAsks.WaiveReason ? new FindingWaived(open.Id, reason) : new FindingDismissed(open, reason)));
            scene.Idle();
            scene.Say(asking == FindingAsks.WaiveReason ? FindingTexts.Waived : FindingTexts.Dismissed);
        }
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (FindingErrand)errand;
        ErrandRooms.Ask(scene, at.Asking is not null ? at with { Asking = null } : at.Open is not null ? at with { Open = null } : at with { Lines = [] });
        return true;
    }

    private static void Do(Scene scene, FindingErrand at, OpenFinding open, string option)
    {
        switch (option)
        {
            case ToReport when open.Suspected is { } problem:
                scene.Look(new Lookup.ForErrand(new SuspectedLookup(problem)));
                break;
            case ToDismiss when open.Suspected is not null:
                ErrandRooms.Ask(scene, at with { Asking = FindingAsks.DismissReason });
                break;
            case ToWaive when open.MayWaive:
                ErrandRooms.Ask(scene, at with { Asking = FindingAsks.WaiveReason });
                break;
            default:
                ErrandRooms.Ask(scene, at with { Open = null });
                break;
        }
    }

    private static IEnumerable<Option> Ways(Scene scene, OpenFinding open)
    {
        if (open.Suspected is not null)
        {
            yield return new Option(ToReport, scene.Text(FindingTexts.Report));
            yield return new Option(ToDismiss, scene.Text(FindingTexts.Dismiss));
        }
        if (open.MayWaive)
            yield return new Option(ToWaive, scene.Text(FindingTexts.Waive));
        yield return new Option(ToList, scene.Text(FindingTexts.ToList));
    }

    private static void Report(Scene scene, SuspectedProblem problem, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> data)
    {
        var form = scene.Pack.Form(problem.Form)!;
        var draft = Filling.Start(form, new Draft
        {
            Form = form.Id,
            Version = form.Version,
            Campaign = problem.Campaign,
            Subject = problem.Household,
            SubjectName = problem.Name,
            Origin = problem.Origin,
            Data = data,
            StartedAt = scene.Now,
        }, scene.Speaker.Userid, scene.Now);
        foreach (var question in form.Questions.Where(question => question.Lookup == "household"))
            draft = Filling.Answer(form, draft, question.Name, problem.Name, scene.Now);
        Questions.Go(scene, Subjects.PresetSubject(scene, draft));
    }

    private static string OfRule(Scene scene, FindingErrand at)
    {
        var rule = at.Rules.First(rule => rule.Rule == at.Rule);
        return rule.Count > at.Lines.Count
            ? scene.Text(FindingTexts.FirstOf, ("title", rule.Title), ("count", rule.Count), ("shown", at.Lines.Count))
            : scene.Text(FindingTexts.OfRule, ("title", rule.Title), ("count", at.Lines.Count));
    }

    // What was found is the first sentence; what to do is said when it is opened.
    private static string Short(string message)
    {
        var found = message.IndexOf('。') is >= 0 and var end ? message[..end] : message;
        return found.Length > LongestLine ? $"{found[..LongestLine]}…" : found;
    }
}
