using System.Globalization;
using Store.Packs;

namespace Bot.Forms.Values;

/// <summary>What is said about a value that was read: what was recorded, what is unclear, what was not understood. The texts stand in prompts/messages.</summary>
public static class ValueTexts
{
    private static readonly MessageKey Recorded = new("value.recorded", "value");
    private static readonly MessageKey Day = new("value.day", "year", "month", "day");
    private static readonly MessageKey MomentOf = new("value.moment", "day", "time");
    private static readonly MessageKey Or = new("value.or");
    private static readonly MessageKey Yes = new("value.yes");
    private static readonly MessageKey No = new("value.no");
    private static readonly MessageKey Same = new("value.same", "typed");
    private static readonly MessageKey AskOne = new("ask.one", "candidates");
    private static readonly MessageKey AskMany = new("ask.many", "candidates");
    private static readonly MessageKey AskOpen = new("ask.open", "example");

    private static readonly Dictionary<Doubt, MessageKey> Doubts = Enum.GetValues<Doubt>().ToDictionary(
        why => why, why => new MessageKey($"ask.{Snake(why.ToString())}", why == Doubt.Span ? ["typed", "from", "to"] : ["typed"]));

    private static readonly Dictionary<Expected, MessageKey> Examples =
        ((Expected[])[Expected.Number, Expected.WholeNumber, Expected.Area, Expected.Duration, Expected.Date, Expected.Time, Expected.Moment, Expected.YesNo, Expected.Phone])
        .ToDictionary(kind => kind, kind => new MessageKey($"example.{kind.ToString().ToLowerInvariant()}"));

    private static readonly Dictionary<Expected, MessageKey> Misunderstandings = Enum.GetValues<Expected>().ToDictionary(
        kind => kind, kind => new MessageKey($"not_understood.{kind.ToString().ToLowerInvariant()}", "typed", "count", "example"));

    /// <summary>Every sentence of this room, for the loader's check.</summary>
    public static IReadOnlyCollection<MessageKey> All { get; } =
        [Recorded, Day, MomentOf, Or, Yes, No, Same, AskOne, AskMany, AskOpen, .. Doubts.Values, .. Examples.Values, .. Misunderstandings.Values];

    public static MessageKey NotUnderstood(Expected kind) => Misunderstandings[kind];

    /// <summary>What is unclear, and what to answer.</summary>
    public static string Ask(Messages messages, Reading.Doubtful doubtful)
    {
        var shown = doubtful.Candidates.Select(value => Shown(messages, doubtful.Kind, value)).ToList();
        if (doubtful.Why == Doubt.Span)
            return messages.Say(Doubts[Doubt.Span], ("typed", doubtful.Typed), ("from", shown.FirstOrDefault()), ("to", shown.LastOrDefault())) + Open(messages, doubtful.Kind);
        var why = messages.Say(Doubts[doubtful.Why], ("typed", doubtful.Typed));
        return why + (shown.Count switch
        {
            0 => Open(messages, doubtful.Kind),
            1 => messages.Say(AskOne, ("candidates", shown[0])),
            _ => messages.Say(AskMany, ("candidates", string.Join(messages.Say(Or), shown))),
        });
    }

    /// <summary>What was not understood, with an example.</summary>
    public static string Refuse(Messages messages, Reading.NotUnderstood reading) => messages.Say(Misunderstandings[reading.Kind],
        ("typed", reading.Typed), ("count", reading.Typed.Length), ("example", messages.Say(Examples.GetValueOrDefault(reading.Kind, Examples[Expected.Phone]))));

    /// <summary>What was recorded, a personal number masked.</summary>
    /// <param name="unit">Shown behind a number.</param>
    public static string Confirm(Messages messages, ValueKind kind, string value, string unit) => messages.Say(Recorded, ("value", kind switch
    {
        ValueKind.IdNumber => Store.Mask.IdNumber(value),
        ValueKind.Phone => Store.Mask.Phone(value),
        ValueKind.Date => Shown(messages, Expected.Date, value),
        ValueKind.Moment => Shown(messages, Expected.Moment, value),
        ValueKind.YesNo => Shown(messages, Expected.YesNo, value),
        _ => value + unit,
    }));

    /// <summary>同上月 where there is no month before.</summary>
    public static string SameAsBefore(Messages messages, string typed) => messages.Say(Same, ("typed", typed));

    private static string Open(Messages messages, Expected kind) =>
        messages.Say(AskOpen, ("example", messages.Say(Examples.GetValueOrDefault(kind, Examples[Expected.Number]))));

    /// <summary>A stored value as a person writes it, so that it can be sent back.</summary>
    private static string Shown(Messages messages, Expected kind, string value)
    {
        switch (kind)
        {
            case Expected.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                return messages.Say(Day, ("year", day.Year), ("month", day.Month), ("day", day.Day));
            case Expected.Moment when value.Split('T') is [var date, var time]:
                return messages.Say(MomentOf, ("day", Shown(messages, Expected.Date, date)), ("time", time[..5]));
            case Expected.YesNo:
                return messages.Say(value == ValueReader.Yes ? Yes : No);
            default:
                return value;
        }
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
}
