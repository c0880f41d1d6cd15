using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>走访: this month's households, one of them opened, and what was said of it last month.</summary>
internal static class Rounds
{
    public static void Start(Scene scene) => Start(scene, scene.Month);

    /// <summary>上月走访: what was left or handed in last month, until that month is closed.</summary>
    public static void StartLast(Scene scene) => Start(scene, Store.Month.Of(scene.Now).Previous);

    /// <summary>Something said out of the blue: it may name households.</summary>
    public static void Mentioned(Scene scene, string text)
    {
        if (CheckIn(scene) is null)
            scene.Say(Texts.Menu, ("name", scene.Speaker.Name));
        else
            scene.Look(new Lookup.MyHouseholds(scene.Month, [], text));
    }

    private static void Start(Scene scene, Month month)
    {
        if (CheckIn(scene) is not var (_, cadence))
            scene.Say(Texts.NoRounds);
        else if (!cadence.IsOpen(month, ChinaTime.DayOf(scene.Now)))
            scene.Say(Texts.MonthClosed, ("month", month.Number), ("day", cadence.LateDays));
        else
            scene.Look(new Lookup.MyHouseholds(month, []));
    }

    public static void Listed(Scene scene, Lookup.MyHouseholds asked, IReadOnlyList<HouseholdLine> households)
    {
        var late = asked.Month < scene.Month;
        households = [.. households.Select(line => asked.JustDone.Contains(line.Id) ? line with { Done = true } : line)];
        if (asked.Said.Length > 0)
        {
            if (!Several.Heard(scene, new Activity.Choosing(households, asked.Month.ToString(), late), asked.Said))
                scene.Say(Texts.Menu, ("name", scene.Speaker.Name));
        }
        else if (households.Count == 0)
            scene.Say(Texts.NoHouseholds);
        else if (households.All(line => line.Done))
        {
            // Nothing is left to ask, but what was handed in can still be looked at and put right by name.
            scene.Session = scene.Session with { Activity = new Activity.Choosing(households, asked.Month.ToString(), late), Misunderstood = 0 };
            scene.Say(Texts.AllDone, ("month", asked.Month.Number), ("total", households.Count));
        }
        else
            Show(scene, new Activity.Choosing(households, asked.Month.ToString(), late));
    }

    public static void Show(Scene scene, Activity.Choosing choosing)
    {
        var households = choosing.Households;
        var open = households.Where(line => !line.Done).ToList();
        if (open.Count == 0)
        {
            scene.Say(Texts.Menu, ("name", scene.Speaker.Name));
            return;
        }
        scene.Ask(choosing, new Prompt
        {
            Title = scene.Text(Texts.RoundsTitle,
                ("month", Scene.MonthNumber(choosing.Period)), ("total", households.Count), ("done", households.Count - open.Count), ("left", open.Count)),
            Body = Done(scene, households),
            Options = [.. open.Select(line => new Option(line.Id, Describe(scene, line, choosing.Period)))],
            Hint = scene.Text(Texts.HintHousehold, ("example", open[0].Name)),
        });
    }

    public static void Pick(Scene scene, Activity.Choosing choosing, string typed)
    {
        var households = choosing.Households;
        var open = households.Where(line => !line.Done).ToList();
        typed = typed.Trim();
        var picked = AnswerReader.Position(typed) is { } position && position >= 1 && position <= open.Count
            ? open[position - 1]
            : null;
        if (picked is not null)
            Picked(scene, choosing, picked.Id);
        else if (Several.Heard(scene, choosing, typed))
            return;
        else if (open.Count == 0)
            scene.Say(Texts.Menu, ("name", scene.Speaker.Name));
        else
        {
            scene.Do(new TurnEvent.Refused(typed));
            scene.Say(Texts.NoSuchHousehold, ("typed", typed), ("example", open.Count > 0 ? open[0].Name : households[0].Name));
            Show(scene, choosing);
        }
    }

    public static void Picked(Scene scene, Activity.Choosing choosing, string household)
    {
        if (CheckIn(scene) is not var (_, cadence))
            return;
        if (scene.Unpark(cadence.Form, household, choosing.Period) is { } draft)
        {
            scene.Say(Texts.Resumed, ("what", scene.Title(draft)));
            Questions.Go(scene, draft);
        }
        else
            scene.Look(new Lookup.ForCheckIn(household, cadence.Form, Store.Month.Parse(choosing.Period) ?? scene.Month));
    }

    public static void Open(Scene scene, Lookup.ForCheckIn wanted, Found.Household household)
    {
        if (household.Current is { } current)
        {
            Corrections.Open(scene, Blank(scene, household, wanted.Month), current);
            return;
        }
        var draft = Begin(scene, household, wanted.Month);
        var form = scene.Form(draft);
        if (IsWorthOffering(scene, draft))
            Offer(scene, draft);
        else
            Questions.Go(scene, Filling.CarryOver(form, draft, scene.Now));
    }

    /// <summary>A draft of the month's check-in with what is known already.</summary>
    public static Draft Begin(Scene scene, Found.Household household, Month month)
    {
        var blank = Blank(scene, household, month);
        return Filling.Start(scene.Form(blank), blank, scene.Speaker.Userid, scene.Now);
    }

    private static Draft Blank(Scene scene, Found.Household household, Month month)
    {
        var (campaign, cadence) = CheckIn(scene)!.Value;
        var form = scene.Pack.Form(cadence.Form)!;
        return new Draft
        {
            Form = cadence.Form,
            Version = form.Version,
            Campaign = campaign.Id,
            Subject = household.Line.Id,
            SubjectName = household.Line.Name,
            Period = month.ToString(),
            Data = household.Data,
            Previous = GivenAnswers.ThatFit(form, household.Previous),
            StartedAt = scene.Now,
        };
    }

    // One tap has to say more than it leaves to be asked: of a household that could not be reached last month nothing is known.
    private static bool IsWorthOffering(Scene scene, Draft draft)
    {
        var stated = scene.Fill(Filling.StateUnchanged(scene.Form(draft), draft, scene.Now)).Asked.ToList();
        return draft.Previous.Count > 0
            && stated.Count(question => question.IsAnswered) > stated.Count(question => !question.IsAnswered && question.IsRequired);
    }

    /// <summary>Last month's values on one card; one tap says that nothing changed.</summary>
    public static void Offer(Scene scene, Draft draft)
    {
        var stated = scene.Fill(Filling.StateUnchanged(scene.Form(draft), draft, scene.Now));
        scene.Ask(new Activity.Offering(draft), new Prompt
        {
            Title = scene.Text(Texts.OfferTitle, ("household", draft.SubjectName), ("month", Scene.MonthNumber(draft.Period))),
            Body = scene.Text(Texts.OfferBody,
                ("values", string.Join(scene.Text(Texts.Separator), stated.Asked
                    .Where(question => question.IsAnswered && question.Question is { Short: not null, PrefillPrevious: true })
                    .Select(question => $"{question.Question.Short}{scene.Text(Texts.Is)}{question.Shown}"))),
                ("states", string.Join(scene.Text(Texts.Comma), stated.Asked
                    .Where(question => question.IsAnswered && question.Question.States is not null)
                    .Select(question => question.Question.States)))),
            Options = [new Option("@unchanged", scene.Text(Texts.OfferUnchanged)), new Option("@changed", scene.Text(Texts.OfferChanged))],
            Hint = scene.Text(Texts.HintOffer),
        });
    }

    public static void Offered(Scene scene, Draft draft, string typed)
    {
        switch (YesNo.Of(typed))
        {
            case true:
                Unchanged(scene, draft);
                break;
            case false:
                Changed(scene, draft);
                break;
            default:
                scene.Say(Texts.NotUnderstoodOffer, ("typed", typed));
                Offer(scene, draft);
                break;
        }
    }

    public static void Unchanged(Scene scene, Draft draft)
    {
        draft = Filling.StateUnchanged(scene.Form(draft), draft, scene.Now);
        var filled = scene.Fill(draft);
        if (filled.Open is null && !filled.Problems.Any())
            Review.Hand(scene, draft);
        else
            Questions.Go(scene, draft with { Unchanged = false });
    }

    public static void Changed(Scene scene, Draft draft) =>
        Differences.Ask(scene, Filling.StateUnchanged(scene.Form(draft), draft, scene.Now));

    public static (Campaign Campaign, Cadence Cadence)? CheckIn(Scene scene) => scene.Pack.CheckIn(scene.Speaker.Role);

    private static string Describe(Scene scene, HouseholdLine line, string period) => scene.Session.Drafts.Any(draft => draft.Subject == line.Id && draft.Period == period)
        ? scene.Text(Texts.HouseholdBegun, ("household", Called(scene, line)))
        : Called(scene, line);

    private static string Called(Scene scene, HouseholdLine line) =>
        line.For.Length > 0 ? scene.Text(Texts.HouseholdFor, ("household", line.Name), ("name", line.For)) : line.Name;

    private static string Done(Scene scene, IReadOnlyList<HouseholdLine> households)
    {
        var done = households.Where(line => line.Done).Select(line => line.Name).ToList();
        return done.Count == 0 ? "" : scene.Text(Texts.RoundsDone, ("households", string.Join(scene.Text(Texts.Comma), done)));
    }
}
