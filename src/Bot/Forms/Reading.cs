namespace Bot.Forms;

/// <summary>How a typed or tapped answer was understood.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <param name="Value">As it is stored.</param>
    public sealed record Understood(string Value) : Reading;

    /// <summary>Something was understood, but not exactly: it is asked about and never stored.</summary>
    /// <param name="Kind">What was expected, which decides the example.</param>
    /// <param name="Why">What is unclear.</param>
    /// <param name="Typed">What they wrote, to quote it back.</param>
    /// <param name="Candidates">What may be meant, as it would be stored; perhaps none. For <see cref="Doubt.Span"/> its first and last day.</param>
    public sealed record Doubtful(Expected Kind, Doubt Why, string Typed, IReadOnlyList<string> Candidates) : Reading;

    /// <param name="Kind">What was expected, which decides the sentence and the example that the person gets.</param>
    /// <param name="Typed">What they wrote, to quote it back.</param>
    public sealed record NotUnderstood(Expected Kind, string Typed) : Reading;
}

public enum Expected
{
    Choice, Choices, OnlyChoice, Number, WholeNumber, Date, Text, Photo, LastMonth,
    Area, Duration, Time, Moment, YesNo,

    /// <summary>A day that the calendar does not have.</summary>
    ImpossibleDate,
    IdNumber, OldIdNumber, DamagedNumber, IdLength, IdCharacters, IdBirthDate, IdChecksum,
    Phone, PhoneLength, NoAreaCode, OnePhone,
}

public enum Doubt { Approximate, Range, TwoReadings, Period, Unit, Loss, Sum, Whole, WhichYear, Span, WhichDay, WhichHalf, Unsure }
