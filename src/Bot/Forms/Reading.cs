namespace Bot.Forms;

/// <summary>How a typed or tapped answer was understood.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <param name="Value">As it is stored.</param>
    public sealed record Understood(string Value) : Reading;

    /// <param name="Kind">What was expected, which decides the sentence and the example that the person gets.</param>
    /// <param name="Typed">What they wrote, to quote it back.</param>
    public sealed record NotUnderstood(Expected Kind, string Typed) : Reading;
}

public enum Expected { Choice, Choices, OnlyChoice, Number, WholeNumber, Date, Text, Photo, LastMonth }
