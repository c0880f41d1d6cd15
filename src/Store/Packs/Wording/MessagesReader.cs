using System.Text.RegularExpressions;

namespace Store.Packs;

/// <summary>Reads the sentences of prompts/messages and holds them against what the program says.</summary>
internal sealed partial class MessagesReader(IReadOnlyCollection<MessageKey> required)
{
    private readonly Dictionary<string, MessageKey> keys = required.ToDictionary(key => key.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlEntry> places = new(StringComparer.Ordinal);

    /// <summary>One file: id → text.</summary>
    public void Read(YamlEntry root)
    {
        if (!root.IsMapping)
            root.Complain("a file of messages maps ids to texts");
        foreach (var (key, text) in root.Pairs)
        {
            var id = key.Text ?? "";
            if (places.TryGetValue(id, out var first))
                key.Complain($"message '{id}' is already in {first.File}:{first.Line}");
            else if (text.Text is not { Length: > 0 } sentence)
                text.Complain($"message '{id}' has no text");
            else if (keys.GetValueOrDefault(id) is not { } known)
                key.Complain($"nothing says this: '{id}'{Nearest.Suggest(id, keys.Keys.Except(texts.Keys))}");
            else
            {
                // A block of lines ends with a line break that nobody meant to send.
                texts[id] = sentence.TrimEnd();
                CheckPlaceholders(text, sentence, known);
            }
            places.TryAdd(id, key);
        }
    }

    /// <param name="folder">Where a missing message would have to be written.</param>
    /// <param name="problems">Missing messages are added here.</param>
    public Messages Finish(string folder, List<Problem> problems)
    {
        foreach (var key in required.Where(key => !places.ContainsKey(key.Id)))
            problems.Add(new Problem(folder, 0, $"message '{key.Id}' is missing{Uses(key)}"));
        return new Messages(texts);
    }

    private static void CheckPlaceholders(YamlEntry place, string sentence, MessageKey key)
    {
        foreach (Match braces in Braces().Matches(sentence))
            if (!key.Parameters.Contains(braces.Groups["name"].Value))
                place.Complain($"message '{key.Id}' cannot use {braces.Value}{Uses(key)}");
    }

    private static string Uses(MessageKey key) =>
        key.Parameters.Length == 0 ? "" : $"; it may use {string.Join(", ", key.Parameters.Select(name => $"{{{name}}}"))}";

    /// <summary>Wider than what is replaced, so that a slip such as {Name} is not sent to people.</summary>
    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}
