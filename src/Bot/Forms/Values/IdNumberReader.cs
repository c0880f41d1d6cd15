using Store;
using Store.Packs;
using Store.Rosters;

namespace Bot.Forms.Values;

/// <summary>A citizen identification number: 18 characters that hold together, X in upper case.</summary>
internal static class IdNumberReader
{
    public static Reading Read(string typed, ValueWords words, DateOnly today)
    {
        if (PlainText.Of(typed) is not { } plain)
            return new Reading.NotUnderstood(Expected.IdNumber, PlainText.Quoted(typed));
        var number = string.Concat(PlainText.Bare(plain, words.LeadIn, words.Trailing).Where(character => character is not (' ' or '-' or '_')))
            .Replace('×', 'x').Replace('*', 'x').ToUpperInvariant();
        if (number.Count(char.IsAsciiDigit) < 6)
            return new Reading.NotUnderstood(Expected.IdNumber, PlainText.Quoted(typed));
        // A star hides a digit anywhere but at the end, where people write it for X.
        return IdNumber.Flaw(number, today) is not { } flaw
            ? new Reading.Understood(number)
            : new Reading.NotUnderstood(flaw switch
            {
                IdNumberFlaw.OldStyle => Expected.OldIdNumber,
                IdNumberFlaw.Damaged => Expected.DamagedNumber,
                IdNumberFlaw.Length => Expected.IdLength,
                IdNumberFlaw.Characters => Expected.IdCharacters,
                IdNumberFlaw.BirthDate => Expected.IdBirthDate,
                _ => Expected.IdChecksum,
            }, Mask.Phone(number));
    }
}
