namespace Bot.Conversations;

/// <summary>上报问题: what check-ins suggested, else the problem form of the campaign in whose round the person works.</summary>
internal static class Problems
{
    public static void Start(Scene scene)
    {
        var own = Rounds.CheckIn(scene)?.Campaign;
        var (campaign, form) = scene.Pack.Campaigns
            .OrderBy(campaign => campaign == own ? 0 : 1)
            .SelectMany(campaign => campaign.Forms.Select(id => (campaign, form: scene.Pack.Form(id)!)))
            .FirstOrDefault(entry => entry.form.Kind == "problem");
        if (form is null)
            scene.Say(Texts.NoProblems);
        else if (Suspicions.AreWaiting(scene, "") && scene.Session.Activity is not Activity.Suspecting)
        {
            scene.Park();
            Suspicions.Ask(scene, "");
        }
        else
            OtherForms.Open(scene, campaign, form);
    }
}
