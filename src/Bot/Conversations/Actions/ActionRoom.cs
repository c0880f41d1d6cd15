using Bot.Conversations.Errands;
using Bot.Conversations.Notices;
using Store;
using Store.Packs;

namespace Bot.Conversations.Actions;

/// <summary>
/// 行动: which campaigns (专项行动) there are and how far each is, who is missing and why; from there it is launched by a notice to
/// everybody concerned, and those who owe something are pressed by one.
/// </summary>
internal sealed class ActionRoom : IErrandRoom
{
    private const int MostNames = 6;
    private const string Push = "push";
    private const string Launch = "launch";
    private const string Others = "others";
    private const string Close = "close";

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "actions" && !(word == "progress" && rest.Length > 0))
            return false;
        if (scene.Speaker.SeesOnlyOwn)
            return ErrandRooms.Refuse(scene, ErrandTexts.NotForYou);
        var meant = scene.Pack.Campaigns.Where(campaign => rest.Length > 0 && IsCalled(campaign, rest)).ToList();
        if (word == "progress" && meant.Count == 0)
            return false;
        scene.Park();
        if (meant.Count == 1)
            Look(scene, meant[0].Id);
        else
        {
            if (rest.Length > 0)
                scene.Say(ActionTexts.NotCalled, ("typed", rest));
            ErrandRooms.Ask(scene, new ActionErrand((ActionView?)null));
        }
        return true;
    }

    public bool Owns(Errand errand) => errand is ActionErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not ActionFound { View: var view })
            return false;
        ErrandRooms.Ask(scene, new ActionErrand(view));
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        if (((ActionErrand)errand).Shown is not { } view)
            return new Prompt
            {
                Title = scene.Text(ActionTexts.Pick),
                Options = [.. Known(scene).Select(campaign => new Option(campaign.Id, scene.Text(ActionTexts.Line, ("campaign", campaign.Short), ("stage", Stage(scene, campaign)))))],
                Hint = scene.Text(ErrandTexts.HintPick),
            };
        var shown = scene.Pack.Campaign(view.Campaign)!;
        return new Prompt
        {
            Title = shown.Short,
            Body = string.Join('\n', [scene.Text(ActionTexts.Now, ("stage", Stage(scene, shown))), .. Lines(scene, view)]),
            Options =
            [
                .. view.Owed > 0 && MayWrite(scene) ? (Option[])[new Option(Push, scene.Text(ActionTexts.Push, ("count", view.Owed)))] : [],
                .. view.Concerned > 0 && MayWrite(scene) ? (Option[])[new Option(Launch, scene.Text(ActionTexts.Launch))] : [],
                new Option(Others, scene.Text(ActionTexts.Others)), new Option(Close, scene.Text(ActionTexts.Close)),
            ],
            Hint = scene.Text(ActionTexts.Hint),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        if (((ActionErrand)errand).Shown is not { } view)
        {
            Look(scene, option);
            return;
        }
        var campaign = scene.Pack.Campaign(view.Campaign)!;
        switch (option)
        {
            case Push:
                NoticeRoom.Look(scene, new NoticeDraft("notice", Audience: NoticeDraft.OwingTo(campaign.Id)));
                break;
            case Launch:
                NoticeRoom.Look(scene, new NoticeDraft("notice", Body: Opening(scene, campaign), Audience: NoticeDraft.ConcernedBy(campaign.Id)));
                break;
            case Others:
                ErrandRooms.Ask(scene, new ActionErrand((ActionView?)null));
                break;
            default:
                scene.Idle();
                scene.Say(ErrandTexts.Fine);
                break;
        }
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        if (scene.Pack.Campaigns.Where(campaign => IsCalled(campaign, text)).ToList() is [var only])
            Look(scene, only.Id);
        else
            ErrandRooms.NotUnderstood(scene, errand, text);
    }

    public bool Back(Scene scene, Errand errand)
    {
        ErrandRooms.Ask(scene, new ActionErrand((ActionView?)null));
        return true;
    }

    private static void Look(Scene scene, string campaign) => scene.Look(new Lookup.ForErrand(new ActionLookup(campaign, scene.Now, scene.Month)));

    private static bool MayWrite(Scene scene) => scene.Speaker.Level != "village";

    // What is on stands first.
    private static IEnumerable<Campaign> Known(Scene scene) => scene.Pack.Campaigns.OrderByDescending(campaign => campaign.IsOn(ChinaTime.DayOf(scene.Now)));

    private static bool IsCalled(Campaign campaign, string typed) =>
        campaign.Id == typed || typed.Length >= 2 && (campaign.Short.Contains(typed, StringComparison.Ordinal) || campaign.Title.Contains(typed, StringComparison.Ordinal));

    private static string Stage(Scene scene, Campaign campaign)
    {
        var today = ChinaTime.DayOf(scene.Now);
        if (campaign.PhasesOn(today) is { Count: > 0 } phases)
            return string.Join(scene.Text(Texts.Comma), phases.Select(phase => phase.End is { } end
                ? scene.Text(ActionTexts.On, ("phase", phase.Name), ("until", Day(scene, end)))
                : scene.Text(ActionTexts.OnOpen, ("phase", phase.Name))));
        return campaign switch
        {
            { Start: { } start } when today < start => scene.Text(ActionTexts.ToCome, ("month", start.Month), ("day", start.Day)),
            { End: { } end } when today > end => scene.Text(ActionTexts.Over, ("month", end.Month), ("day", end.Day)),
            { Start: null } => scene.Text(ActionTexts.Undated),
            _ => scene.Text(ActionTexts.Between),
        };
    }

    private static IEnumerable<string> Lines(Scene scene, ActionView view)
    {
        if (view.NotInRoster.Count > 0)
            yield return scene.Text(ActionTexts.NotInRoster, ("names", string.Join(scene.Text(Texts.Comma), view.NotInRoster)));
        foreach (var round in view.Rounds.Concat(view.Households).Concat(view.Checklists))
        {
            yield return scene.Text(
                round.Missing.Count == 0 ? ActionTexts.RoundDone : round.Deadline.Length > 0 ? ActionTexts.RoundBy : ActionTexts.Round,
                ("name", round.Name), ("done", round.Done), ("total", round.Total), ("deadline", round.Deadline));
            if (round.Missing.Count > 0)
                yield return scene.Text(
                    round.Missing.Count > MostNames ? ActionTexts.MissingMore : ActionTexts.Missing,
                    ("names", string.Join(scene.Text(Texts.Comma), round.Missing.Take(MostNames))), ("count", round.Missing.Count));
        }
        if (view.OpenProblems > 0)
            yield return scene.Text(ActionTexts.Problems, ("open", view.OpenProblems), ("late", view.LateProblems));
        if (view.Rounds.Count + view.Households.Count + view.Checklists.Count == 0)
            yield return scene.Text(ActionTexts.Nothing);
    }

    // What the campaign's own document says, so that nobody has to retype it; it can be changed before it goes.
    private static string Opening(Scene scene, Campaign campaign)
    {
        List<string> lines = [scene.Text(ActionTexts.LaunchBody, ("title", campaign.Short), ("doc_no", campaign.DocNo.Length > 0 ? $"（{campaign.DocNo}）" : ""))];
        lines.AddRange(campaign.Phases.Where(phase => phase.End is not null).Select(phase => phase.Start is { } start
            ? scene.Text(ActionTexts.LaunchPhase, ("phase", phase.Name), ("from", Day(scene, start)), ("until", Day(scene, phase.End!.Value)))
            : scene.Text(ActionTexts.LaunchPhaseUntil, ("phase", phase.Name), ("until", Day(scene, phase.End!.Value)))));
        lines.AddRange(campaign.Deliverables.Where(deliverable => deliverable.Due is not null)
            .GroupBy(deliverable => (deliverable.Due, deliverable.At, To: string.Join(scene.Text(Texts.Comma), deliverable.To.Select(role => scene.Pack.Roles.Find(role)?.Name ?? role))))
            .Select(same => scene.Text(ActionTexts.LaunchDue,
                ("what", string.Join(scene.Text(Texts.Comma), same.Select(deliverable => deliverable.Short))), ("due", $"{Day(scene, same.Key.Due!.Value)}{same.Key.At:HH\\:mm}"), ("to", same.Key.To))));
        lines.Add(scene.Text(ActionTexts.LaunchHow));
        return string.Join('\n', lines);
    }

    private static string Day(Scene scene, DateOnly day) => scene.Text(ActionTexts.Day, ("month", day.Month), ("day", day.Day));
}
