using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.SignOffs;

/// <summary>
/// 报送审核: a village hands its ledger up, signed in every place, the town accepts it or sends it back with a comment, then the town
/// to the county.
/// </summary>
internal sealed class SignOffRoom : IErrandRoom
{
    private const string Own = "own:";
    private const string Yes = "yes";
    private const string Accept = "accept";
    private const string Return = "return";
    private const string Unsigned = "unsigned";
    private const int MostRows = 12;
    private const int ShortestComment = 4;

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "sign_off")
            return false;
        if (scene.Speaker.SeesOnlyOwn)
            return ErrandRooms.Refuse(scene, ErrandTexts.NotForYou);
        scene.Park();
        scene.Look(new Lookup.ForErrand(new SignOffLookup(ChinaTime.DayOf(scene.Now))));
        return true;
    }

    public bool Owns(Errand errand) => errand is SignOffErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not SignOffDesk desk)
            return false;
        if (desk.View.Own.Count + desk.View.Waiting.Count == 0)
            scene.Say(SignOffTexts.None);
        else
            ErrandRooms.Ask(scene, new SignOffErrand(desk.View, "", 0, false));
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (SignOffErrand)errand;
        return at switch
        {
            { Ledger.Length: > 0 } => HandUp(scene, Ledger(at), at.Marks.Count),
            { Returning: true } => new Prompt
            {
                Title = scene.Text(SignOffTexts.AskComment, ("unit", Reading(at).Unit), ("ledger", Reading(at).Title)),
                Hint = scene.Text(SignOffTexts.HintComment),
                Unnumbered = true,
            },
            { Reading: > 0 } => Read(scene, Reading(at)),
            _ => Desk(scene, at.Desk),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (SignOffErrand)errand;
        if (option.StartsWith(Own, StringComparison.Ordinal))
            ErrandRooms.Ask(scene, at with { Ledger = option[Own.Length..], Marks = [] });
        else if (at.Ledger.Length > 0)
            if (option == Yes)
                Done(scene, at);
            else
            {
                if (option == Unsigned)
                    scene.Say(SignOffTexts.Unsigned, ("ledger", Ledger(at).Title), ("signatures", string.Join(scene.Text(Texts.Comma), Ledger(at).Signatures.Skip(at.Marks.Count))));
                ErrandRooms.Ask(scene, at with { Ledger = "", Marks = [] });
            }
        else if (at.Reading == 0 && at.Desk.Waiting.FirstOrDefault(handed => $"{handed.Id}" == option) is { } reading)
            ErrandRooms.Ask(scene, at with { Reading = reading.Id });
        else if (option == Accept)
            Decide(scene, at, accepted: true, "");
        else if (option == Return)
            ErrandRooms.Ask(scene, at with { Returning = true });
        else
            ErrandRooms.Ask(scene, at);
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (SignOffErrand)errand;
        if (at.Returning && text.Length >= ShortestComment)
            Decide(scene, at, accepted: false, PersonalNumbers.Mask(text));
        else if (at.Ledger.Length > 0 && Ledger(at).Signatures.Count > 0)
            if (PaperMark.Read(scene, text) is { } mark)
                Signed(scene, at, mark);
            else
            {
                scene.Say(SignOffTexts.NotSigned, ("typed", text));
                ErrandRooms.Ask(scene, at);
            }
        else
            ErrandRooms.NotUnderstood(scene, at, text);
    }

    /// <summary>A photo of the signed page is a signature.</summary>
    public bool Sent(Scene scene, Errand errand, Input.Sent sent)
    {
        if (errand is not SignOffErrand { Ledger.Length: > 0 } at || sent.Kind != "image" || Ledger(at).Signatures.Count == 0)
            return false;
        Signed(scene, at, scene.Text(ErrandTexts.Photo));
        return true;
    }

    public bool Back(Scene scene, Errand errand)
    {
        var at = (SignOffErrand)errand;
        ErrandRooms.Ask(scene, at.Returning ? at with { Returning = false } : at with { Ledger = "", Marks = [], Reading = 0 });
        return true;
    }

    private static Prompt Desk(Scene scene, SignOffDeskView desk) => new()
    {
        Title = scene.Text(desk.Waiting.Count > 0 ? SignOffTexts.Desk : SignOffTexts.DeskOwn, ("waiting", desk.Waiting.Count)),
        Body = string.Join('\n', desk.Own.Where(own => own.State.Length > 0).Select(own => scene.Text(
            own.State switch
            {
                "returned" => SignOffTexts.LastReturned,
                "accepted" => SignOffTexts.LastAccepted,
                _ => SignOffTexts.LastPending,
            },
            ("ledger", own.Title), ("comment", own.Comment), ("version", own.Version)))),
        Options =
        [
            .. desk.Waiting.Select(handed => new Option($"{handed.Id}", scene.Text(SignOffTexts.Read, ("unit", handed.Unit), ("ledger", handed.Title), ("version", handed.Version)))),
            .. desk.Own.Where(own => own.State is "" or "returned").Select(own => new Option(Own + own.Id, scene.Text(
                own.Version == 0 ? SignOffTexts.HandUp : SignOffTexts.HandUpAgain, ("ledger", own.Title), ("count", own.Rows), ("version", own.Version + 1)))),
        ],
        Hint = scene.Text(ErrandTexts.HintPick),
    };

    private static Prompt HandUp(Scene scene, OwnLedger own, int signed) => own.Signatures.Count > signed
        ? new Prompt
        {
            Context = signed == 0 ? scene.Text(SignOffTexts.Signatures, ("ledger", own.Title), ("count", own.Rows), ("places", own.Signatures.Count)) : "",
            Title = scene.Text(SignOffTexts.AskSignature, ("signature", own.Signatures[signed])),
            Options = [new Option(Unsigned, scene.Text(SignOffTexts.NotYet))],
            Hint = scene.Text(SignOffTexts.HintSignatures),
            Actions = [new Option("@back", scene.Text(ErrandTexts.Back))],
            Unnumbered = true,
        }
        : new Prompt
        {
            Title = scene.Text(SignOffTexts.Confirm, ("ledger", own.Title), ("count", own.Rows)),
            Options = [new Option(Yes, scene.Text(SignOffTexts.ConfirmYes)), new Option("no", scene.Text(SignOffTexts.ConfirmNo))],
            Hint = scene.Text(ErrandTexts.HintPick),
        };

    // A first version is read as it is; a later one by what differs from the one that went back.
    private static Prompt Read(Scene scene, HandedUp handed)
    {
        var former = handed.Former ?? [];
        List<string> lines = handed.Former is null
            ? [.. handed.Rows]
            :
            [
                scene.Text(SignOffTexts.Former, ("comment", handed.FormerComment)),
                .. former.Except(handed.Rows).Select(row => scene.Text(SignOffTexts.Gone, ("row", row))),
                .. handed.Rows.Except(former).Select(row => scene.Text(SignOffTexts.New, ("row", row))),
                scene.Text(SignOffTexts.Same, ("count", handed.Rows.Intersect(former).Count())),
            ];
        if (lines.Count > MostRows)
            lines = [.. lines.Take(MostRows), scene.Text(SignOffTexts.More, ("count", lines.Count - MostRows))];
        if (handed.Signatures.Length > 0)
            lines.Add(scene.Text(SignOffTexts.Signed, ("signatures", handed.Signatures)));
        return new Prompt
        {
            Title = scene.Text(SignOffTexts.Title, ("unit", handed.Unit), ("ledger", handed.Title), ("version", handed.Version), ("count", handed.Count)),
            Body = string.Join('\n', lines),
            Options = [new Option(Accept, scene.Text(SignOffTexts.Accept)), new Option(Return, scene.Text(SignOffTexts.Return))],
            Hint = scene.Text(ErrandTexts.HintPick),
            Actions = [new Option("@back", scene.Text(ErrandTexts.Back))],
        };
    }

    // Asked place by place, and read back when none is left.
    private static void Signed(Scene scene, SignOffErrand at, string mark) =>
        ErrandRooms.Ask(scene, at with { Marks = [.. at.Marks, mark] });

    private static void Done(Scene scene, SignOffErrand at)
    {
        var own = Ledger(at);
        scene.Do(new TurnEvent.Ran(new LedgerHandedUp(own.Id, at.Marks)));
        scene.Idle();
        scene.Say(SignOffTexts.Done, ("ledger", own.Title));
        if (own.Together.Count > 0)
            scene.Say(SignOffTexts.Together, ("names", string.Join(scene.Text(Texts.Comma), own.Together)));
    }

    private static void Decide(Scene scene, SignOffErrand at, bool accepted, string comment)
    {
        var handed = Reading(at);
        scene.Do(new TurnEvent.Ran(new LedgerDecided(handed.Id, accepted, comment)));
        scene.Idle();
        scene.Say(accepted ? SignOffTexts.Accepted : SignOffTexts.Returned, ("unit", handed.Unit), ("ledger", handed.Title));
    }

    private static OwnLedger Ledger(SignOffErrand at) => at.Desk.Own.First(own => own.Id == at.Ledger);

    private static HandedUp Reading(SignOffErrand at) => at.Desk.Waiting.First(handed => handed.Id == at.Reading);
}
