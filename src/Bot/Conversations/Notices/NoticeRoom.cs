using Bot.Conversations.Errands;
using Store;
using Store.Packs;

namespace Bot.Conversations.Notices;

/// <summary>发通知、发通报, and what became of them. A state machine: body, audience, answer, confirmation.</summary>
internal sealed class NoticeRoom : IErrandRoom
{
    private const int ShortestBody = 4;
    private const int LongestBody = 1500;
    private const int MostNames = 20;
    private const int LongestLine = 20;
    private const string Push = "push";
    private const string Recall = "recall";
    private const string Close = "close";
    private const string Group = "group";

    public bool Begin(Scene scene, string word, string rest)
    {
        switch (word)
        {
            case "notice" or "finding" or "receipts" or "recall" when scene.Speaker.SeesOnlyOwn || scene.Speaker.Level == "village":
                scene.Say(ErrandTexts.NotForYou);
                Engine.Show(scene);
                return true;
            case "notice" or "finding":
                scene.Park();
                ErrandRooms.Ask(scene, new NoticeErrand(new NoticeDraft(word), NoticeAsks.Body));
                return true;
            case "receipts" or "recall":
                scene.Park();
                scene.Look(new Lookup.ForErrand(new SentNoticesLookup(word == "recall", scene.Now)));
                return true;
            default:
                return false;
        }
    }

    public bool Owns(Errand errand) => errand is NoticeErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        switch (lookup, found)
        {
            case (AudienceLookup asked, AudienceFound audience):
                Audience(scene, asked.Draft, audience);
                return true;
            case (SentNoticesLookup { ToRecall: true }, SentNoticesFound { Notices: var all }):
                List<SentNotice> recallable = [.. all.Where(notice => notice.CanRecall)];
                if (recallable.Count == 0)
                    scene.Say(NoticeTexts.NoneToRecall, ("hours", scene.Pack.Office.RecallHours));
                else
                    ErrandRooms.Ask(scene, new NoticeErrand(new NoticeDraft(""), recallable.Count == 1 ? NoticeAsks.Recall : NoticeAsks.Which, recallable, recallable.Count == 1 ? recallable[0].Id : 0));
                return true;
            case (SentNoticesLookup, SentNoticesFound { Notices: var sent }):
                if (sent.Count == 0)
                    scene.Say(NoticeTexts.None);
                else
                    ErrandRooms.Ask(scene, new NoticeErrand(new NoticeDraft(""), sent.Count == 1 ? NoticeAsks.Receipts : NoticeAsks.Which, sent, sent.Count == 1 ? sent[0].Id : 0));
                return true;
            default:
                return false;
        }
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (NoticeErrand)errand;
        var draft = at.Draft;
        return at.Asking switch
        {
            NoticeAsks.Body => new Prompt
            {
                Title = scene.Text(draft.Kind == "finding" ? NoticeTexts.AskFinding : NoticeTexts.AskBody),
                Hint = scene.Text(NoticeTexts.HintBody),
                Unnumbered = true,
            },
            NoticeAsks.Audience => new Prompt
            {
                Title = scene.Text(NoticeTexts.AskAudience),
                Options = [.. scene.Pack.Office.Audiences.Select(audience => new Option(audience.Name, audience.Name))],
                Hint = scene.Text(NoticeTexts.HintAudience),
            },
            NoticeAsks.Ask => new Prompt
            {
                Title = scene.Text(NoticeTexts.AskAnswer),
                Options =
                [
                    new Option("receipt", scene.Text(NoticeTexts.AskReceipt)), new Option("form", scene.Text(NoticeTexts.AskFormAnswer)),
                    new Option("none", scene.Text(NoticeTexts.AskNothing)),
                ],
                Hint = scene.Text(ErrandTexts.HintPick),
            },
            NoticeAsks.Form => new Prompt
            {
                Title = scene.Text(NoticeTexts.PickForm),
                Options = [.. scene.Pack.Office.NoticeForms.Select(id => scene.Pack.Form(id)!).Select(form => new Option(form.Id, Called(form)))],
                Hint = scene.Text(ErrandTexts.HintPick),
            },
            NoticeAsks.Due => new Prompt { Title = scene.Text(NoticeTexts.AskDue), Hint = scene.Text(NoticeTexts.HintDue), Unnumbered = true },
            NoticeAsks.Confirm => Confirm(scene, draft),
            NoticeAsks.Which => new Prompt
            {
                Title = scene.Text(NoticeTexts.Which),
                Options = [.. at.Sent!.Take(MostNames).Select(notice => new Option($"{notice.Id}", scene.Text(NoticeTexts.WhichLine,
                    ("body", Short(notice.Body)), ("total", notice.Total), ("done", notice.Total - notice.Missing.Count))))],
                Hint = scene.Text(ErrandTexts.HintPick),
            },
            NoticeAsks.Recall => new Prompt
            {
                Title = scene.Text(NoticeTexts.RecallTitle, ("body", Short(Shown(at).Body)), ("total", Shown(at).Total)),
                Body = Shown(at).Beyond.Count > 0 ? scene.Text(NoticeTexts.RecallBeyond, ("names", Names(scene, Shown(at).Beyond))) : "",
                Options = [new Option(Recall, scene.Text(NoticeTexts.RecallYes)), new Option(Close, scene.Text(NoticeTexts.RecallNo))],
                Hint = scene.Text(ErrandTexts.HintPick),
            },
            _ => Receipts(scene, Shown(at)),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (NoticeErrand)errand;
        switch (at.Asking)
        {
            case NoticeAsks.Audience:
                scene.Look(new Lookup.ForErrand(new AudienceLookup(at.Draft with { Audience = option }, scene.Month)));
                break;
            case NoticeAsks.Ask when option == "form":
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Ask = option }, Asking = NoticeAsks.Form });
                break;
            case NoticeAsks.Ask:
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Ask = option }, Asking = NoticeAsks.Confirm });
                break;
            case NoticeAsks.Form:
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Form = option }, Asking = NoticeAsks.Confirm });
                break;
            case NoticeAsks.Confirm when option is "body" or "audience":
                ErrandRooms.Ask(scene, at with { Asking = option == "body" ? NoticeAsks.Body : NoticeAsks.Audience });
                break;
            case NoticeAsks.Confirm:
                var isForGroup = option == Group && at.Draft.FitForGroup;
                scene.Do(new TurnEvent.Ran(new NoticeSent(at.Draft with { InGroup = isForGroup })));
                scene.Idle();
                scene.Say(isForGroup ? NoticeTexts.SentInGroup : NoticeTexts.Sent, ("count", at.Draft.Names?.Count));
                break;
            case NoticeAsks.Which when at.Sent!.FirstOrDefault(notice => $"{notice.Id}" == option) is { } notice:
                ErrandRooms.Ask(scene, at with { Shown = notice.Id, Asking = NoticeAsks.Receipts });
                break;
            case NoticeAsks.Receipts when option == Push:
                scene.Do(new TurnEvent.Ran(new NoticePushed(at.Shown)));
                scene.Idle();
                scene.Say(NoticeTexts.Pushed, ("count", Shown(at).Missing.Count));
                break;
            case NoticeAsks.Receipts when option == Recall:
                ErrandRooms.Ask(scene, at with { Asking = NoticeAsks.Recall });
                break;
            case NoticeAsks.Recall when option == Recall:
                scene.Do(new TurnEvent.Ran(new NoticeRecalled(at.Shown)));
                scene.Idle();
                scene.Say(NoticeTexts.Recalled);
                break;
            default:
                scene.Idle();
                scene.Say(ErrandTexts.Fine);
                break;
        }
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (NoticeErrand)errand;
        switch (at.Asking)
        {
            case NoticeAsks.Body when text.Length is < ShortestBody or > LongestBody:
                scene.Say(text.Length < ShortestBody ? NoticeTexts.TooShort : NoticeTexts.TooLong, ("typed", text), ("count", text.Length), ("most", LongestBody));
                ErrandRooms.Ask(scene, at);
                break;
            case NoticeAsks.Body:
                var draft = at.Draft with { Body = PersonalNumbers.MaskIds(text) };
                if (draft.Audience.Length > 0)
                    scene.Look(new Lookup.ForErrand(new AudienceLookup(draft, scene.Month)));
                else
                    ErrandRooms.Ask(scene, at with { Draft = draft, Asking = NoticeAsks.Audience });
                break;
            case NoticeAsks.Audience:
                scene.Look(new Lookup.ForErrand(new AudienceLookup(at.Draft with { Audience = text }, scene.Month)));
                break;
            case NoticeAsks.Due:
                Due(scene, at, text);
                break;
            default:
                ErrandRooms.NotUnderstood(scene, at, text);
                break;
        }
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (NoticeErrand)errand;
        ErrandRooms.Ask(scene, at with
        {
            Asking = at.Asking switch
            {
                NoticeAsks.Audience => NoticeAsks.Body,
                NoticeAsks.Ask or NoticeAsks.Due => NoticeAsks.Audience,
                NoticeAsks.Form => NoticeAsks.Ask,
                NoticeAsks.Confirm => at.Draft.Kind == "finding" ? NoticeAsks.Due : NoticeAsks.Ask,
                NoticeAsks.Receipts or NoticeAsks.Recall => NoticeAsks.Which,
                var same => same,
            },
        });
        return true;
    }

    private static void Audience(Scene scene, NoticeDraft draft, AudienceFound audience)
    {
        foreach (var unknown in audience.Unknown)
            scene.Say(NoticeTexts.UnknownPart, ("typed", unknown));
        if (audience.Names.Count == 0)
        {
            scene.Say(NoticeTexts.Nobody, ("typed", draft.Audience));
            ErrandRooms.Ask(scene, new NoticeErrand(draft with { Audience = "" }, NoticeAsks.Audience));
            return;
        }
        draft = draft with { Names = audience.Names, FitForGroup = audience.FitForGroup };
        ErrandRooms.Ask(scene, draft switch
        {
            { Kind: "finding", Due: "" } => new NoticeErrand(draft with { Ask = "answer" }, NoticeAsks.Due),
            { Ask: "" } => new NoticeErrand(draft, NoticeAsks.Ask),
            _ => new NoticeErrand(draft, NoticeAsks.Confirm),
        });
    }

    private static void Due(Scene scene, NoticeErrand at, string text)
    {
        if (Deadline.Read(scene, text, NoticeTexts.NotADay) is { } day)
            ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Due = day }, Asking = NoticeAsks.Confirm });
        else
            ErrandRooms.Ask(scene, at);
    }

    private static Prompt Confirm(Scene scene, NoticeDraft draft) => new()
    {
        Context = draft.Body,
        Title = scene.Text(draft.Names!.Count > MostNames ? NoticeTexts.ConfirmMany : NoticeTexts.Confirm, ("count", draft.Names.Count), ("names", Names(scene, draft.Names))),
        Options =
        [
            new Option("send", scene.Text(NoticeTexts.ConfirmSend)),
            .. draft.FitForGroup ? [new Option(Group, scene.Text(NoticeTexts.ConfirmGroup))] : (Option[])[],
            new Option("body", scene.Text(NoticeTexts.ConfirmBody)), new Option("audience", scene.Text(NoticeTexts.ConfirmAudience)),
        ],
        Hint = scene.Text(ErrandTexts.HintPick),
    };

    private static Prompt Receipts(Scene scene, SentNotice notice)
    {
        var isDone = notice.Missing.Count == 0 || notice.Ask == "none";
        List<Option> options = [];
        if (!isDone)
            options.Add(new Option(Push, scene.Text(NoticeTexts.Push, ("count", notice.Missing.Count))));
        if (notice.CanRecall)
            options.Add(new Option(Recall, scene.Text(NoticeTexts.Recall)));
        return new Prompt
        {
            Title = scene.Text(isDone ? NoticeTexts.ReceiptsDone : NoticeTexts.Receipts,
                ("body", Short(notice.Body)), ("total", notice.Total), ("done", notice.Total - notice.Missing.Count), ("left", notice.Missing.Count)),
            Body = string.Join('\n', [.. isDone ? [] : (string[])[scene.Text(NoticeTexts.Missing, ("names", string.Join(scene.Text(Texts.Comma), notice.Missing)))], .. notice.Answers]),
            Options = [.. options, new Option(Close, scene.Text(NoticeTexts.Close))],
            Hint = scene.Text(ErrandTexts.HintPick),
        };
    }

    private static SentNotice Shown(NoticeErrand at) => at.Sent!.First(notice => notice.Id == at.Shown);

    private static string Names(Scene scene, IReadOnlyList<string> names) => string.Join(scene.Text(Texts.Comma), names.Take(MostNames));

    internal static string Short(string body) => body.Length > LongestLine ? $"{body[..LongestLine]}…" : body;

    internal static string Called(Form form) => form.PlainTitle ?? form.Title;
}
