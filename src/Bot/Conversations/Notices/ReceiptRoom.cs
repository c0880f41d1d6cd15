using System.Globalization;
using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.Notices;

/// <summary>收到, and the answer that closes a 通报: typed, or by the button under the notice.</summary>
internal sealed class ReceiptRoom : IErrandRoom
{
    private const int ShortestAnswer = 4;

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word is not ("received" or "reply_finding"))
            return false;
        scene.Look(new Lookup.ForErrand(new OpenNoticesLookup(
            word == "reply_finding", long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var tapped) ? tapped : 0)));
        return true;
    }

    public bool Owns(Errand errand) => errand is ReceiptErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not OpenNoticesFound { Open: var open, IsRecalled: var isRecalled })
            return false;
        if (lookup is OpenNoticesLookup { Id: > 0 } && (isRecalled || open.Count == 0))
        {
            scene.Stamp(isRecalled ? NoticeTexts.StampRecalled : NoticeTexts.StampAnswered);
            return true;
        }
        if (lookup is OpenNoticesLookup { Id: > 0, Finding: false } && open is [{ Ask: "receipt" } one])
        {
            scene.Do(new TurnEvent.Ran(new NoticeAnswered(one.Id, "")));
            scene.Stamp(NoticeTexts.StampReceived);
            return true;
        }
        if (lookup is OpenNoticesLookup { Finding: true })
        {
            if (open.Count == 0)
            {
                scene.Say(NoticeTexts.NoFinding);
                Engine.Show(scene);
                return true;
            }
            scene.Park();
            ErrandRooms.Ask(scene, new ReceiptErrand(open, open.Count == 1 ? open[0].Id : 0));
            return true;
        }
        if (open.Count == 0)
            scene.Say(NoticeTexts.NothingOpen);
        foreach (var notice in open)
            switch (notice.Ask)
            {
                case "form":
                    scene.Say(NoticeTexts.NeedsForm, ("body", NoticeRoom.Short(notice.Body)), ("form", NoticeRoom.Called(scene.Pack.Form(notice.Form)!)));
                    break;
                case "answer":
                    scene.Say(NoticeTexts.NeedsAnswer, ("body", NoticeRoom.Short(notice.Body)));
                    break;
                default:
                    scene.Do(new TurnEvent.Ran(new NoticeAnswered(notice.Id, "")));
                    scene.Say(NoticeTexts.Received, ("body", NoticeRoom.Short(notice.Body)));
                    break;
            }
        Engine.Show(scene);
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (ReceiptErrand)errand;
        return at.Open.FirstOrDefault(notice => notice.Id == at.Answering) is { } answering
            ? new Prompt
            {
                Title = scene.Text(NoticeTexts.AskReply, ("body", answering.Body), ("due", NoticeRoom.Day(scene, answering.Due))),
                Hint = scene.Text(ErrandTexts.HintText),
                Unnumbered = true,
            }
            : new Prompt
            {
                Title = scene.Text(NoticeTexts.WhichFinding),
                Options = [.. at.Open.Select(notice => new Option($"{notice.Id}", scene.Text(NoticeTexts.FindingLine, ("body", NoticeRoom.Short(notice.Body)), ("due", NoticeRoom.Day(scene, notice.Due)))))],
                Hint = scene.Text(ErrandTexts.HintPick),
            };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (ReceiptErrand)errand;
        ErrandRooms.Ask(scene, at with { Answering = at.Open.FirstOrDefault(notice => $"{notice.Id}" == option)?.Id ?? 0 });
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (ReceiptErrand)errand;
        if (at.Answering == 0)
        {
            ErrandRooms.NotUnderstood(scene, at, text);
            return;
        }
        if (text.Length < ShortestAnswer || !scene.Pack.Tracking.IsResult(text))
        {
            scene.Say(NoticeTexts.BareReply, ("typed", text));
            ErrandRooms.Ask(scene, at);
            return;
        }
        scene.Do(new TurnEvent.Ran(new NoticeAnswered(at.Answering, PersonalNumbers.Mask(text))));
        scene.Idle();
        scene.Say(NoticeTexts.Replied);
    }
}
