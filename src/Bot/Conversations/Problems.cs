using Store.Packs;

namespace Bot.Conversations;

/// <summary>上报问题: what check-ins suggested, else the problem form of the campaign in whose round the person works.</summary>
internal static class Problems
{
    public static void Start(Scene scene)
    {
        if (Form(scene) is not var (campaign, form))
            scene.Say(Texts.NoProblems);
        else if (Suspicions.AreWaiting(scene, "") && scene.Session.Activity is not Activity.Suspecting)
        {
            scene.Park();
            Suspicions.Ask(scene, "");
        }
        else
            OtherForms.Open(scene, campaign, form);
    }

    /// <summary>The form in which the speaker reports problems; null where there is none.</summary>
    public static (Campaign Campaign, Form Form)? Form(Scene scene)
    {
        var own = Rounds.CheckIn(scene)?.Campaign;
        return scene.Pack.Campaigns
            .OrderBy(campaign => campaign == own ? 0 : 1)
            .SelectMany(campaign => campaign.Forms.Select(id => ((Campaign, Form)?)(campaign, scene.Pack.Form(id)!)))
            .FirstOrDefault(entry => entry?.Item2.Kind == "problem");
    }
}
