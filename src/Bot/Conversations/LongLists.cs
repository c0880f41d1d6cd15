using Bot.Forms;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>
/// Lists too long for one message: a page at a time, every choice keeping its printed number, and a few characters narrow them
/// down. A number that is not on the page answers as well.
/// </summary>
internal static class LongLists
{
    private const int MostOnPage = 20;
    private const int FewestOnPage = 5;

    // What one text message holds beside the question.
    private const int Characters = 500;

    public static bool Is(FilledQuestion question) => question.Choices.Count > MostOnPage;

    /// <summary>The options to show of a question, whatever the length of its list.</summary>
    public static IReadOnlyList<Option> Options(FilledQuestion question, ListPart? part) => Is(question)
        ? [.. Fitting(question, part).Skip(part?.From ?? 0).Take(Page(question)).Select(choice => new Option(choice.Choice.Name, choice.Choice.Label) { Number = choice.Number })]
        : [.. question.Choices.Select(choice => new Option(choice.Name, choice.Label))];

    /// <summary>How to go on from this page.</summary>
    public static string Hint(Scene scene, FilledQuestion question, ListPart? part)
    {
        var fitting = Fitting(question, part);
        var shown = Options(question, part);
        var said = part is { Piece.Length: > 0 }
            ? scene.Text(Texts.ListNarrowed, ("count", fitting.Count), ("piece", part.Piece))
            : scene.Text(Texts.ListPage, ("count", fitting.Count), ("first", shown[0].Number!), ("last", shown[^1].Number!));
        var how = scene.Text(question.Question.Type == QuestionType.SelectOne ? Texts.HintListChoice : Texts.HintListChoices, ("example", shown[^1].Number!));
        return (part?.From ?? 0) + Page(question) < fitting.Count ? $"{said}\n{how}\n{scene.Text(Texts.ListNext)}" : $"{said}\n{how}";
    }

    /// <summary>下一页, 上一页; false where there is no list with pages.</summary>
    public static bool Turn(Scene scene, Activity.Asking asking, bool forward)
    {
        if (scene.Fill(asking.Draft).Find(asking.Path) is not { } question || !Is(question))
            return false;
        var part = asking.Part ?? new ListPart("", 0);
        var from = part.From + (forward ? Page(question) : -Page(question));
        if (from < 0 || from >= Fitting(question, part).Count)
            scene.Say(forward ? Texts.ListEnd : Texts.ListStart);
        else
            part = part with { From = from };
        Questions.Ask(scene, asking.Draft, asking.Path, asking.Changing, part);
        return true;
    }

    /// <summary>Shows those that have what was typed in their label; false where fewer than two do.</summary>
    public static bool Narrow(Scene scene, Activity.Asking asking, FilledQuestion question, string typed)
    {
        var part = new ListPart(typed.Trim(), 0);
        if (!Is(question) || part.Piece.Length == 0 || AnswerReader.Position(part.Piece) is not null
            || question.Choices.Any(choice => choice.Label == part.Piece) || Fitting(question, part).Count < 2)
            return false;
        scene.Understood();
        Questions.Ask(scene, asking.Draft, asking.Path, asking.Changing, part);
        return true;
    }

    private static int Page(FilledQuestion question) =>
        Math.Clamp(Characters / Math.Max(1, (int)question.Choices.Average(choice => choice.Label.Length)), FewestOnPage, MostOnPage);

    private static List<(Choice Choice, int Number)> Fitting(FilledQuestion question, ListPart? part) =>
    [
        .. question.Choices.Select((choice, index) => (Choice: choice, Number: index + 1))
            .Where(each => part is not { Piece.Length: > 0 } || each.Choice.Label.Contains(part.Piece, StringComparison.Ordinal)),
    ];
}
