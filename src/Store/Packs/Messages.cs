using System.Text.RegularExpressions;

namespace Store.Packs;

/// <summary>A sentence that the program can say: its id in prompts/messages and the parameters it may use.</summary>
public sealed record MessageKey(string Id, params string[] Parameters);

/// <summary>Every sentence a person can receive, by id; <c>{name}</c> in a text is replaced by that parameter.</summary>
public sealed partial class Messages(IReadOnlyDictionary<string, string> texts)
{
    /// <exception cref="KeyNotFoundException">The key was not checked at load: a bug.</exception>
    public string Say(MessageKey key, params (string Name, object? Value)[] values) =>
        Placeholder().Replace(texts[key.Id], match =>
        {
            var name = match.Groups["name"].Value;
            foreach (var (parameter, value) in values)
                if (parameter == name)
                    return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
            return match.Value;
        });

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    internal static partial Regex Placeholder();
}
