using System.Text.RegularExpressions;
using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>Answers that look like problems become drafts of problem reports: confirmed in a tap or two, dismissed with a reason, or put off.</summary>
internal static partial class Suspicions
{
    /// <summary>Makes the drafts that a check-in suggests; true where there are any.</summary>
    public static bool Raise(Scene scene, Draft checkIn)
    {
        var form = scene.Form(checkIn);
        var filled = scene.Fill(checkIn);
        var before = new FilledForm(form, checkIn with { Answers = checkIn.Previous }, scene.Now);
        var raised = false;
        foreach (var suspicion in scene.Pack.Campaigns.Where(campaign => campaign.Id == checkIn.Campaign)
            .SelectMany(campaign => campaign.Suspicions).Where(suspicion => suspicion.Form == checkIn.Form))
        {
            // What was so last month already was asked about then.
            if (!Holds(filled, suspicion) || checkIn.Previous.Count > 0 && Holds(before, suspicion))
                continue;
            var draft = Draft(scene, suspicion, checkIn, filled);
            scene.Session = scene.Session with { Drafts = [.. scene.Session.Drafts, draft] };
            scene.Do(new TurnEvent.Suspected(draft, draft.Says, ChinaTime.At(ChinaTime.DayOf(scene.Now).AddDays(1), suspicion.AskAt)));
            raised = true;
        }
        return raised;
    }

    public static bool AreWaiting(Scene scene, string household) => Waiting(scene, household).Any();

    public static void Ask(Scene scene, string household)
    {
        var waiting = Waiting(scene, household).ToList();
        scene.Ask(new Activity.Suspecting(household), new Prompt
        {
            Title = scene.Text(Texts.SuspectTitle, ("household", waiting[0].SubjectName), ("what", waiting[0].Says)),
            Body = waiting.Count > 1 ? scene.Text(Texts.SuspectMore, ("count", waiting.Count - 1)) : "",
            Options =
            [
                new Option("@suspect_report", scene.Text(Texts.SuspectReport)),
                new Option("@suspect_dismiss", scene.Text(Texts.SuspectDismiss)),
                new Option("@suspect_later", scene.Text(Texts.SuspectLater)),
            ],
            Hint = scene.Text(Texts.HintChoice),
        });
    }

    public static void Heard(Scene scene, Activity.Suspecting suspecting, string typed)
    {
        string[] words = ["suspect_report", "suspect_dismiss", "suspect_later"];
        string[] texts = [scene.Text(Texts.SuspectReport), scene.Text(Texts.SuspectDismiss), scene.Text(Texts.SuspectLater)];
        var at = AnswerReader.Position(typed.Trim()) is { } number ? number - 1 : Array.IndexOf(texts, typed.Trim());
        if (at >= 0 && at < words.Length)
            Run(scene, suspecting, words[at]);
        else
        {
            scene.Say(Texts.NotUnderstood(Expected.Choice), ("typed", typed), ("count", words.Length), ("example", ""));
            Ask(scene, suspecting.Household);
        }
    }

    public static void Run(Scene scene, Activity.Suspecting suspecting, string word)
    {
        switch (word)
        {
            case "suspect_report" when Waiting(scene, suspecting.Household).FirstOrDefault() is { } draft:
                scene.Session = scene.Session with { Drafts = [.. scene.Session.Drafts.Where(other => !ReferenceEquals(other, draft))] };
                Questions.Go(scene, draft);
                break;
            case "suspect_dismiss":
                AskWhy(scene, new Activity.Dismissing(suspecting.Household));
                break;
            default:
                scene.Idle();
                scene.Say(Texts.SuspectKept);
                Rounds.Start(scene);
                break;
        }
    }

    public static void AskWhy(Scene scene, Activity.Dismissing dismissing) => scene.Ask(dismissing, new Prompt
    {
        Title = scene.Text(Texts.DismissTitle),
        Hint = scene.Text(Texts.HintDismiss),
        Actions = [new Option("@back", scene.Text(Texts.ActionBack))],
    });

    public static void Because(Scene scene, Activity.Dismissing dismissing, string reason)
    {
        reason = reason.Trim();
        if (reason.Length < Corrections.ShortestReason)
        {
            AskWhy(scene, dismissing);
            return;
        }
        var dismissed = Waiting(scene, dismissing.Household).First();
        scene.Do(new TurnEvent.Dismissed(dismissed, reason));
        scene.Session = scene.Session with { Drafts = [.. scene.Session.Drafts.Where(draft => !ReferenceEquals(draft, dismissed))] };
        scene.Idle();
        scene.Say(Texts.Dismissed);
        Next(scene, dismissing.Household);
    }

    /// <summary>The next one that waits, or back to the round.</summary>
    public static void Next(Scene scene, string household)
    {
        if (Waiting(scene, household).Any())
            Ask(scene, household);
        else
            Rounds.Start(scene);
    }

    private static IEnumerable<Draft> Waiting(Scene scene, string household) =>
        scene.Session.Drafts.Where(draft => draft.Origin.Length > 0 && (household.Length == 0 || draft.Subject == household));

    private static bool Holds(FilledForm filled, Suspicion suspicion) => suspicion.If.IsTrue(filled.At(filled.All[0].Node));

    private static Draft Draft(Scene scene, Suspicion suspicion, Draft checkIn, FilledForm filled)
    {
        var form = scene.Pack.Form(suspicion.Problem)!;
        var draft = Filling.Start(form, new Draft
        {
            Form = form.Id,
            Version = form.Version,
            Campaign = checkIn.Campaign,
            Subject = checkIn.Subject,
            SubjectName = checkIn.SubjectName,
            Origin = $"{checkIn.Period}/{suspicion.Id}",
            Says = Fill(filled, suspicion.Says),
            Data = PrintedType.In(checkIn.Data, scene.Pack.HouseholdTypes(form)),
            StartedAt = scene.Now,
        }, scene.Speaker.Userid, scene.Now);
        foreach (var (question, text) in suspicion.Answers)
            draft = Filling.Answer(form, draft, question, Fill(filled, text), scene.Now);
        foreach (var question in form.Questions.Where(question => question.Lookup == "household"))
            draft = Filling.Answer(form, draft, question.Name, checkIn.SubjectName, scene.Now);
        return Subjects.PresetSubject(scene, draft);
    }

    private static string Fill(FilledForm filled, string text) =>
        Reference().Replace(text, match => filled.Find(match.Groups["name"].Value)?.Shown ?? "");

    [GeneratedRegex(@"\$\{\s*(?<name>[^}]*?)\s*\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
