namespace Store.Packs;

/// <summary>What people type for a command, e.g. 走访 or 月走访 for <c>rounds</c>.</summary>
public sealed class Words
{
    private readonly Dictionary<string, string> commands = new(StringComparer.Ordinal);

    public static Words None { get; } = new();

    /// <summary>The command that this text is, apart from width, case and what trails behind (走访。 and 走访！ are 走访); null for anything else.</summary>
    public string? Match(string text) => commands.GetValueOrDefault(Plain(text));

    /// <summary>The first word of a command, to say it with; null where it has none.</summary>
    public string? First(string command) => commands.Where(entry => entry.Value == command).Select(entry => entry.Key).FirstOrDefault();

    /// <summary>What follows a word of this command, e.g. 3 in 改3; null where the text begins with none of them.</summary>
    public string? After(string command, string text)
    {
        var plain = Plain(text);
        string? word = null;
        foreach (var (key, meaning) in commands)
            if (meaning == command && key.Length > (word?.Length ?? 0) && plain.StartsWith(key, StringComparison.Ordinal))
                word = key;
        if (word is null)
            return null;
        // 第3题 is 3, but 具体问题 is what a question is called.
        var which = plain[word.Length..].Trim(' ', '“', '”', '"');
        var number = which.Trim('第', '题');
        return number.Length > 0 && number.All(char.IsAsciiDigit) ? number : which;
    }

    /// <summary>prompts/messages/words.yaml: command id → list of words.</summary>
    internal static Words Read(YamlEntry root)
    {
        var words = new Words();
        if (!root.IsMapping)
            root.Complain("words.yaml maps each command to a list of words, e.g. rounds: [走访, 月走访]");
        foreach (var (command, synonyms) in root.Pairs)
        {
            if (!synonyms.IsList)
                synonyms.Complain($"'{command.Text}' needs a list of words, e.g. [走访, 月走访]");
            foreach (var synonym in synonyms.Items)
                if (synonym.Text is not { Length: > 0 } word)
                    synonym.Complain($"a word of '{command.Text}' is blank");
                else if (!words.commands.TryAdd(Plain(word), command.Text!))
                    synonym.Complain($"'{word}' already means '{words.commands[Plain(word)]}'");
        }
        return words;
    }

    /// <summary>Half-width, lower case, no blanks around and no punctuation behind; a text of nothing but punctuation stays as it is.</summary>
    internal static string Plain(string text)
    {
        var narrow = IsPlain(text) ? text : string.Concat(text.Trim().Select(Narrow)).ToLowerInvariant();
        var end = narrow.Length;
        while (end > 0 && (char.IsPunctuation(narrow[end - 1]) || char.IsSymbol(narrow[end - 1]) || char.IsWhiteSpace(narrow[end - 1])))
            end--;
        return end == 0 ? narrow : narrow[..end];
    }

    // Nearly everything that is typed: digits, or Chinese characters without punctuation.
    private static bool IsPlain(string text)
    {
        foreach (var letter in text)
            if (letter is not (>= '0' and <= '9' or >= '\u4E00' and <= '\u9FFF'))
                return false;
        return true;
    }

    private static char Narrow(char letter) => letter switch
    {
        '\u3000' => ' ',
        >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
        _ => letter,
    };
}
