using Bot.Forms;
using Store;

namespace Bot.Conversations;

/// <summary>上报问题: the problem form of the campaign, started about nobody in particular.</summary>
internal static class Problems
{
    public static void Start(Scene scene)
    {
        var (campaign, form) = scene.Pack.Campaigns
            .SelectMany(campaign => campaign.Forms.Select(id => (campaign, form: scene.Pack.Form(id)!)))
            .FirstOrDefault(entry => entry.form.Kind == "problem");
        if (form is null)
        {
            scene.Say(Texts.NoProblems);
            return;
        }
        if (Scene.Drafting(scene.Session.Activity) is { } current && current.Form == form.Id)
        {
            scene.Say(Texts.ResumedProblem, ("what", scene.Title(current)));
            Engine.Show(scene);
            return;
        }
        if (Suspicions.AreWaiting(scene, "") && scene.Session.Activity is not Activity.Suspecting)
        {
            Suspicions.Ask(scene, "");
            return;
        }
        if (scene.Session.Drafts.FirstOrDefault(parked => parked.Form == form.Id && parked.Period.Length == 0 && parked.Origin.Length == 0) is { } begun)
        {
            scene.Unpark(begun.Form, begun.Subject, begun.Period);
            scene.Say(Texts.ResumedProblem, ("what", scene.Title(begun)));
            Questions.Go(scene, begun);
            return;
        }
        scene.Look(new Lookup.ForForm(form.Id, campaign.Id, ChinaTime.DayOf(scene.Now)));
    }

    public static void Begin(Scene scene, Lookup.ForForm wanted, Found.Records records)
    {
        var draft = Filling.Start(scene.Pack.Form(wanted.Form)!, new Draft
        {
            Form = wanted.Form,
            Campaign = wanted.Campaign,
            Data = records.Data,
            StartedAt = scene.Now,
        }, scene.Speaker.Userid, scene.Now);
        Questions.Go(scene, draft);
    }
}
