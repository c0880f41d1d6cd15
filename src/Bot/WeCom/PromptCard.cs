using Bot.Conversations;

namespace Bot.WeCom;

/// <summary>A prompt as a card: buttons where one tap can answer, a list to tick where there is more to choose from.</summary>
public static class PromptCard
{
    private const int MostButtons = 6;
    private const int LongestButton = 12;
    private const int MostChoices = 20;

    // What WeCom shows of a title before it cuts; a longer question goes into the text below, which wraps.
    private const int LongestTitle = 26;

    /// <summary>Null where no card can carry it: more choices than a card holds.</summary>
    /// <param name="texts">The words on the card that are the channel's own.</param>
    public static TemplateCard? Of(Prompt prompt, string taskId, CardTexts texts) => prompt switch
    {
        { Parts.Count: > 0 } => Selects(prompt, taskId, texts),
        { Options.Count: 0 } => Buttons(prompt, taskId, prompt.Actions.Count > 0 ? prompt.Actions : [new Option("@later", texts.Later)], prompt.Hint),
        { Multiple: false } when Fits(prompt.Options) => Buttons(prompt, taskId,
            [.. prompt.Options, .. prompt.Actions.Where(action => action.Text.Length <= LongestButton).Take(MostButtons - prompt.Options.Count)], ""),
        // A page of a longer list is answered by numbers that a card does not show.
        { Options: [{ Number: not null }, ..] } => null,
        { Options.Count: <= MostChoices } => Vote(prompt, taskId, texts),
        _ => null,
    };

    /// <summary>The key of a button that belongs to no step of a conversation: a command, and what it is about.</summary>
    public static string KeyOf(string word, string about) => $"@{word}/{about}";

    /// <summary>What a click on such a card carries: the step and option ids, or a command; null for a click on something else.</summary>
    public static Input? Read(Incoming.CardClicked click)
    {
        if (click.EventKey is ['@', .. var command] && command.Split('/', 2) is [var word, var about])
            return new Input.Commanded(word, about);
        var colon = click.EventKey.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !int.TryParse(click.EventKey[..colon], System.Globalization.CultureInfo.InvariantCulture, out var step))
            return null;
        var picked = click.Selected.Values.SelectMany(ids => ids).ToList();
        return new Input.Tapped(step, picked.Count > 0 ? picked : [click.EventKey[(colon + 1)..]])
        {
            Parts = click.Selected.Where(choice => choice.Value.Count > 0).ToDictionary(choice => choice.Key, choice => choice.Value[0]),
        };
    }

    private static bool Fits(IReadOnlyList<Option> options) =>
        options.Count <= MostButtons && options.All(option => option.Text.Length <= LongestButton);

    private static TemplateCard.ButtonInteraction Buttons(Prompt prompt, string taskId, IReadOnlyList<Option> buttons, string hint)
    {
        var isLong = prompt.Title.Length > LongestTitle;
        return new TemplateCard.ButtonInteraction
        {
            TaskId = taskId,
            MainTitle = new CardTitle(isLong ? null : prompt.Title, prompt.Context.Length > 0 ? prompt.Context : isLong ? " " : null),
            SubTitleText = Lines(isLong ? prompt.Title : "", prompt.Body, hint) is { Length: > 0 } lines ? lines : null,
            ButtonList = [.. buttons.Select(button => new CardButton(button.Text, $"{prompt.Step}:{button.Id}", Style(button)))],
        };
    }

    private static TemplateCard.VoteInteraction Vote(Prompt prompt, string taskId, CardTexts texts) => new()
    {
        TaskId = taskId,
        MainTitle = new CardTitle(prompt.Title, Lines(prompt.Context, prompt.Body, texts.WaysOf(prompt)) is { Length: > 0 } lines ? lines : null),
        Checkbox = new CardCheckbox(
            $"{prompt.Step}", [.. prompt.Options.Select(option => new CardOption(option.Id, option.Text))], prompt.Multiple ? 1 : 0),
        SubmitButton = new CardSubmit(texts.Choose, $"{prompt.Step}:"),
    };

    private static TemplateCard.MultipleInteraction Selects(Prompt prompt, string taskId, CardTexts texts) => new()
    {
        TaskId = taskId,
        MainTitle = new CardTitle(prompt.Title, Lines(prompt.Context, texts.WaysOf(prompt)) is { Length: > 0 } lines ? lines : null),
        SelectList = [.. prompt.Parts.Select(part => new CardSelect(
            part.Id, [.. part.Options.Select(option => new CardOption(option.Id, option.Text))], part.Caption,
            part.Chosen.Length > 0 ? part.Chosen : null))],
        SubmitButton = new CardSubmit(texts.Choose, $"{prompt.Step}:"),
    };

    // Answers are blue, ways around them grey.
    private static int Style(Option button) => button.Id is "@back" or "@skip" or "@later" or "@cancel" or "@no" ? 2 : 1;

    private static string Lines(params string[] lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}

/// <param name="Choose">The submit button of a list.</param>
/// <param name="Later">The way out of a question that has no other button.</param>
/// <param name="Answered">What stands on a card that has been dealt with.</param>
/// <param name="Expired">What stands on a card that is too old to be changed.</param>
/// <param name="Ways">How ways on are said that a list has no buttons for (上一题); null where they are not.</param>
public sealed record CardTexts(string Choose, string Later, string Answered, string Expired = "", Func<string, string>? Ways = null)
{
    /// <summary>"" where the prompt has none.</summary>
    public string WaysOf(Prompt prompt) =>
        prompt.Actions.Count == 0 || Ways is null ? "" : Ways(string.Join(Separator, prompt.Actions.Select(action => action.Text)));

    public string Separator { get; init; } = " ";
}
