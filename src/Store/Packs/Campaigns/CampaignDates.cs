using System.Globalization;

namespace Store.Packs;

/// <summary>Days as campaigns write them: 2022-08-31, or a month alone, 2022-05.</summary>
internal static class CampaignDates
{
    /// <param name="last">A month alone means its last day; otherwise its first.</param>
    public static DateOnly? Parse(string text, bool last)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        return Month.Parse(text) is { } month ? last ? month.LastDay : month.FirstDay : null;
    }

    /// <summary>Null where it is missing, empty, null or ~; complains of what is no date.</summary>
    public static DateOnly? Read(YamlEntry? entry, bool last)
    {
        if (IsAbsent(entry))
            return null;
        if (entry!.Text is { } text && Parse(text, last) is { } day)
            return day;
        entry.Complain($"'{entry.Text}' is not a date such as 2022-08-31, nor a month such as 2022-08");
        return null;
    }

    public static bool IsAbsent(YamlEntry? entry) => entry is null || entry.Text is "" or "null" or "~";

    public static TimeOnly? ParseTime(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
