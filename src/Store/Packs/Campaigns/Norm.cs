using System.Globalization;

namespace Store.Packs;

/// <summary>A number, day or text that the document sets.</summary>
/// <param name="Written">As in the pack; null = the document leaves it open, so nothing is measured by it.</param>
/// <param name="Op">The direction that complies: value op norm; "" where nothing is compared.</param>
/// <param name="Trigger">The direction that is a warning sign; "" where it is none.</param>
public sealed record Norm(string Id, string? Written, string Unit, string Text, string Op, string Trigger, string Ref)
{
    public bool IsSet => Written is not null;

    public decimal? Number => decimal.TryParse(Written, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Where it is a day, or a month meant until its end.</summary>
    public DateOnly? Date => Written is null ? null : CampaignDates.Parse(Written, last: true);

    /// <summary>A second value for a lesser case, where the document has one.</summary>
    public decimal? Alternative { get; init; }

    /// <summary>Whether a value is as the document wants it; null where it sets none or compares nothing.</summary>
    public bool? Complies(decimal value) => Number is { } number ? Compare(value, Op, number) : null;

    /// <summary>Whether a value is a warning sign; null where the norm is none.</summary>
    public bool? Triggers(decimal value) => Number is { } number ? Compare(value, Trigger, number) : null;

    internal static readonly string[] Operators = ["<", "<=", ">", ">=", "="];

    private static bool? Compare(decimal value, string op, decimal norm) => op switch
    {
        "<" => value < norm,
        "<=" => value <= norm,
        ">" => value > norm,
        ">=" => value >= norm,
        "=" => value == norm,
        _ => null,
    };
}
