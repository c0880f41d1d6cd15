using System.Globalization;
using Bot.Conversations.Errands;
using Store;
using Store.Packs;

namespace Bot.Conversations.Notices;

/// <summary>发通知、发通报. A state machine: body (and what goes with it), audience, answer, deadline, confirmation.</summary>
internal sealed class NoticeRoom : IErrandRoom
{
    private const int MostNames = 20;
    private const int LongestLine = 20;
    private const string Group = "group";
    private const string NoDeadline = "no-deadline";
    private const string NoFiles = "no-files";

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word is not ("notice" or "finding"))
            return false;
        if (!NoticeRules.MayWrite(scene.Speaker))
        {
            scene.Say(ErrandTexts.ForTownAndCounty);
            Engine.Show(scene);
            return true;
        }
        scene.Park();
        ErrandRooms.Ask(scene, new NoticeErrand(new NoticeDraft(word), NoticeAsks.Body));
        return true;
    }

    public bool Owns(Errand errand) => errand is NoticeErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (lookup is not AudienceLookup asked || found is not AudienceFound audience)
            return false;
        foreach (var unknown in audience.Unknown)
            scene.Say(NoticeTexts.UnknownPart, ("typed", unknown));
        foreach (var (typed, meant) in audience.Several)
            scene.Say(NoticeTexts.SeveralUnits, ("typed", typed), ("units", string.Join(scene.Text(Texts.Comma), meant)));
        if (audience.Names.Count == 0)
        {
            scene.Say(NoticeTexts.Nobody, ("typed", asked.Draft.Audience));
            ErrandRooms.Ask(scene, new NoticeErrand(asked.Draft with { Audience = "" }, NoticeAsks.Audience));
            return true;
        }
        var draft = asked.Draft with { Names = audience.Names, FitForGroup = audience.FitForGroup };
        ErrandRooms.Ask(scene, draft switch
        {
            { Body: "" } => new NoticeErrand(draft, NoticeAsks.Body),
            { Kind: "finding", Due: "" } => new NoticeErrand(draft with { Ask = "answer" }, NoticeAsks.Due),
            { Ask: "" } => new NoticeErrand(draft, NoticeAsks.Ask),
            _ => new NoticeErrand(draft, NoticeAsks.Confirm),
        });
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var draft = ((NoticeErrand)errand).Draft;
        return ((NoticeErrand)errand).Asking switch
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
                Hint = scene.Text(NoticeTexts.HintForm),
            },
            NoticeAsks.Due => new Prompt
            {
                Title = scene.Text(NoticeTexts.AskDue),
                Options = draft.Kind == "finding" ? [] : [new Option(NoDeadline, scene.Text(NoticeTexts.NoDeadline))],
                Hint = scene.Text(NoticeTexts.HintDue),
                Unnumbered = true,
            },
            _ => Confirm(scene, draft),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (NoticeErrand)errand;
        switch (at.Asking)
        {
            case NoticeAsks.Audience:
                Look(scene, at.Draft with { Audience = option });
                break;
            case NoticeAsks.Ask when option == "form":
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Ask = option }, Asking = NoticeAsks.Form });
                break;
            case NoticeAsks.Ask:
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Ask = option }, Asking = NoticeAsks.Confirm });
                break;
            case NoticeAsks.Form:
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Form = option }, Asking = NoticeAsks.Due });
                break;
            case NoticeAsks.Due:
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Due = "" }, Asking = NoticeAsks.Confirm });
                break;
            case NoticeAsks.Confirm when option is "body" or "audience":
                ErrandRooms.Ask(scene, at with { Asking = option == "body" ? NoticeAsks.Body : NoticeAsks.Audience });
                break;
            case NoticeAsks.Confirm when option == NoFiles:
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Files = [] } });
                break;
            case NoticeAsks.Confirm:
                var isForGroup = option == Group && at.Draft.FitForGroup;
                scene.Do(new TurnEvent.Ran(new NoticeSent(at.Draft with { InGroup = isForGroup })));
                scene.Idle();
                scene.Say(isForGroup ? NoticeTexts.SentInGroup : NoticeTexts.Sent, ("count", at.Draft.Names?.Count), ("hours", scene.Pack.Office.RecallHours));
                break;
            default:
                ErrandRooms.Ask(scene, at);
                break;
        }
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (NoticeErrand)errand;
        switch (at.Asking)
        {
            case NoticeAsks.Body when NoticeRules.Refusal(text) is { } refusal:
                scene.Say(refusal, ("typed", text), ("count", text.Length), ("most", NoticeRules.LongestBody));
                ErrandRooms.Ask(scene, at);
                break;
            case NoticeAsks.Body:
                var draft = at.Draft with { Body = PersonalNumbers.MaskIds(text) };
                if (draft.Audience.Length > 0)
                    Look(scene, draft);
                else
                    ErrandRooms.Ask(scene, at with { Draft = draft, Asking = NoticeAsks.Audience });
                break;
            case NoticeAsks.Audience:
                Look(scene, at.Draft with { Audience = text });
                break;
            case NoticeAsks.Form when NoticeRules.FormCalled(scene.Pack, text) is { } form:
                ErrandRooms.Ask(scene, at with { Draft = at.Draft with { Form = form.Id }, Asking = NoticeAsks.Due });
                break;
            case NoticeAsks.Due:
                if (Deadline.Read(scene, text, NoticeTexts.NotADay) is { } day)
                    at = at with { Draft = at.Draft with { Due = day }, Asking = NoticeAsks.Confirm };
                ErrandRooms.Ask(scene, at);
                break;
            default:
                ErrandRooms.NotUnderstood(scene, at, text);
                break;
        }
    }

    /// <summary>A photo or file goes with the notice, whenever it is sent while the notice is being written.</summary>
    public bool Sent(Scene scene, Errand errand, Input.Sent sent)
    {
        if (errand is not NoticeErrand at || sent.Kind is not ("image" or "video" or "file"))
            return false;
        if (at.Draft.Files.Count >= scene.Pack.Office.NoticeFiles.Most)
            scene.Say(NoticeTexts.TooManyFiles, ("most", scene.Pack.Office.NoticeFiles.Most));
        else
        {
            at = at with { Draft = at.Draft with { Files = [.. at.Draft.Files, sent.Reference] } };
            scene.Say(NoticeTexts.FileTaken, ("count", at.Draft.Files.Count));
        }
        ErrandRooms.Ask(scene, at);
        return true;
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (NoticeErrand)errand;
        ErrandRooms.Ask(scene, at with
        {
            Asking = at.Asking switch
            {
                NoticeAsks.Audience => NoticeAsks.Body,
                NoticeAsks.Ask => NoticeAsks.Audience,
                NoticeAsks.Due => at.Draft.Kind == "finding" ? NoticeAsks.Audience : NoticeAsks.Form,
                NoticeAsks.Form => NoticeAsks.Ask,
                NoticeAsks.Confirm => at.Draft switch { { Kind: "finding" } or { Ask: "form" } => NoticeAsks.Due, _ => NoticeAsks.Ask },
                var same => same,
            },
        });
        return true;
    }

    /// <summary>Who is meant is looked up; what is missing is asked after that.</summary>
    internal static void Look(Scene scene, NoticeDraft draft) => scene.Look(new Lookup.ForErrand(new AudienceLookup(draft, scene.Month, scene.Now)));

    private static Prompt Confirm(Scene scene, NoticeDraft draft) => new()
    {
        Context = string.Join('\n',
        [
            draft.Body, .. draft.Files.Count > 0 ? (string[])[scene.Text(NoticeTexts.WithFiles, ("count", draft.Files.Count))] : [],
            .. draft.Due.Length > 0 ? (string[])[scene.Text(NoticeTexts.WithDue, ("due", Day(scene, draft.Due)))] : [],
        ]),
        Title = scene.Text(draft.Names!.Count > MostNames ? NoticeTexts.ConfirmMany : NoticeTexts.Confirm,
            ("count", draft.Names.Count), ("names", Names(scene, draft.Names))),
        Options =
        [
            new Option("send", scene.Text(NoticeTexts.ConfirmSend)),
            .. draft.FitForGroup ? [new Option(Group, scene.Text(NoticeTexts.ConfirmGroup))] : (Option[])[],
            new Option("body", scene.Text(NoticeTexts.ConfirmBody)), new Option("audience", scene.Text(NoticeTexts.ConfirmAudience)),
            .. draft.Files.Count > 0 ? (Option[])[new Option(NoFiles, scene.Text(NoticeTexts.ConfirmNoFiles))] : [],
        ],
        Hint = scene.Text(ErrandTexts.HintPick),
    };

    internal static string Names(Scene scene, IReadOnlyList<string> names) => string.Join(scene.Text(Texts.Comma), names.Take(MostNames));

    internal static string Short(string body)
    {
        var line = body.Split('\n')[0];
        return line.Length > LongestLine ? $"{line[..LongestLine]}…" : line.Length < body.Length ? $"{line}…" : line;
    }

    internal static string Called(Form form) => form.PlainTitle ?? form.Title;

    internal static string Day(Scene scene, string day) => NoticeTexts.Day(scene.Pack.Messages, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
