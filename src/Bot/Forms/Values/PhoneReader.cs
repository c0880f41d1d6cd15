using System.Text.RegularExpressions;
using Store;
using Store.Packs;

namespace Bot.Forms.Values;

/// <summary>A mobile number of 11 digits, or a landline with its area code, kept as 0797-8000000.</summary>
internal static partial class PhoneReader
{
    private const int MobileLength = 11;
    private static readonly string[] CountryCodes = ["+86", "0086", "86"];

    public static Reading Read(string typed, ValueWords words)
    {
        if (PlainText.Of(typed) is not { } plain)
            return new Reading.NotUnderstood(Expected.Phone, PlainText.Quoted(typed));
        var body = string.Concat(PlainText.Bare(plain, words.LeadIn, words.Trailing)
            .Select(character => character == '幺' ? '1' : Numerals.DigitOf(character) is >= 0 and var digit ? (char)('0' + digit) : character));
        if (Damaged().IsMatch(body))
            return new Reading.NotUnderstood(Expected.DamagedNumber, PlainText.Quoted(typed));
        if (Several().IsMatch(body))
            return new Reading.NotUnderstood(Expected.OnePhone, PlainText.Quoted(typed));
        var digits = string.Concat(body.Where(character => character is not (' ' or '-' or '.' or '(' or ')' or '_')));
        if (CountryCodes.FirstOrDefault(code => digits.Length == code.Length + MobileLength && digits.StartsWith(code, StringComparison.Ordinal)) is { } code)
            digits = digits[code.Length..];
        if (!digits.All(char.IsAsciiDigit) || digits.Length < 3)
            return new Reading.NotUnderstood(Expected.Phone, PlainText.Quoted(typed));
        if (Mobile().IsMatch(digits))
            return new Reading.Understood(digits);
        if (Landline().Match(digits) is { Success: true } line)
            return new Reading.Understood($"{line.Groups["area"].Value}-{line.Groups["number"].Value}");
        var flaw = digits[0] == '1' && digits.Length is > 8 and not MobileLength ? Expected.PhoneLength
            : digits.Length is 7 or 8 && digits[0] is not ('0' or '1') ? Expected.NoAreaCode
            : Expected.Phone;
        return new Reading.NotUnderstood(flaw, Mask.Phone(digits));
    }

    [GeneratedRegex(@"^[0-9.]+e\+?[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Damaged();

    [GeneratedRegex(@"[0-9]{11}[^0-9]+[0-9]{7,}", RegexOptions.NonBacktracking)]
    private static partial Regex Several();

    [GeneratedRegex("^1[3-9][0-9]{9}$", RegexOptions.NonBacktracking)]
    private static partial Regex Mobile();

    [GeneratedRegex("^(?<area>010|02[0-9]|0[3-9][0-9]{2})(?<number>[2-8][0-9]{6,7})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Landline();
}
