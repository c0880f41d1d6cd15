using System.Collections.Concurrent;
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
        var whole = $@"\A(?:{source})\z";
        try
        {
            return new(whole, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return new(whole, RegexOptions.CultureInvariant, Limit);
        }
    }
}
