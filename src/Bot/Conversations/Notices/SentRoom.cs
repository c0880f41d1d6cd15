using Bot.Conversations.Errands;

namespace Bot.Conversations.Notices;

/// <summary>谁没收到、撤回通知: who has answered and what, once more to those who have not, all of it as a ledger, and calling it back.</summary>
internal sealed class SentRoom : IErrandRoom
{
    private const int MostShown = 20;
    private const int MostAnswers = 8;
    private const string Push = "push";
    private const string Recall = "recall";
    private const string Ledger = "ledger";
    private const string Close = "close";

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word is not ("receipts" or "recall"))
            return false;
        if (!NoticeRules.MayWrite(scene.Speaker))
        {
            scene.Say(ErrandTexts.ForTownAndCounty);
            Engine.Show(scene);
            return true;
        }
        scene.Park();
        scene.Look(new Lookup.ForErrand(new SentNoticesLookup(word == "recall", scene.Now)));
        return true;
    }

    public bool Owns(Errand errand) => errand is SentErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (lookup is not SentNoticesLookup { ToRecall: var toRecall } || found is not SentNoticesFound { Notices: var all })
            return false;
        var sent = toRecall ? [.. all.Where(notice => notice.CanRecall)] : all;
        if (sent.Count > 0)
            ErrandRooms.Ask(scene, new SentErrand(sent, sent.Count == 1 ? sent[0].Id : 0, toRecall));
        else if (toRecall)
            scene.Say(NoticeTexts.NoneToRecall, ("hours", scene.Pack.Office.RecallHours));
        else
            scene.Say(NoticeTexts.None);
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (SentErrand)errand;
        if (at.Shown == 0)
            return new Prompt
            {
                Title = scene.Text(NoticeTexts.Which),
                Options = [.. at.Sent.Take(MostShown).Select(notice => new Option($"{notice.Id}", scene.Text(NoticeTexts.WhichLine,
                    ("body", NoticeRoom.Short(notice.Body)), ("total", notice.Total), ("done", notice.Total - notice.Missing.Count))))],
                Hint = scene.Text(ErrandTexts.HintPick),
            };
        return at.Recalling ? ToRecall(scene, Shown(at)) : Receipts(scene, Shown(at));
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (SentErrand)errand;
        switch (option)
        {
            case Push when at.Shown > 0:
                scene.Do(new TurnEvent.Ran(new NoticePushed(at.Shown)));
                scene.Idle();
                scene.Say(NoticeTexts.Pushed, ("count", Shown(at).Missing.Count));
                break;
            case Ledger when at.Shown > 0:
                scene.Do(new TurnEvent.LedgerOrdered(scene.Pack.Office.NoticeLedger, ""));
                scene.Idle();
                scene.Say(Texts.LedgerComing, ("ledger", scene.Pack.Ledger(scene.Pack.Office.NoticeLedger)?.Title));
                break;
            case Recall when at is { Shown: > 0, Recalling: false }:
                ErrandRooms.Ask(scene, at with { Recalling = true });
                break;
            case Recall when at.Shown > 0:
                scene.Do(new TurnEvent.Ran(new NoticeRecalled(at.Shown)));
                scene.Idle();
                scene.Say(NoticeTexts.Recalled);
                break;
            default:
                if (at.Shown == 0 && at.Sent.FirstOrDefault(notice => $"{notice.Id}" == option) is { } picked)
                    ErrandRooms.Ask(scene, at with { Shown = picked.Id });
                else
                {
                    scene.Idle();
                    scene.Say(ErrandTexts.Fine);
                }
                break;
        }
    }

    public void Heard(Scene scene, Errand errand, string text) => ErrandRooms.NotUnderstood(scene, errand, text);

    public bool Back(Scene scene, Errand errand)
    {
        var at = (SentErrand)errand;
        ErrandRooms.Ask(scene, at with { Shown = 0, Recalling = false });
        return true;
    }

    private static Prompt ToRecall(Scene scene, SentNotice notice) => new()
    {
        Title = scene.Text(NoticeTexts.RecallTitle, ("body", NoticeRoom.Short(notice.Body)), ("total", notice.Total)),
        Body = string.Join('\n',
        [
            .. notice.Beyond.Count > 0 ? (string[])[scene.Text(NoticeTexts.RecallBeyond, ("names", NoticeRoom.Names(scene, notice.Beyond)))] : [],
            .. notice.InWeChat.Count > 0 ? (string[])[scene.Text(NoticeTexts.RecallInWeChat, ("names", NoticeRoom.Names(scene, notice.InWeChat)))] : [],
        ]),
        Options = [new Option(Recall, scene.Text(NoticeTexts.RecallYes)), new Option(Close, scene.Text(NoticeTexts.RecallNo))],
        Hint = scene.Text(ErrandTexts.HintPick),
    };

    private static Prompt Receipts(Scene scene, SentNotice notice)
    {
        var isDone = notice.Missing.Count == 0 || notice.Ask == "none";
        List<Option> options = [];
        if (!isDone)
            options.Add(new Option(Push, scene.Text(NoticeTexts.Push, ("count", notice.Missing.Count))));
        if (notice.Ask != "none" && scene.Pack.Office.NoticeLedger.Length > 0)
            options.Add(new Option(Ledger, scene.Text(NoticeTexts.AsLedger)));
        if (notice.CanRecall)
            options.Add(new Option(Recall, scene.Text(NoticeTexts.Recall)));
        List<string> lines = [];
        if (notice.Due.Length > 0 && !isDone)
            lines.Add(scene.Text(NoticeTexts.WithDue, ("due", NoticeRoom.Day(scene, notice.Due))));
        if (!isDone)
            lines.Add(scene.Text(NoticeTexts.Missing, ("names", notice.Missing.Count > MostShown
                ? scene.Text(ErrandTexts.And, ("names", NoticeRoom.Names(scene, notice.Missing)), ("count", notice.Missing.Count))
                : NoticeRoom.Names(scene, notice.Missing))));
        lines.AddRange(notice.Answers.Take(MostAnswers));
        if (notice.Answers.Count > MostAnswers)
            lines.Add(scene.Text(NoticeTexts.MoreAnswers, ("count", notice.Answers.Count - MostAnswers)));
        return new Prompt
        {
            Title = scene.Text(notice.Ask == "none" ? NoticeTexts.ReceiptsNone : isDone ? NoticeTexts.ReceiptsDone : NoticeTexts.Receipts,
                ("body", NoticeRoom.Short(notice.Body)), ("total", notice.Total), ("done", notice.Total - notice.Missing.Count), ("left", notice.Missing.Count)),
            Body = string.Join('\n', lines),
            Options = [.. options, new Option(Close, scene.Text(NoticeTexts.Close))],
            Hint = scene.Text(ErrandTexts.HintPick),
        };
    }

    private static SentNotice Shown(SentErrand at) => at.Sent.First(notice => notice.Id == at.Shown);
}
