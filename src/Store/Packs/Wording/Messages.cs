using System.Text.RegularExpressions;

namespace Store.Packs;

/// <summary>A sentence that the program can say: its id in prompts/messages and the parameters it may use.</summary>
public sealed record MessageKey(string Id, params string[] Parameters);

/// <summary>Every sentence a person can receive, by id; <c>{name}</c> in a text is replaced by that parameter.</summary>
public sealed partial class Messages(IReadOnlyDictionary<string, string> texts)
{
    // Every turn says several sentences; where their gaps are is found once.
    private readonly Dictionary<string, Sentence> sentences = texts.ToDictionary(text => text.Key, text => new Sentence(text.Value), StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The key was not checked at load: a bug.</exception>
    public string Say(MessageKey key, params (string Name, object? Value)[] values) => sentences[key.Id].With(values);

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    internal static partial Regex Placeholder();

    /// <summary>A sentence cut at its placeholders: text, name, text, name, … text.</summary>
    private sealed class Sentence
    {
        private readonly List<string> parts = [];

        public Sentence(string text)
        {
            var from = 0;
            foreach (Match gap in Placeholder().Matches(text))
            {
                parts.Add(text[from..gap.Index]);
                parts.Add(gap.Groups["name"].Value);
                from = gap.Index + gap.Length;
            }
            parts.Add(text[from..]);
        }

        public string With((string Name, object? Value)[] values)
        {
            if (parts.Count == 1)
                return parts[0];
            var said = new string[parts.Count];
            for (var i = 0; i < said.Length; i++)
                said[i] = i % 2 == 0 ? parts[i] : Value(parts[i], values);
            return string.Concat(said);
        }

        // A gap that nobody fills stays to be seen.
        private static string Value(string name, (string Name, object? Value)[] values)
        {
            foreach (var (parameter, value) in values)
                if (parameter == name)
                {
                    var said = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
                    // {typed} is what a person wrote, said back to them: whatever it is, not a whole personal number.
                    return name == "typed" ? PersonalNumbers.Mask(said) : said;
                }
            return $"{{{name}}}";
        }
    }
}
