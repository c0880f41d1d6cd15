using Bot.Conversations.Errands;
using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Conversations.Procedures;

/// <summary>
/// 识别认定、风险消除: the steps of an official procedure in their order, each a short form whose conditions are the gates. A step out
/// of order is refused; the green channel records aid first, and the steps stay due.
/// </summary>
internal sealed class ProcedureRoom : IErrandRoom
{
    private const string GreenChannel = "green";
    private const int ShortestReason = 4;

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "procedures" && !scene.Pack.CaseFlows.Any(flow => flow.Id == word))
            return word is "identify" or "eliminate" && Refuse(scene, ProcedureTexts.None);
        if (scene.Speaker.SeesOnlyOwn || scene.Pack.CaseFlows.Count == 0)
            return Refuse(scene, scene.Pack.CaseFlows.Count == 0 ? ProcedureTexts.None : ErrandTexts.NotForYou);
        scene.Park();
        // Of one thing that several campaigns do, the campaign that is on goes before.
        var meant = All(scene).Where(flow => word == "procedures" || flow.Id == word).ToList();
        var first = meant.Count == 1 || rest.Length > 0 || word != "procedures" ? meant[0] : null;
        if (rest.Length > 0)
            Search(scene, first!.Key, rest);
        else
            ErrandRooms.Ask(scene, new ProcedureErrand(first?.Key ?? "", null, [], false));
        return true;
    }

    public bool Owns(Errand errand) => errand is ProcedureErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        switch (lookup, found)
        {
            case (CaseSearch asked, CaseFound { Case: null, Candidates: [] }):
                scene.Say(ProcedureTexts.NoHousehold, ("typed", asked.Name));
                Engine.Show(scene);
                return true;
            case (CaseSearch asked, CaseFound { Case: null } several):
                ErrandRooms.Ask(scene, new ProcedureErrand(asked.Procedure, null, several.Candidates, false));
                return true;
            case (CaseSearch asked, CaseFound { Case: { } one }):
                Open(scene, Find(scene, asked.Procedure), one);
                return true;
            case (CaseForm asked, CaseFormFound form):
                Fill(scene, Find(scene, asked.Procedure), asked, form);
                return true;
            default:
                return false;
        }
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (ProcedureErrand)errand;
        if (at.Procedure.Length == 0)
            return new Prompt
            {
                Title = scene.Text(ProcedureTexts.Pick),
                Options = [.. All(scene).Select(each => new Option(each.Key, scene.Text(ProcedureTexts.Line,
                    ("procedure", each.Name), ("campaign", scene.Pack.Campaigns.FirstOrDefault(campaign => campaign.Id == each.Campaign)?.Short ?? each.Campaign))))],
                Hint = scene.Text(ErrandTexts.HintPick),
            };
        var procedure = Find(scene, at.Procedure);
        return at switch
        {
            { Override: true, Case: { } open } => new Prompt
            {
                Title = scene.Text(ProcedureTexts.AskOverride, ("household", open.Household.Name)),
                Hint = scene.Text(ErrandTexts.HintText),
                Unnumbered = true,
            },
            { Case: { } open } => Steps(scene, procedure, open),
            { Candidates.Count: > 0 } => new Prompt
            {
                Title = scene.Text(ProcedureTexts.Which, ("typed", at.Candidates[0].Name)),
                Options = [.. at.Candidates.Select(line => new Option(line.Id, scene.Text(Texts.MatchLine,
                    ("household", line.Name), ("village", line.Village), ("group", line.GroupNo), ("size", line.Size))))],
                Hint = scene.Text(ErrandTexts.HintPick),
            },
            _ => new Prompt { Title = scene.Text(ProcedureTexts.AskHousehold, ("procedure", procedure.Name)), Hint = scene.Text(ProcedureTexts.HintHousehold), Unnumbered = true },
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (ProcedureErrand)errand;
        if (at.Procedure.Length == 0)
            ErrandRooms.Ask(scene, at with { Procedure = scene.Pack.CaseFlows.Any(each => each.Key == option) ? option : "" });
        else if (at.Case is not { } open)
            Search(scene, at.Procedure, option);
        else if (option == GreenChannel)
            Take(scene, at, open with { Green = true }, Find(scene, at.Procedure).Steps.First(step => step.Green));
        else if (Find(scene, at.Procedure).Steps.FirstOrDefault(step => step.Id == option) is { } step)
            Take(scene, at, open, step);
        else
            ErrandRooms.Ask(scene, at);
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (ProcedureErrand)errand;
        if (at is { Override: true, Case: { } open } && text.Length >= ShortestReason)
            Go(scene, at, open, NextOf(Find(scene, at.Procedure), open)!, PersonalNumbers.Mask(text));
        else if (at.Procedure.Length > 0 && at.Case is null)
            Search(scene, at.Procedure, text);
        else if (at.Case is { } shown && Find(scene, at.Procedure).Steps.FirstOrDefault(step => step.Name == text || step.Name.Contains(text, StringComparison.Ordinal)) is { } named)
            Take(scene, at, shown, named);
        else
            ErrandRooms.NotUnderstood(scene, at, text);
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (ProcedureErrand)errand;
        ErrandRooms.Ask(scene, at.Case is not null || at.Candidates.Count > 0 ? at with { Case = null, Candidates = [], Override = false } : at with { Procedure = "" });
        return true;
    }

    /// <summary>A step has been handed in: says which one comes after it, and who takes it.</summary>
    public static void Handed(Scene scene, Draft draft, IReadOnlyDictionary<string, string> answers)
    {
        if (CaseStepMark.Of(draft) is not { } mark)
            return;
        var procedure = Find(scene, mark.Procedure);
        var steps = (mark.Green ? procedure.Steps : procedure.InOrder).ToList();
        var at = steps.FindIndex(step => step.Id == mark.Step);
        if (procedure.HasEnded(answers) || at == steps.Count - 1)
            return;
        var next = steps[at + 1];
        if (IsTheirs(scene, next))
            scene.Say(ProcedureTexts.NextIsTheirs, ("step", next.Name), ("example", $"{procedure.Name} {draft.SubjectName}"));
        else
            scene.Say(ProcedureTexts.NextIsOthers, ("step", next.Name), ("levels", Levels(scene, next)));
    }

    private static bool Refuse(Scene scene, MessageKey why)
    {
        scene.Say(why);
        Engine.Show(scene);
        return true;
    }

    private static void Open(Scene scene, CaseFlow procedure, HouseholdCase one)
    {
        var isMonitored = one.Household.Kind.Length > 0;
        if (one.Id == 0 && isMonitored != procedure.Monitored)
        {
            scene.Say(isMonitored ? ProcedureTexts.Monitored : ProcedureTexts.NotMonitored, ("household", one.Household.Name), ("procedure", procedure.Name));
            scene.Idle();
        }
        else if (one.Id == 0 && procedure.WithoutLabour && one.Labourers > 0)
        {
            scene.Say(ProcedureTexts.HasLabour, ("household", one.Household.Name), ("count", one.Labourers), ("procedure", procedure.Name));
            scene.Idle();
        }
        // Without anybody able to work a household stays monitored, unless the county says why not.
        else if (one.Id == 0 && procedure.NeedsLabour && one.Labourers == 0 && scene.Speaker.Level != "county")
        {
            scene.Say(ProcedureTexts.NoLabour, ("household", one.Household.Name));
            scene.Idle();
        }
        else
            ErrandRooms.Ask(scene, new ProcedureErrand(procedure.Key, one, [], one.Id == 0 && procedure.NeedsLabour && one.Labourers == 0));
    }

    private static Prompt Steps(Scene scene, CaseFlow procedure, HouseholdCase open)
    {
        var next = NextOf(procedure, open);
        var steps = procedure.InOrder.ToList();
        List<Option> options = [.. next is null || !IsTheirs(scene, next) ? [] : (Option[])[new Option(next.Id, scene.Text(ProcedureTexts.Take, ("step", next.Name)))]];
        if (procedure.HasGreenChannel && !open.Green && open.Done.Count == 0)
            options.Add(new Option(GreenChannel, scene.Text(ProcedureTexts.Green)));
        return new Prompt
        {
            Title = scene.Text(open.Green ? ProcedureTexts.TitleGreen : ProcedureTexts.Title,
                ("household", open.Household.Name), ("procedure", procedure.Name), ("done", steps.Count(step => open.Done.ContainsKey(step.Id))), ("total", steps.Count)),
            Body = string.Join('\n', procedure.Steps.Where(step => !step.Green || open.Green).Select(step => Line(scene, open, step, next))),
            Options = options,
            Hint = next is null || IsTheirs(scene, next) ? scene.Text(ProcedureTexts.Hint) : scene.Text(ProcedureTexts.NotYours, ("step", next.Name), ("levels", Levels(scene, next))),
            Actions = [new Option("@back", scene.Text(ErrandTexts.Back))],
        };
    }

    private static string Line(Scene scene, HouseholdCase open, CaseFlowStep step, CaseFlowStep? next)
    {
        if (open.Done.TryGetValue(step.Id, out var day))
            return scene.Text(ProcedureTexts.StepDone, ("step", step.Name), ("date", day));
        var line = scene.Text(step == next ? ProcedureTexts.StepNext : ProcedureTexts.StepLater, ("step", step.Name));
        return open.Days.TryGetValue(step.Id, out var days)
            ? scene.Text(days < 0 ? ProcedureTexts.StepLate : ProcedureTexts.StepDue, ("step", line), ("days", Math.Abs(days)))
            : line;
    }

    private static void Take(Scene scene, ProcedureErrand at, HouseholdCase open, CaseFlowStep step)
    {
        var procedure = Find(scene, at.Procedure);
        var next = NextOf(procedure, open);
        if (open.Done.TryGetValue(step.Id, out var day))
            Deny(ProcedureTexts.Taken, ("step", step.Name), ("date", day));
        else if (!step.Green && next is not null && step != next)
            Deny(ProcedureTexts.OutOfOrder, ("before", next.Name), ("step", step.Name));
        else if (!IsTheirs(scene, step))
            Deny(ProcedureTexts.NotYours, ("step", step.Name), ("levels", Levels(scene, step)));
        else
            Go(scene, at, open, step, "");

        void Deny(MessageKey key, params (string, object?)[] values)
        {
            scene.Say(key, values);
            ErrandRooms.Ask(scene, at);
        }
    }

    private static void Go(Scene scene, ProcedureErrand at, HouseholdCase open, CaseFlowStep step, string reason) =>
        scene.Look(new Lookup.ForErrand(new CaseForm(at.Procedure, open, step.Id, reason, ChinaTime.DayOf(scene.Now))));

    private static void Fill(Scene scene, CaseFlow procedure, CaseForm asked, CaseFormFound found)
    {
        var form = scene.Pack.Form(procedure.Form)!;
        Questions.Go(scene, Filling.Start(form, new Draft
        {
            Form = form.Id,
            Version = form.Version,
            Campaign = procedure.Campaign,
            Subject = found.Household.Id,
            SubjectName = found.Household.Name,
            Data = found.Data,
            Errand = new CaseStepMark(procedure.Key, asked.Step, asked.Case.Green, asked.Override).Written,
            StartedAt = scene.Now,
        }, scene.Speaker.Userid, scene.Now));
    }

    // In the green channel aid comes first; where it has been given, the steps follow as ever.
    private static CaseFlowStep? NextOf(CaseFlow procedure, HouseholdCase open) =>
        (open.Green ? procedure.Steps : procedure.InOrder).FirstOrDefault(step => !open.Done.ContainsKey(step.Id));

    private static void Search(Scene scene, string procedure, string name) =>
        scene.Look(new Lookup.ForErrand(new CaseSearch(procedure, name, ChinaTime.DayOf(scene.Now))));

    private static IEnumerable<CaseFlow> All(Scene scene)
    {
        var today = ChinaTime.DayOf(scene.Now);
        return scene.Pack.CaseFlows.OrderByDescending(flow => scene.Pack.Campaign(flow.Campaign)?.IsOn(today));
    }

    private static CaseFlow Find(Scene scene, string key) => scene.Pack.CaseFlows.First(each => each.Key == key);

    private static bool IsTheirs(Scene scene, CaseFlowStep step) => step.Levels.Count == 0 || step.Levels.Contains(scene.Speaker.Level);

    private static string Levels(Scene scene, CaseFlowStep step) => string.Join(scene.Text(Texts.Comma), step.Levels.Select(level => scene.Text(Level(level))));

    private static MessageKey Level(string level) => level switch
    {
        "county" => ProcedureTexts.County,
        "town" => ProcedureTexts.Town,
        _ => ProcedureTexts.Village,
    };
}
