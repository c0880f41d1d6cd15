using Bot.Conversations;

namespace Bot.WeCom;

/// <summary>The same prompt as plain text: WeChat shows no cards, and some prompts need none.</summary>
public static class PromptText
{
    /// <param name="ways">Says the ways on that a card would have buttons for; null where they are left out.</param>
    public static string Of(Prompt prompt, CardTexts? ways = null) => string.Join('\n', ((string[])
    [
        prompt.Context,
        prompt.Title,
        prompt.Body,
        string.Join('\n', prompt.Parts.Select(part =>
            $"{part.Title}\n{string.Join(' ', part.Options.Select((option, index) => $"{index + 1}. {option.Text}"))}")),
        prompt.Unnumbered ? "" : string.Join('\n', prompt.Options.Select((option, index) => $"{option.Number ?? index + 1}. {option.Text}")),
        prompt.Hint,
        // Options that have no number are said, like the ways around them.
        ways?.WaysOf(prompt.Unnumbered ? prompt with { Actions = [.. prompt.Options, .. prompt.Actions] } : prompt) ?? "",
    ]).Where(line => line.Length > 0));
}
