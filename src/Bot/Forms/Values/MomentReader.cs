using System.Globalization;
using Store;
using Store.Packs;

namespace Bot.Forms.Values;

/// <summary>A day and a time, kept as 2022-08-20T15:30:00+08:00.</summary>
internal static class MomentReader
{
    public static Reading Read(string typed, ValueWords words, DateOnly today)
    {
        var quoted = PlainText.Quoted(typed);
        if (PlainText.Of(typed) is not { } plain)
            return new Reading.NotUnderstood(Expected.Moment, quoted);
        if (plain.Length >= 16 && plain[4] == '-' && DateTimeOffset.TryParse(
            plain.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && (plain.Contains('+', StringComparison.Ordinal) || plain[^1] == 'z'))
            return new Reading.Understood(Stored(ChinaTime.Of(moment)));
        foreach (var (word, whole) in words.Contractions)
            plain = plain.Replace(word, whole, StringComparison.Ordinal);
        Reading? doubt = null;
        for (var at = plain.Length - 1; at > 0; at--)
        {
            // 8月20日15:30 is not the 2nd at 01:15: a number is not cut in two.
            if (char.IsAsciiDigit(plain[at]) && char.IsAsciiDigit(plain[at - 1]) || Numerals.IsNumeral(plain[at]) && Numerals.DigitOf(plain[at - 1]) >= 0)
                continue;
            var day = new DayReader(words, today).Read(plain[..at].TrimEnd('t', ','));
            if (day is Reading.NotUnderstood)
                continue;
            var time = new TimeReader(words).Read(plain[at..]);
            if ((day, time) is (Reading.Understood on, Reading.Understood when))
                return new Reading.Understood($"{on.Value}T{when.Value}:00+08:00");
            if (time is not Reading.NotUnderstood)
                doubt = new Reading.Doubtful(Expected.Moment, (day as Reading.Doubtful)?.Why ?? ((Reading.Doubtful)time).Why, quoted, Crossed(day, time));
        }
        return doubt ?? new Reading.NotUnderstood(Expected.Moment, quoted);
    }

    private static List<string> Crossed(Reading day, Reading time) =>
        [.. Candidates(day).SelectMany(on => Candidates(time).Select(at => $"{on}T{at}:00+08:00"))];

    private static IReadOnlyList<string> Candidates(Reading reading) => reading switch
    {
        Reading.Understood understood => [understood.Value],
        Reading.Doubtful doubtful => doubtful.Candidates,
        _ => [],
    };

    private static string Stored(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
