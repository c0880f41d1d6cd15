using System.Globalization;

namespace Store.Packs;

/// <summary>
/// prompts/values.yaml: the words in which people write numbers, days and yes or no. A county adds its dialect there;
/// numerals and the units of grammar are the language's and stand in the reader. Lists are longest word first, so that the first match is the right one.
/// </summary>
public sealed record ValueWords
{
    public static readonly ValueWords None = new();

    /// <summary>Whole texts that mean 0.</summary>
    public IReadOnlyList<string> Nothing { get; init; } = [];

    /// <summary>Words that make a number a guess at that number.</summary>
    public IReadOnlyList<string> About { get; init; } = [];

    /// <summary>Words after which the number said is not the number meant.</summary>
    public IReadOnlyList<string> Beyond { get; init; } = [];

    public IReadOnlyList<string> LeadIn { get; init; } = [];
    public IReadOnlyList<string> Trailing { get; init; } = [];
    public IReadOnlyList<string> Periods { get; init; } = [];
    public IReadOnlyList<string> Losses { get; init; } = [];
    public IReadOnlyList<string> Yes { get; init; } = [];
    public IReadOnlyList<string> No { get; init; } = [];
    public IReadOnlyList<string> Unsure { get; init; } = [];
    public IReadOnlyList<string> Negations { get; init; } = [];

    /// <summary>Words that say a day is of the lunar calendar.</summary>
    public IReadOnlyList<string> Lunar { get; init; } = [];

    public IReadOnlyList<UnitWords> Units { get; init; } = [];

    /// <summary>Word → days from today; the same below for weeks, months and years.</summary>
    public IReadOnlyDictionary<string, int> Days { get; init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, int> Weeks { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> Months { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> Years { get; init; } = new Dictionary<string, int>();

    /// <summary>Words written as one → as two.</summary>
    public IReadOnlyDictionary<string, string> Contractions { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, MonthDay> Festivals { get; init; } = new Dictionary<string, MonthDay>();
    public IReadOnlyDictionary<string, MonthDay> LunarFestivals { get; init; } = new Dictionary<string, MonthDay>();
    public IReadOnlyList<MonthDay> BothCalendars { get; init; } = [];

    /// <summary>How many days ahead a day without a year may lie and still be this year's without asking.</summary>
    public int UpcomingDays { get; init; }

    public IReadOnlyDictionary<string, PartOfDay> PartsOfDay { get; init; } = new Dictionary<string, PartOfDay>();

    /// <summary>The unit that this word names; a word of several is its first one's.</summary>
    public UnitWords? Unit(string idOrWord) => Units.FirstOrDefault(unit => unit.Id == idOrWord) ?? Units.FirstOrDefault(unit => unit.Words.Contains(idOrWord));
}

/// <param name="Shown">The word used in an answer.</param>
/// <param name="Words">Longest first.</param>
public sealed record UnitWords(string Id, string Shown, IReadOnlyList<string> Words);

/// <summary>A day of any year, of either calendar.</summary>
public readonly record struct MonthDay(int Month, int Day)
{
    /// <summary>8-15; null for anything else.</summary>
    public static MonthDay? Parse(string text) => text.Split('-') is [var month, var day]
        && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m is >= 1 and <= 12
        && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d) && d is >= 1 and <= 31
        ? new MonthDay(m, d)
        : null;
}

public enum PartOfDay { BeforeDawn, Morning, Noon, Afternoon, Evening }
