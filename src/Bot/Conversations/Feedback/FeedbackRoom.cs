using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.Feedback;

/// <summary>意见反馈: anybody reaches the county about the tool itself, in one message, and gets an answer.</summary>
internal sealed class FeedbackRoom : IErrandRoom
{
    private const int Shortest = 2;
    private const int MostShown = 20;

    public bool Begin(Scene scene, string word, string rest)
    {
        switch (word)
        {
            case "feedback":
                scene.Park();
                if (rest.Length > 0)
                    Take(scene, rest.TrimStart(':', '，', ',', ' '));
                else
                    ErrandRooms.Ask(scene, new FeedbackErrand(null, 0));
                return true;
            case "feedback_list" when scene.Speaker.Level == "county" && !scene.Speaker.SeesOnlyOwn:
                scene.Park();
                scene.Look(new Lookup.ForErrand(new FeedbackLookup()));
                return true;
            default:
                return false;
        }
    }

    public bool Owns(Errand errand) => errand is FeedbackErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not FeedbackFound { Lines: var lines })
            return false;
        if (lines.Count > 0)
            ErrandRooms.Ask(scene, new FeedbackErrand(lines, lines.Count == 1 ? lines[0].Id : 0));
        else
            scene.Say(FeedbackTexts.None);
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand) => (FeedbackErrand)errand switch
    {
        { Lines: { } lines, Answering: > 0 and var id } => new Prompt
        {
            Title = scene.Text(FeedbackTexts.AskAnswer, ("who", lines.First(line => line.Id == id).Who), ("text", lines.First(line => line.Id == id).Said)),
            Hint = scene.Text(ErrandTexts.HintText),
            Unnumbered = true,
        },
        { Lines: { } lines } => new Prompt
        {
            Title = scene.Text(FeedbackTexts.Pick, ("count", lines.Count)),
            Options = [.. lines.Take(MostShown).Select(line => new Option($"{line.Id}", scene.Text(FeedbackTexts.Line, ("number", line.Id), ("who", line.Who), ("text", line.Said))))],
            Hint = scene.Text(ErrandTexts.HintPick),
        },
        _ => new Prompt { Title = scene.Text(FeedbackTexts.Ask), Hint = scene.Text(FeedbackTexts.Hint), Unnumbered = true },
    };

    public void Picked(Scene scene, Errand errand, string option)
    {
        if (long.TryParse(option, System.Globalization.CultureInfo.InvariantCulture, out var id) && errand is FeedbackErrand { Lines: { } lines } at && lines.Any(line => line.Id == id))
            ErrandRooms.Ask(scene, at with { Answering = id });
        else
            ErrandRooms.Ask(scene, errand);
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        if (errand is not FeedbackErrand { Lines: { } lines, Answering: var id })
            Take(scene, text);
        else if (lines.FirstOrDefault(line => line.Id == id) is { } line && text.Length >= Shortest)
        {
            scene.Do(new TurnEvent.Ran(new FeedbackAnswered(id, PersonalNumbers.Mask(text))));
            scene.Idle();
            scene.Say(FeedbackTexts.Answered, ("who", line.Who));
        }
        else
            ErrandRooms.NotUnderstood(scene, errand, text);
    }

    private static void Take(Scene scene, string text)
    {
        if (text.Trim().Length < Shortest)
        {
            scene.Say(FeedbackTexts.TooShort);
            ErrandRooms.Ask(scene, new FeedbackErrand(null, 0));
            return;
        }
        scene.Do(new TurnEvent.Ran(new FeedbackSaid(PersonalNumbers.Mask(text.Trim()))));
        scene.Idle();
        scene.Say(FeedbackTexts.Thanks);
    }
}
