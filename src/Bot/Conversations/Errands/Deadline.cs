using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Forms;
using Bot.Forms.Values;
using Store;
using Store.Packs;

namespace Bot.Conversations.Errands;

/// <summary>A day to come, as people write it: 11月15日 is this year's while that is still to come.</summary>
internal static partial class Deadline
{
    /// <summary>2023-11-15; null, and said why, where it is no day or has passed.</summary>
    public static string? Read(Scene scene, string text, MessageKey notADay)
    {
        var (day, why) = Of(text, scene.Pack.ValueWords, ChinaTime.DayOf(scene.Now), notADay);
        if (why is not null)
            scene.Say(why, ("typed", text));
        return day;
    }

    /// <summary>2023-11-15, or what is to be said of {typed} where it is no day or has passed.</summary>
    public static (string? Day, MessageKey? Why) Of(string text, ValueWords words, DateOnly on, MessageKey notADay)
    {
        var today = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var day = ValueReader.Read(ValueKind.Date, text, words, on) switch
        {
            Reading.Understood understood => understood.Value,
            Reading.Doubtful { Why: Doubt.WhichYear, Candidates: var years } => years.Where(year => string.CompareOrdinal(year, today) >= 0).Min(StringComparer.Ordinal),
            _ => null,
        };
        return day is null ? (null, notADay) : string.CompareOrdinal(day, today) >= 0 ? (day, null) : (null, ErrandTexts.Past);
    }

    /// <summary>The one day to come that a sentence names, e.g. in 换水管，8月25日前完工; null where it names none, or several.</summary>
    public static string? Mentioned(Scene scene, string sentence)
    {
        var days = Days().Matches(sentence)
            .Select(match => Of(match.Value, scene.Pack.ValueWords, ChinaTime.DayOf(scene.Now), ErrandTexts.Past).Day).OfType<string>().Distinct().ToList();
        return days is [var day] ? day : null;
    }

    [GeneratedRegex("([0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Days();
}
