using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Store.Expressions.Functions;

/// <summary>
/// A regular expression out of a form, which anyone may have written: matched in linear time, or, where it looks around or
/// back, for a limited time. It has to fit the whole text. Compiled once and kept.
/// </summary>
internal sealed class Pattern
{
    private const int MostKept = 1000;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);
    private static readonly ConcurrentDictionary<string, Pattern> Kept = new();
    private readonly Regex? regex;

    private Pattern(string source)
    {
        // First alone, so that a bracket in it cannot pair with ours.
        try
        {
            _ = new Regex(source, RegexOptions.CultureInvariant, Limit);
            regex = Whole(source);
        }
        catch (ArgumentException wrong)
        {
            Fault = wrong.Message;
        }
    }

    /// <summary>Why it is not a regular expression; null if it is one.</summary>
    public string? Fault { get; }

    public static Pattern Of(string source)
    {
        if (Kept.Count > MostKept) Kept.Clear();
        return Kept.GetOrAdd(source, static source => new(source));
    }

    /// <summary>A pattern that is wrong or takes too long fits nothing.</summary>
    public bool Fits(string text)
    {
        try
        {
            return regex?.IsMatch(text) == true;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Whole(string source)
    {
        var whole = $@"\A(?:{Ascii(source)})\z";
        try
        {
            // No limit on what is linear anyway: a busy machine would make it fit nothing.
            return new(whole, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            return new(whole, RegexOptions.CultureInvariant, Limit);
        }
    }

    /// <summary>\d and \w mean ASCII in ODK Collect and Enketo; here they would take １３８ for digits and 王 for a word character.</summary>
    private static string Ascii(string source)
    {
        var text = new StringBuilder(source.Length + 16);
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            var escaped = source[i] == '\\' && i + 1 < source.Length;
            if (!escaped && source[i] is '[' or ']') inClass = source[i] == '[';
            var set = !escaped ? null : source[i + 1] switch { 'd' or 'D' => "0-9", 'w' or 'W' => "a-zA-Z0-9_", _ => null };
            if (set is null) text.Append(source, i, escaped ? 2 : 1);
            else if (char.IsAsciiLetterLower(source[i + 1])) text.Append(inClass ? set : $"[{set}]");
            else text.Append(inClass ? source.Substring(i, 2) : $"[^{set}]");
            if (escaped) i++;
        }

        return text.ToString();
    }
}
