using System.Globalization;

namespace Store.Rosters;

public enum IdNumberFlaw
{
    /// <summary>15 digits, withdrawn in 2013.</summary>
    OldStyle,

    /// <summary>Kept as a number by a spreadsheet: everything after the 15th digit is lost.</summary>
    Damaged,
    Length,
    Characters,
    BirthDate,
    Checksum,
}

/// <summary>The citizen identification number of GB 11643-1999: 6 region, 8 birth date, 3 sequence, 1 check character.</summary>
public static class IdNumber
{
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>What is wrong with <paramref name="text"/>, or null. The region is not judged: codes come and go with the divisions.</summary>
    /// <param name="text">Half-width, without spaces, X in upper case.</param>
    /// <param name="today">Nobody is born later.</param>
    public static IdNumberFlaw? Flaw(string text, DateOnly today)
    {
        if (text.Contains("E+", StringComparison.Ordinal) || text.Contains('.'))
            return IdNumberFlaw.Damaged;
        if (text.Length == 15 && text.All(char.IsAsciiDigit))
            return IdNumberFlaw.OldStyle;
        if (text.Length != 18)
            return IdNumberFlaw.Length;
        if (!text.AsSpan(0, 17).ContainsOnlyDigits() || !(char.IsAsciiDigit(text[17]) || text[17] == 'X'))
            return IdNumberFlaw.Characters;
        if (BirthDate(text) is not { Year: >= 1900 } born || born > today)
            return IdNumberFlaw.BirthDate;
        if (text[17] == CheckCharacter(text))
            return null;
        return text.EndsWith("000", StringComparison.Ordinal) ? IdNumberFlaw.Damaged : IdNumberFlaw.Checksum;
    }

    /// <summary>Null where the eight digits are no date.</summary>
    public static DateOnly? BirthDate(string text) =>
        DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;

    /// <summary>The 18th character that belongs to the first 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (digits[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
