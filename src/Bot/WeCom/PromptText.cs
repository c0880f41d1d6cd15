using Bot.Conversations;

namespace Bot.WeCom;

/// <summary>The same prompt as plain text: WeChat shows no cards, and some prompts need none.</summary>
public static class PromptText
{
    public static string Of(Prompt prompt) => string.Join('\n', ((string[])
    [
        prompt.Context,
        prompt.Title,
        prompt.Body,
        string.Join('\n', prompt.Parts.Select(part =>
            $"{part.Title}\n{string.Join(' ', part.Options.Select((option, index) => $"{index + 1}. {option.Text}"))}")),
        prompt.Unnumbered ? "" : string.Join('\n', prompt.Options.Select((option, index) => $"{index + 1}. {option.Text}")),
        prompt.Hint,
    ]).Where(line => line.Length > 0));
}
