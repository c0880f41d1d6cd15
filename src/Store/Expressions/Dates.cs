using System.Globalization;
using System.Text;

namespace Store.Expressions;

/// <summary>
/// Dates, times of day and moments as numbers, all in local time: days since 1970-01-01, the fraction of a day, and both together.
/// A text with an offset of its own is carried over to the local one.
/// </summary>
internal static class Dates
{
    private const double MillisecondsPerDay = 86_400_000;
    private static readonly DateTime Epoch = DateTime.UnixEpoch;

    public static double Days(DateTime local) => (local - Epoch).TotalMilliseconds / MillisecondsPerDay;

    /// <summary>The calendar moment of a day number; null outside the years 1 to 9999.</summary>
    public static DateTime? Moment(double days) =>
        days is > -719_162 and < 2_932_896 ? Epoch.AddMilliseconds(Math.Round(days * MillisecondsPerDay)) : null;

    /// <summary>yyyy-MM-dd.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out double days)
    {
        days = 0;
        var first = text.IndexOf('-');
        if (first != 4) return false;
        var second = text[5..].IndexOf('-') + 5;
        if (second < 6
            || !Whole(text[..4], out var year)
            || !Whole(text[5..second], out var month)
            || !Whole(text[(second + 1)..], out var day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        days = Days(new DateTime(year, month, day));
        return true;
    }

    /// <summary>HH:mm, HH:mm:ss or HH:mm:ss.fff, and perhaps Z, +08 or +08:00.</summary>
    public static bool TryTime(ReadOnlySpan<char> text, TimeSpan local, out double fraction)
    {
        if (!TryClock(text, local, out fraction)) return false;
        fraction -= Math.Floor(fraction);
        return true;
    }

    /// <summary>A date, then T, then a time. A date alone is its midnight.</summary>
    public static bool TryDateTime(ReadOnlySpan<char> text, TimeSpan local, out double days)
    {
        var t = text.IndexOf('T');
        if (t < 0) return TryDate(text, out days);
        if (!TryDate(text[..t], out days) || !TryClock(text[(t + 1)..], local, out var fraction)) return false;
        days += fraction;
        return true;
    }

    public static string FormatDate(double days) => Moment(days)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string FormatTime(double fraction) =>
        Moment(fraction - Math.Floor(fraction))?.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "";

    public static string FormatDateTime(double days, TimeSpan local) => Moment(days) is { } moment
        ? moment.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)
            + (local < TimeSpan.Zero ? "-" : "+") + local.ToString(@"hh\:mm", CultureInfo.InvariantCulture)
        : "";

    /// <summary>The codes of format-date(), each a letter after %.</summary>
    public const string Codes = "YymnbdeHhMS3aW%";

    public static string Format(double days, string format)
    {
        if (Moment(days) is not { } moment) return "";
        var text = new StringBuilder(format.Length * 2);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length) text.Append(format[i]);
            else AppendCode(text, format[++i], moment);
        }

        return text.ToString();
    }

    private static void AppendCode(StringBuilder text, char code, DateTime moment) => _ = code switch
    {
        'Y' => text.Append(moment.ToString("yyyy", CultureInfo.InvariantCulture)),
        'y' => text.Append(moment.ToString("yy", CultureInfo.InvariantCulture)),
        'm' => text.Append(moment.ToString("MM", CultureInfo.InvariantCulture)),
        'n' => text.Append(moment.Month),
        'b' => text.Append(moment.ToString("MMM", CultureInfo.InvariantCulture)),
        'd' => text.Append(moment.ToString("dd", CultureInfo.InvariantCulture)),
        'e' => text.Append(moment.Day),
        'H' => text.Append(moment.ToString("HH", CultureInfo.InvariantCulture)),
        'h' => text.Append(moment.Hour),
        'M' => text.Append(moment.ToString("mm", CultureInfo.InvariantCulture)),
        'S' => text.Append(moment.ToString("ss", CultureInfo.InvariantCulture)),
        '3' => text.Append(moment.ToString("fff", CultureInfo.InvariantCulture)),
        'a' => text.Append(moment.ToString("ddd", CultureInfo.InvariantCulture)),
        'W' => text.Append(ISOWeek.GetWeekOfYear(moment)),
        '%' => text.Append('%'),
        _ => text.Append('%').Append(code),
    };

    /// <summary>The time of day as a fraction; below 0 or from 1 on where the offset moves it to another day.</summary>
    private static bool TryClock(ReadOnlySpan<char> text, TimeSpan local, out double fraction)
    {
        fraction = 0;
        var shift = TimeSpan.Zero;
        if (text.EndsWith("Z"))
        {
            text = text[..^1];
            shift = local;
        }
        else if (text.IndexOfAny('+', '-') is > 0 and var sign)
        {
            if (!TryOffset(text[(sign + 1)..], out var offset)) return false;
            shift = text[sign] == '-' ? local + offset : local - offset;
            text = text[..sign];
        }

        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, ':');
        var seconds = 0d;
        if (count is not (2 or 3)
            || !Whole(text[parts[0]], out var hour) || hour > 23
            || !Whole(text[parts[1]], out var minute) || minute > 59
            || (count == 3 && !TrySeconds(text[parts[2]], out seconds)))
            return false;
        fraction = ((hour * 60 + minute) * 60_000 + Math.Round(seconds * 1000) + shift.TotalMilliseconds) / MillisecondsPerDay;
        return true;
    }

    private static bool TrySeconds(ReadOnlySpan<char> text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds < 60;

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        var colon = text.IndexOf(':');
        var hours = colon < 0 ? text[..Math.Min(2, text.Length)] : text[..colon];
        var minutes = colon < 0 ? text[hours.Length..] : text[(colon + 1)..];
        var minute = 0;
        var read = Whole(hours, out var hour) && hour <= 14 && (minutes.IsEmpty || (Whole(minutes, out minute) && minute <= 59));
        offset = new(hour, minute, 0);
        return read;
    }

    /// <summary>One to four digits and nothing else.</summary>
    private static bool Whole(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        if (text.Length is 0 or > 4) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            number = number * 10 + (c - '0');
        }

        return true;
    }
}
