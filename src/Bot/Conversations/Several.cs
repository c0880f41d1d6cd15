using Bot.Conversations.Names;
using Bot.Forms;
using Store;

namespace Bot.Conversations;

/// <summary>
/// Several households in one message (张三家无变化，李四家这个月打工收入3000): split, read back household by household, and handed in
/// at one yes. What was not understood, or not found, is said; nothing is dropped and nothing is guessed.
/// </summary>
internal static class Several
{
    private const int MostHouseholds = 20;

    /// <summary>False where the message names no household.</summary>
    public static bool Heard(Scene scene, Activity.Choosing choosing, string text)
    {
        var words = scene.Pack.Mentions;
        var mentions = HouseholdMentions.Read(text, choosing.Households, words);
        if (mentions.Count == 0)
            return Naming.Named(scene, choosing, text, NameMatch.Find(text, choosing.Households, words));
        if (mentions is [Mention.Mine { Text: "" } only])
            return Naming.Named(scene, choosing, only.Typed, only.Who);
        if (mentions.All(mention => mention is Mention.Unknown or Mention.Loose) || Rounds.CheckIn(scene) is not var (_, cadence))
            return false;
        var said = new List<(string Household, string Text)>();
        var aside = new List<string>();
        foreach (var mention in mentions)
            switch (mention)
            {
                case Mention.Mine { Text: "" } silent:
                    // 除了张三家，都没变化: named so as to leave it out.
                    if (!mentions.Any(other => other is Mention.Rest))
                        aside.Add(scene.Text(Texts.SeveralSilent, ("typed", silent.Typed)));
                    break;
                case Mention.Mine { Who.Sure: { } sure } mine:
                    said.Add((sure.Id, mine.Text));
                    break;
                case Mention.Mine unsure:
                    aside.Add(scene.Text(Texts.SeveralUnsure, ("typed", unsure.Typed), ("households",
                        string.Join(scene.Text(Texts.Comma), unsure.Who.Best.Select(candidate => candidate.Household.Name)))));
                    break;
                case Mention.Rest rest:
                    var named = mentions.OfType<Mention.Mine>().SelectMany(mine => mine.Who.Best).Select(candidate => candidate.Household.Id).ToHashSet();
                    said.AddRange(choosing.Households.Where(line => !line.Done && !named.Contains(line.Id)).Select(line => (line.Id, rest.Text)));
                    break;
                case Mention.Unknown unknown:
                    aside.Add(scene.Text(Texts.SeveralUnknown, ("typed", unknown.Typed)));
                    break;
                default:
                    aside.Add(scene.Text(Texts.SeveralUnread, ("typed", mention.Text)));
                    break;
            }
        if (said.Count > MostHouseholds)
            scene.Say(Texts.SeveralTooMany, ("count", said.Count), ("most", MostHouseholds));
        else if (said.Count == 0)
            scene.Say(string.Join('\n', aside));
        else
            scene.Look(new Lookup.ForSeveral(
                [.. said.Select(part => part.Household)], [.. said.Select(part => part.Text)], cadence.Form,
                Month.Parse(choosing.Period) ?? scene.Month, aside));
        return true;
    }

    /// <summary>Reads each household's part and asks whether all of it is meant.</summary>
    public static void Read(Scene scene, Lookup.ForSeveral asked, IReadOnlyList<Found.Household> households)
    {
        var (ready, open, lines) = (new List<Draft>(), new List<Draft>(), new List<string>());
        foreach (var household in households)
        {
            var text = asked.Texts[IndexOf(asked.Households, household.Line.Id)];
            if (household.Current is { } current)
            {
                lines.Add(scene.Text(Texts.SeveralDone, ("household", household.Line.Name), ("day", ChinaTime.DayOf(current.At).Day)));
                continue;
            }
            var (draft, line) = Part(scene, Rounds.Begin(scene, household, asked.Month), household.Line.Name, text);
            lines.Add(line);
            if (draft is not null)
                (scene.Fill(draft) is { Open: null } filled && !filled.Problems.Any() ? ready : open).Add(draft);
        }
        lines.AddRange(asked.Aside);
        if (ready.Count + open.Count == 0)
        {
            scene.Say(string.Join('\n', lines));
            scene.Say(Texts.SeveralAgain);
            return;
        }
        Ask(scene, new Activity.Confirming(ready, open, lines));
    }

    public static void Ask(Scene scene, Activity.Confirming confirming) => scene.Ask(confirming, new Prompt
    {
        Title = scene.Text(Texts.SeveralTitle, ("count", confirming.Ready.Count + confirming.Open.Count)),
        Body = string.Join('\n', confirming.Lines),
        Options = [new Option("@yes", scene.Text(Texts.SeveralYes)), new Option("@no", scene.Text(Texts.SeveralNo))],
        Hint = scene.Text(Texts.HintChoice),
    });

    public static void Confirmed(Scene scene, Activity.Confirming confirming, bool? sure)
    {
        switch (sure)
        {
            case null:
                Ask(scene, confirming);
                return;
            case false:
                scene.Idle();
                scene.Say(Texts.SeveralAgain);
                return;
        }
        scene.Idle();
        foreach (var draft in confirming.Ready)
        {
            scene.Do(new TurnEvent.Submitted(draft, scene.Fill(draft).Answers, ""));
            Suspicions.Raise(scene, draft);
        }
        if (confirming.Ready.Count > 0)
            scene.Say(Texts.SeveralSubmitted, ("households", string.Join(scene.Text(Texts.Comma), confirming.Ready.Select(draft => draft.SubjectName))));
        scene.Session = scene.Session with { Drafts = [.. scene.Session.Drafts, .. confirming.Open.Skip(1)] };
        if (confirming.Open.Count > 0)
            Questions.Go(scene, confirming.Open[0]);
        else if (Suspicions.AreWaiting(scene, ""))
            Suspicions.Ask(scene, "");
        else if (Month.Parse(confirming.Ready[0].Period) is { } month)
            scene.Look(new Lookup.MyHouseholds(month, [.. confirming.Ready.Select(draft => draft.Subject)]));
    }

    /// <summary>What was said of one household, as answers; the draft is null where nothing of it could be read.</summary>
    private static (Draft? Draft, string Line) Part(Scene scene, Draft blank, string household, string text)
    {
        var form = scene.Form(blank);
        var draft = blank.Previous.Count > 0 ? Filling.StateUnchanged(form, blank, scene.Now) : Filling.CarryOver(form, blank, scene.Now);
        if (scene.Pack.Words.Match(text) == "unchanged")
            return blank.Previous.Count > 0
                ? (draft, Line(scene, draft, household, scene.Text(Texts.OfferUnchanged)))
                : (null, scene.Text(Texts.SeveralFirst, ("household", household)));
        var questions = Review.Listed(scene.Fill(draft)).ToList();
        var reading = PartReading.Read(text, [.. questions.Select(question => new Captioned(
            question.Path, [.. new[] { question.Caption, question.Wording, question.Label }.Concat(question.Question.Aliases)]))], scene.Pack.Mentions);
        var (taken, unread) = (new List<string>(), reading.Unread.ToList());
        foreach (var assignment in reading.Assignments)
        {
            var question = scene.Fill(draft).Find(assignment.Path)!;
            if (AnswerReader.Read(question, assignment.Value, scene.Pack.ValueWords, scene.Now) is Reading.Understood understood
                && question.Form.Check(question, understood.Value) is null)
            {
                draft = Filling.Answer(form, draft, assignment.Path, understood.Value, scene.Now) with { Unchanged = false };
                taken.Add($"{question.Caption}{scene.Text(Texts.Is)}{question.Show(understood.Value)}");
            }
            else
                unread.Add($"{assignment.Caption}{assignment.Value}");
        }
        var saidUnchanged = unread.RemoveAll(left => scene.Pack.Words.Match(left) is "unchanged" or "rest_unchanged") > 0;
        if (taken.Count == 0 && unread.Count == 0 && saidUnchanged && blank.Previous.Count > 0)
            return (draft, Line(scene, draft, household, scene.Text(Texts.OfferUnchanged)));
        if (taken.Count == 0)
            return (null, scene.Text(Texts.SeveralNotRead, ("household", household), ("typed", text)));
        var line = Line(scene, draft, household, string.Join(scene.Text(Texts.Separator), taken));
        return (draft, unread.Count == 0 ? line : $"{line}{scene.Text(Texts.SeveralUnread, ("typed", string.Join(scene.Text(Texts.Comma), unread)))}");
    }

    private static string Line(Scene scene, Draft draft, string household, string what)
    {
        var filled = scene.Fill(draft);
        var left = filled.Asked.Count(question => !question.IsAnswered && question.IsRequired);
        return scene.Text(left == 0 ? Texts.SeveralLine : Texts.SeveralLineLeft, ("household", household), ("what", what), ("left", left));
    }

    private static int IndexOf(IReadOnlyList<string> ids, string id)
    {
        for (var at = 0; at < ids.Count; at++)
            if (ids[at] == id)
                return at;
        return -1;
    }
}
