using Store.Packs;

namespace Scheduler.Rules;

/// <summary>A rule's sentence: <c>${name}</c> stands for a value of the record.</summary>
internal static class MessageText
{
    private const int LongestValue = 50;

    /// <summary>What it shows: names, or paths to what a row belongs to.</summary>
    public static IEnumerable<string> Places(string message) => RuleCompiler.Places().Matches(message).Select(match => match.Groups["name"].Value);

    /// <summary>The fields it shows, without their paths.</summary>
    public static IEnumerable<string> Names(string message) => Places(message).Select(name => name[(name.LastIndexOf('/') + 1)..]);

    /// <summary>What somebody wrote may be a paragraph: enough of it to know which is meant.</summary>
    public static string Short(string value) => value.Length > LongestValue ? $"{value[..LongestValue]}…" : value;

    public static string Fill(string message, Func<string, string> value) =>
        RuleCompiler.Places().Replace(message, match => value(match.Groups["name"].Value));
}
