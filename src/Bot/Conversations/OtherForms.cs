using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>填表: any form of any campaign but the monthly round, by its number in the list or by name.</summary>
internal static class OtherForms
{
    public static void Start(Scene scene)
    {
        var forms = Offered(scene).ToList();
        if (forms.Count == 0)
        {
            scene.Say(Texts.NoForms);
            return;
        }
        scene.Ask(new Activity.PickingForm(), new Prompt
        {
            Title = scene.Text(Texts.FormsTitle),
            Options = [.. forms.Select(entry => new Option(entry.Form.Id, scene.Text(Texts.FormsLine,
                ("form", Called(entry.Form)), ("campaign", entry.Campaign.Short))))],
            Hint = scene.Text(Texts.HintForms),
        });
    }

    public static void Heard(Scene scene, string typed)
    {
        var forms = Offered(scene).ToList();
        if (AnswerReader.Position(typed.Trim()) is { } number && number >= 1 && number <= forms.Count)
            Open(scene, forms[number - 1].Campaign, forms[number - 1].Form);
        else if (!Begin(scene, typed.Trim()))
        {
            scene.Say(Texts.NotUnderstood(Expected.Choice), ("typed", typed), ("count", forms.Count), ("example", ""));
            Start(scene);
        }
    }

    /// <summary>填 and a form's id or a part of its name; false where no form, or more than one, is called that.</summary>
    public static bool Begin(Scene scene, string which)
    {
        var forms = Offered(scene).ToList();
        var exact = forms.Where(entry => entry.Form.Id == which || entry.Form.Title == which || entry.Form.PlainTitle == which).ToList();
        var meant = exact.Count > 0 || which.Length < 2
            ? exact
            : forms.Where(entry => entry.Form.Title.Contains(which, StringComparison.Ordinal) || Called(entry.Form).Contains(which, StringComparison.Ordinal)).ToList();
        if (meant.Count != 1)
            return false;
        Open(scene, meant[0].Campaign, meant[0].Form);
        return true;
    }

    /// <summary>The whole name of a form and nothing else, as reminders say it, where no answer is waited for.</summary>
    public static bool Named(Scene scene, string text) => scene.Session.Activity is null or Activity.Choosing
        && Offered(scene).Any(entry => entry.Form.Title == text || entry.Form.PlainTitle == text) && Begin(scene, text);

    /// <summary>A fresh copy, about nobody yet; or the one that was begun and left.</summary>
    /// <param name="given">What is known of a fresh one already.</param>
    public static void Open(Scene scene, Campaign campaign, Form form, IReadOnlyDictionary<string, string>? given = null)
    {
        if (Scene.Drafting(scene.Session.Activity) is { Origin: "" } current && current.Form == form.Id && current.Period.Length == 0)
        {
            scene.Say(Texts.ResumedProblem, ("what", scene.Title(current)));
            Engine.Show(scene);
            return;
        }
        scene.Park();
        if (scene.Session.Drafts.FirstOrDefault(parked => parked.Form == form.Id && parked.Period.Length == 0 && parked.Origin.Length == 0) is { } begun)
        {
            scene.Unpark(begun.Form, begun.Subject, begun.Period);
            scene.Say(Texts.ResumedProblem, ("what", scene.Title(begun)));
            Questions.Go(scene, begun);
            return;
        }
        scene.Look(new Lookup.ForForm(form.Id, campaign.Id, ChinaTime.DayOf(scene.Now)) { Given = given ?? new Dictionary<string, string>() });
    }

    public static void Begin(Scene scene, Lookup.ForForm wanted, Found.Records records)
    {
        var form = scene.Pack.Form(wanted.Form)!;
        var draft = Filling.Start(form, new Draft
        {
            Form = form.Id,
            Version = form.Version,
            Campaign = wanted.Campaign,
            Data = records.Data,
            Errand = Practice.ErrandOf(wanted),
            StartedAt = scene.Now,
        }, scene.Speaker.Userid, scene.Now);
        foreach (var (question, value) in wanted.Given)
            draft = Filling.Answer(form, draft, question, value, scene.Now);
        Questions.Go(scene, draft);
    }

    private static IEnumerable<(Campaign Campaign, Form Form)> Offered(Scene scene) =>
        from campaign in scene.Pack.Campaigns
        from id in campaign.Forms
        let form = scene.Pack.Form(id)!
        where form.Kind != "checkin"
        select (campaign, form);

    private static string Called(Form form) => form.PlainTitle ?? form.Title;
}
