using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal static class DateFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("today", 0, 0, (_, in focus) => Value.Date(Dates.Days(focus.At.Now.Date))),
        new("now", 0, 0, (_, in focus) => Value.DateTime(Dates.Days(focus.At.Now.DateTime), focus.Offset)),
        new("date", 1, 1, (arguments, in focus) => Moment(arguments[0], focus) is { } moment ? Value.Date(moment.Days) : Value.Blank)
            { Check = NeedsDate },
        new("date-time", 1, 1, (arguments, in focus) => DateTime(arguments[0].Atom(focus), focus.Offset)) { Check = NeedsDate },
        new("format-date", 2, 2, Format) { Check = NeedsFormat },
        new("format-date-time", 2, 2, Format) { Check = NeedsFormat },
        new("decimal-date-time", 1, 1, DecimalDateTime) { Check = NeedsDate },
        new("decimal-time", 1, 1, DecimalTime),
        new("difference-in-months", 2, 2, DifferenceInMonths),
        new("add-date", 2, 6, AddDate),
    ];

    /// <summary>The date or moment an argument stands for: one already, a text to be read, or a number of days.</summary>
    private static Value? Moment(Term argument, in Focus focus)
    {
        var value = argument.Atom(focus);
        switch (value.Type)
        {
            case ValueType.Date or ValueType.DateTime:
                return value;
            case ValueType.Number when Dates.Moment(value.ToNumber()) is not null:
                return Value.Date(value.ToNumber());
            case ValueType.Text when Dates.TryDateTime(value.ToText(), focus.Offset, out var days):
                return value.ToText().Contains('T') ? Value.DateTime(days, focus.Offset) : Value.Date(days);
            default:
                return null;
        }
    }

    /// <summary>A number is days of UTC, as decimal-date-time() gives them.</summary>
    private static Value DateTime(Value value, TimeSpan offset) => value.Type switch
    {
        ValueType.Date or ValueType.DateTime => Value.DateTime(value.Days, offset),
        ValueType.Number when Dates.Moment(value.ToNumber()) is not null => Value.DateTime(value.ToNumber() + offset.TotalDays, offset),
        ValueType.Text when Dates.TryDateTime(value.ToText(), offset, out var days) => Value.DateTime(days, offset),
        _ => Value.Blank,
    };

    private static Value Format(ImmutableArray<Term> arguments, in Focus focus)
    {
        var value = arguments[0].Atom(focus);
        var moment = value.Type switch
        {
            ValueType.Time => value,
            ValueType.Number => DateTime(value, focus.Offset),
            ValueType.Text when Dates.TryTime(value.ToText(), focus.Offset, out var fraction) => Value.Time(fraction),
            _ => Moment(arguments[0], focus) ?? Value.Blank,
        };
        return moment.IsDateLike ? Value.Of(Dates.Format(moment.Days, arguments[1].Text(focus))) : Value.Blank;
    }

    /// <summary>
    /// Days since 1970: whole ones for a date, so that date(decimal-date-time(x) + 7) is a week later in every time zone;
    /// for a moment counted in UTC, as the ODK specification says.
    /// </summary>
    private static Value DecimalDateTime(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (arguments[0].Atom(focus) is { Type: ValueType.Number } number) return number;
        return Moment(arguments[0], focus) switch
        {
            { Type: ValueType.DateTime } moment => Value.Of(moment.Days - focus.Offset.TotalDays),
            { } date => Value.Of(date.Days),
            null => Value.Blank,
        };
    }

    private static Value DecimalTime(ImmutableArray<Term> arguments, in Focus focus)
    {
        var value = arguments[0].Atom(focus);
        var days = value.Type switch
        {
            ValueType.Number or ValueType.Date or ValueType.DateTime or ValueType.Time => value.ToNumber(),
            ValueType.Text when Dates.TryTime(value.ToText(), focus.Offset, out var fraction) => fraction,
            ValueType.Text when Dates.TryDateTime(value.ToText(), focus.Offset, out var moment) => moment,
            _ => double.NaN,
        };
        return Value.Of(days - Math.Floor(days));
    }

    /// <summary>Months completed from the first date to the second.</summary>
    private static Value DifferenceInMonths(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (Calendar(arguments[0], focus) is not { } from || Calendar(arguments[1], focus) is not { } to) return Value.Blank;
        var (earlier, later) = from <= to ? (from, to) : (to, from);
        var months = (later.Year - earlier.Year) * 12 + later.Month - earlier.Month;
        if (earlier.AddMonths(months) > later) months--;
        return Value.Of(from <= to ? months : -months);
    }

    /// <summary>A date and the years, months, days, hours and minutes to add; the last two make it a moment.</summary>
    private static Value AddDate(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (Calendar(arguments[0], focus) is not { } date) return Value.Blank;
        Span<double> add = [0, 0, 0, 0, 0];
        for (var i = 1; i < arguments.Length; i++)
        {
            var value = arguments[i].Atom(focus);
            var number = value.IsBlank ? 0 : Math.Truncate(value.ToNumber());
            if (!(Math.Abs(number) < 10_000_000)) return Value.Blank;
            add[i - 1] = number;
        }

        var month = date.Year * 12 + date.Month - 1 + add[0] * 12 + add[1];
        if (month is < 12 or >= 120_000) return Value.Blank;
        var moved = date.AddMonths((int)(month - (date.Year * 12 + date.Month - 1)));
        var days = Dates.Days(moved) + add[2] + (add[3] * 60 + add[4]) / 1440;
        if (Dates.Moment(days) is null) return Value.Blank;
        return arguments.Length > 4 || Moment(arguments[0], focus) is { Type: ValueType.DateTime }
            ? Value.DateTime(days, focus.Offset)
            : Value.Date(days);
    }

    private static System.DateTime? Calendar(Term argument, in Focus focus) =>
        Moment(argument, focus) is { } moment ? Dates.Moment(moment.Days) : null;

    private static Complaint? NeedsDate(ImmutableArray<Term> arguments) =>
        arguments[0] is Literal { Value: { Type: ValueType.Text, IsBlank: false } text }
        && !Dates.TryDateTime(text.ToText(), TimeSpan.Zero, out _)
            ? new(arguments[0], $"'{text.ToText()}' is not a date; write it as '2026-01-31', and check that the day exists")
            : null;

    private static Complaint? NeedsFormat(ImmutableArray<Term> arguments)
    {
        if (arguments[1] is not Literal written) return null;
        var format = written.Value.ToText();
        for (var i = format.IndexOf('%'); i >= 0; i = i + 2 < format.Length ? format.IndexOf('%', i + 2) : -1)
        {
            if (i + 1 == format.Length) return new(written, "the % at the end of this format needs a letter");
            if (!Dates.Codes.Contains(format[i + 1]))
                return new(written, $"%{format[i + 1]} is not known; known are %{string.Join(" %", Dates.Codes.ToCharArray())}");
        }

        return null;
    }
}
