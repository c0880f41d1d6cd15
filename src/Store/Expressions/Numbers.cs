using System.Globalization;

namespace Store.Expressions;

/// <summary>Numbers as the form language reads and writes them: no exponent, no plus sign, no thousands separator, either way.</summary>
internal static class Numbers
{
    /// <summary>What JavaRosa takes for zero, for whole, and for equal.</summary>
    public const double Tolerance = 1e-12;

    public static double Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        foreach (var c in trimmed)
        {
            if (!char.IsAsciiDigit(c) && c is not ('-' or '.')) return double.NaN;
        }

        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return double.TryParse(trimmed, plain, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    public static string Format(double number)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "Infinity" : "-Infinity";
        if (Math.Abs(number) < Tolerance) return "0";
        var whole = Math.Round(number);
        if (Math.Abs(number - whole) < Tolerance && Math.Abs(whole) < 1e15) return ((long)whole).ToString(CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('E') ? WithoutExponent(shortest) : shortest;
    }

    private static string WithoutExponent(string shortest)
    {
        var sign = shortest.StartsWith('-') ? "-" : "";
        var e = shortest.IndexOf('E');
        var exponent = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = shortest[sign.Length..e].Replace(".", "");
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : sign + digits.PadRight(exponent + 1, '0');
    }

    /// <summary>True where <see cref="Format"/> would write the text just as it stands.</summary>
    public static bool IsCanonicalWhole(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        if (digits.Length is 0 or > 15 || (digits[0] == '0' && text.Length > 1)) return false;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c)) return false;
        }

        return true;
    }

    public static bool Same(double left, double right) => left == right || Math.Abs(left - right) < Tolerance;

    /// <summary>Halves go up (−2.5 → −2), counted on the decimal digits a person sees, not on the binary ones.</summary>
    public static double Round(double number, double places)
    {
        if (double.IsNaN(number) || double.IsInfinity(number)) return number;
        if (double.IsNaN(places) || Math.Abs(places) > 30) return double.NaN;
        if (Math.Abs(number) >= 1e15) return number;
        var digits = (int)places;
        if (digits > 12) return number;
        if (digits < -15) return 0;
        var exact = decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        var scale = (decimal)Math.Pow(10, Math.Abs(digits));
        return (double)(digits >= 0 ? Math.Floor(exact * scale + 0.5m) / scale : Math.Floor(exact / scale + 0.5m) * scale);
    }
}
