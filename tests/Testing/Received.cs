using System.Text.Json;

namespace Testing;

/// <summary>Something on a person's phone, as GET /demo/messages tells it.</summary>
/// <param name="Kind">text, card, file …; a changed card is a further message with the same task id.</param>
/// <param name="At">China Standard Time.</param>
public sealed record Received(long Id, DateTimeOffset At, string Kind, string? Text, JsonElement? Card, ReceivedFile? File, string? TaskId)
{
    /// <summary>Whatever can be read on it: a text, or a card's title and lines.</summary>
    public string Wording => Card is { } card
        ? string.Join('\n', ((string?[])[TextOf(card, "main_title", "title"), TextOf(card, "main_title", "desc"), TextOf(card, "sub_title_text")])
            .Where(line => !string.IsNullOrWhiteSpace(line)))
        : Text ?? "";

    /// <summary>What can be tapped: the buttons, or the options of a list.</summary>
    public IReadOnlyList<string> Options => [.. Tappable.Select(option => option.Text)];

    public bool IsGreyed => Card?.TryGetProperty("replace_text", out _) == true;

    /// <summary>A list to tick and then hand in, rather than buttons.</summary>
    internal bool IsList => Card?.TryGetProperty("checkbox", out _) == true;

    internal string QuestionKey => TextOf(Card!.Value, "checkbox", "question_key")!;

    internal string SubmitKey => TextOf(Card!.Value, "submit_button", "key")!;

    /// <summary>The id of a list's option, or the key of a button.</summary>
    internal string? KeyOf(string option) => Tappable.FirstOrDefault(tappable => tappable.Text == option).Key
        ?? Tappable.FirstOrDefault(tappable => tappable.Text.StartsWith(option, StringComparison.Ordinal)).Key;

    private IEnumerable<(string Text, string Key)> Tappable => Card is not { } card ? [] : IsList
        ? card.GetProperty("checkbox").GetProperty("option_list").EnumerateArray().Select(option => (TextOf(option, "text")!, TextOf(option, "id")!))
        : card.TryGetProperty("button_list", out var buttons) ? buttons.EnumerateArray().Select(button => (TextOf(button, "text")!, TextOf(button, "key")!))
        : [];

    private static string? TextOf(JsonElement element, params string[] path)
    {
        foreach (var name in path)
            if (!element.TryGetProperty(name, out element))
                return null;
        return element.GetString();
    }
}

/// <param name="Url">Where the phone gets it.</param>
public sealed record ReceivedFile(string Name, long Size, string Url);
