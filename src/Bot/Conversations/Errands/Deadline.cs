using System.Globalization;
using Bot.Forms;
using Bot.Forms.Values;
using Store;
using Store.Packs;

namespace Bot.Conversations.Errands;

/// <summary>A day to come, as people write it: 11月15日 is this year's while that is still to come.</summary>
internal static class Deadline
{
    /// <summary>2023-11-15; null, and said why, where it is no day or has passed.</summary>
    public static string? Read(Scene scene, string text, MessageKey notADay)
    {
        var today = ChinaTime.DayOf(scene.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var day = ValueReader.Read(ValueKind.Date, text, scene.Pack.ValueWords, ChinaTime.DayOf(scene.Now)) switch
        {
            Reading.Understood understood => understood.Value,
            Reading.Doubtful { Why: Doubt.WhichYear, Candidates: var years } => years.Where(year => string.CompareOrdinal(year, today) >= 0).Min(StringComparer.Ordinal),
            _ => null,
        };
        if (day is null)
            scene.Say(notADay, ("typed", text));
        else if (string.CompareOrdinal(day, today) >= 0)
            return day;
        else
            scene.Say(ErrandTexts.Past, ("typed", text));
        return null;
    }
}
