using System.Globalization;
using Bot.Forms;
using Store.Packs;
using Table = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, string>>;

namespace Bot.Conversations;

/// <summary>
/// 练习: a whole check-in or problem report about a made-up household. Every screen says so; nothing of it is handed in, kept, counted
/// or reminded of.
/// </summary>
internal static class Practice
{
    private const string Mark = "practice";
    private const string Id = "@practice";

    public static bool Is(Draft draft) => draft.Errand == Mark;

    public static void Start(Scene scene)
    {
        if (Rounds.CheckIn(scene) is not var (campaign, cadence))
        {
            StartProblem(scene);
            return;
        }
        var form = scene.Pack.Form(cadence.Form)!;
        var household = Household(scene, form);
        var draft = new Draft
        {
            Form = form.Id,
            Version = form.Version,
            Campaign = campaign.Id,
            Subject = Id,
            SubjectName = household.Line.Name,
            Period = scene.Month.ToString(),
            Data = household.Data,
            Errand = Mark,
            StartedAt = scene.Now,
        };
        scene.Say(PracticeTexts.Begun);
        Questions.Go(scene, Filling.CarryOver(form, Filling.Start(form, draft, scene.Speaker.Userid, scene.Now), scene.Now));
    }

    public static void StartProblem(Scene scene)
    {
        if (Problems.Form(scene) is not var (campaign, form))
        {
            scene.Say(Texts.NoProblems);
            return;
        }
        scene.Say(PracticeTexts.BegunProblem, ("household", scene.Text(PracticeTexts.Household)));
        scene.Look(new Lookup.ForForm(form.Id, campaign.Id, Store.ChinaTime.DayOf(scene.Now)) { IsPractice = true });
    }

    /// <summary>What a draft begun for practice bears.</summary>
    public static string ErrandOf(Lookup.ForForm wanted) => wanted.IsPractice ? Mark : "";

    /// <summary>Where a real form would be handed in.</summary>
    public static void Finish(Scene scene, Draft draft)
    {
        scene.Idle();
        scene.Say(draft.Period.Length > 0 ? PracticeTexts.Done : PracticeTexts.DoneProblem, ("what", scene.Title(draft)));
    }

    /// <summary>The household that nobody has: whatever name is typed while practising means it.</summary>
    public static Found.Household Household(Scene scene, Form form)
    {
        var name = scene.Text(PracticeTexts.Household);
        var monitorType = scene.Pack.RosterLayout?.MonitorTypes[0][0] ?? "";
        var household = new Dictionary<string, string>
        {
            ["id"] = Id,
            ["name"] = name,
            ["county"] = "",
            ["town"] = scene.Speaker.Town,
            ["village"] = scene.Speaker.Village,
            ["group"] = scene.Text(PracticeTexts.Group),
            ["size"] = 2.ToString(CultureInfo.InvariantCulture),
            ["types"] = scene.Text(PracticeTexts.Types),
            ["monitor_type"] = monitorType,
            ["risk_types"] = "",
            ["risk_status"] = "open",
            ["identified_on"] = "",
            ["labourers"] = 1.ToString(CultureInfo.InvariantCulture),
            ["measures"] = 0.ToString(CultureInfo.InvariantCulture),
        };
        PrintedType.Fill(household, scene.Pack.HouseholdTypes(form));
        IReadOnlyDictionary<string, string> head = new Dictionary<string, string>
        {
            ["key"] = $"{Id}-1",
            ["name"] = name,
            ["relation"] = scene.Pack.RosterLayout?.HeadRelations.FirstOrDefault() ?? "",
            ["working"] = "",
        };
        IReadOnlyDictionary<string, string> other = new Dictionary<string, string>(head) { ["key"] = $"{Id}-2", ["name"] = scene.Text(PracticeTexts.Member), ["relation"] = "" };
        var tables = new Dictionary<string, Table> { ["household"] = [household], ["member"] = [head, other], ["labourer"] = [head], ["measure"] = [] };
        return new Found.Household(new HouseholdLine(Id, name, scene.Speaker.Village, household["group"], 2, monitorType, false), tables, new Dictionary<string, string>(), "", null);
    }
}
