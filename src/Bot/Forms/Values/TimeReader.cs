using System.Globalization;
using System.Text.RegularExpressions;
using Store.Packs;

namespace Bot.Forms.Values;

/// <summary>A time of day as HH:mm. An hour that may be of the morning or the afternoon is asked about.</summary>
internal sealed partial class TimeReader(ValueWords words)
{
    private const int Noon = 12;

    public Reading Read(string typed)
    {
        var quoted = PlainText.Quoted(typed);
        var plain = PlainText.Bare(PlainText.Of(typed)?.Replace(" ", "", StringComparison.Ordinal) ?? "", words.LeadIn, words.Trailing);
        var word = words.PartsOfDay.Keys.Where(word => plain.StartsWith(word, StringComparison.Ordinal)).MaxBy(word => word.Length);
        var match = Form().Match(plain[(word?.Length ?? 0)..]);
        if (!match.Success || Number(match.Groups["h"].Value) is not { } hour || Minute(match) is not { } minute || hour > 24 || (hour == 24 && minute > 0))
            return words.About.Concat(words.Beyond).Any(guess => plain.Contains(guess, StringComparison.Ordinal)) && plain.Any(Numerals.IsNumeral)
                ? new Reading.Doubtful(Expected.Time, Doubt.Approximate, quoted, [])
                : new Reading.NotUnderstood(Expected.Time, quoted);
        if (word is null)
            return hour is 0 or > Noon and < 24 || IsOfTheClock(match)
                ? new Reading.Understood(Stored(hour, minute))
                : new Reading.Doubtful(Expected.Time, Doubt.WhichHalf, quoted, [Stored(hour % Noon, minute), Stored((hour % Noon) + Noon, minute)]);
        return On(words.PartsOfDay[word], hour) is { } known
            ? new Reading.Understood(Stored(known, minute))
            : new Reading.Doubtful(Expected.Time, Doubt.WhichHalf, quoted, hour == 24 ? [] : [Stored(hour, minute)]);
    }

    // 09:30 and 10:30 are of the 24-hour clock, 3:30 may be spoken.
    private static bool IsOfTheClock(Match match) => match.Groups["colon"].Success && match.Groups["h"].Length == 2 && Number(match.Groups["h"].Value) < 24;

    /// <summary>The hour of 24; null where the word and the hour do not go together.</summary>
    private static int? On(PartOfDay part, int hour) => (part, hour) switch
    {
        (PartOfDay.BeforeDawn, <= 6) => hour,
        (PartOfDay.Morning, >= 4 and <= Noon) => hour,
        (PartOfDay.Noon, 11 or Noon or 13 or 14) => hour,
        (PartOfDay.Noon, 1 or 2) => hour + Noon,
        (PartOfDay.Afternoon, >= 1 and <= 7) => hour + Noon,
        (PartOfDay.Afternoon, >= Noon and <= 19) => hour,
        (PartOfDay.Evening, >= 5 and <= 11) => hour + Noon,
        (PartOfDay.Evening, >= 17 and <= 23) => hour,
        _ => null,
    };

    private static int? Minute(Match match) => match.Groups["half"].Success ? 30
        : match.Groups["quarter"].Success ? Number(match.Groups["quarter"].Value) * 15
        : !match.Groups["m"].Success ? 0
        : Number(match.Groups["m"].Value.TrimStart('零') is { Length: > 0 } minute ? minute : "0") is { } minutes and < 60 ? minutes : null;

    private static int? Number(string text) => Numerals.Read(text.Length > 1 && char.IsAsciiDigit(text[0]) ? text.TrimStart('0').PadLeft(1, '0') : text) is { IsSure: true } number
        && number.Value == decimal.Truncate(number.Value) && number.Value is >= 0 and <= 99 ? (int)number.Value : null;

    private static string Stored(int hour, int minute) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");

    [GeneratedRegex(@"^(?<h>[^:.点时]{1,3})((?<colon>:)(?<m>[0-9]{2})(:[0-9]{2})?|[点时]钟?((?<half>半)|(?<quarter>[一三1-3])刻|(?<m>[^分刻]{1,3})分?)?整?)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
