using Store.Packs;

namespace Bot.Forms.Values;

/// <summary>Reads one value as people write it: exactly, or with a doubt that is asked about. It never guesses.</summary>
public static class ValueReader
{
    public const string Yes = "yes";
    public const string No = "no";

    /// <param name="today">In China.</param>
    /// <param name="unit">What a number is counted in: a word such as 亩, or an id of prompts/values.yaml such as <c>day</c>; null where it does not matter.</param>
    public static Reading Read(ValueKind kind, string typed, ValueWords words, DateOnly today, string? unit = null) => kind switch
    {
        ValueKind.Date => new DayReader(words, today).Read(typed),
        ValueKind.Time => new TimeReader(words).Read(typed),
        ValueKind.Moment => MomentReader.Read(typed, words, today),
        ValueKind.YesNo => YesNoReader.Read(typed, words),
        ValueKind.IdNumber => IdNumberReader.Read(typed, words, today),
        ValueKind.Phone => PhoneReader.Read(typed, words),
        _ => NumberReader.Plain(typed) ?? new NumberReader(kind, words, unit).Read(typed),
    };
}
