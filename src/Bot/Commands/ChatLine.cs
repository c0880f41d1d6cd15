using Bot.Conversations;

namespace Bot.Commands;

/// <summary>One line of a transcript as what the person did: <c>[入户]</c> and <c>点 入户</c> tap, anything else is said.</summary>
public static class ChatLine
{
    private const string Tap = "点";

    /// <param name="prompt">The one whose options can be tapped; null where none has been shown.</param>
    /// <returns>No input, and why, where it taps what is not there.</returns>
    public static (Input? Input, string Problem) Read(string line, Prompt? prompt)
    {
        if (Tapped(line) is not { } wanted)
            return (new Input.Said(line), "");
        if (prompt is null)
            return (null, $"there is nothing to tap: {line}");
        Option[] shown = [.. prompt.Options, .. prompt.Actions];
        var options = Find(shown, wanted) is { } only ? [only] : Separate(line, wanted).Select(text => Find(shown, text)).ToList();
        if (options.Count > (prompt.Multiple ? int.MaxValue : 1) || options.Contains(null))
            return (null, $"there is no option [{wanted}]; there are {string.Join(' ', shown.Select(option => $"[{option.Text}]"))}");
        return (new Input.Tapped(prompt.Step, [.. options.Select(option => option!.Id)]), "");
    }

    private static string? Tapped(string line)
    {
        if (line is ['[', .., ']'])
            return line[1..^1].Trim();
        return line.Length > 2 && line.StartsWith(Tap, StringComparison.Ordinal) && char.IsWhiteSpace(line[1]) ? line[2..].Trim() : null;
    }

    // Labels have 、 of their own, so a whole label is looked for first.
    private static string[] Separate(string line, string wanted) => line[0] == '['
        ? line.Split(['[', ']'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : wanted.Split([' ', '、', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Option? Find(IReadOnlyList<Option> options, string text)
    {
        if (options.FirstOrDefault(option => option.Text == text) is { } exact)
            return exact;
        var partial = options.Where(option => option.Text.Contains(text, StringComparison.Ordinal)).Take(2).ToList();
        return partial.Count == 1 ? partial[0] : null;
    }
}
