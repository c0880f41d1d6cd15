namespace Store;

/// <summary>One way of writing for numbers that people write in many, so that equal numbers are found as equal.</summary>
public static class Normalise
{
    /// <summary>Full-width characters become ASCII, blanks go, a final x becomes X.</summary>
    public static string IdNumber(string text) =>
        string.Concat(text.Select(Ascii).Where(sign => !char.IsWhiteSpace(sign))).ToUpperInvariant();

    /// <summary>Digits only, without China's country code.</summary>
    public static string Phone(string text)
    {
        var digits = string.Concat(text.Select(Ascii).Where(char.IsAsciiDigit));
        // A mobile number has 11 digits and begins with 1, so 86 in front of one is never part of it.
        return digits.TrimStart('0') is ['8', '6', '1', ..] international && international.Length == 13 ? international[2..] : digits;
    }

    // Unicode's own normalisation does nothing here: globalization is invariant.
    private static char Ascii(char sign) => sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - '\uFF01' + '!') : sign;
}
