using Store.Packs;

namespace Bot.Forms.Values;

internal static class YesNoReader
{
    public static Reading Read(string typed, ValueWords words)
    {
        var plain = PlainText.Of(typed)?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        return plain == "1" ? new Reading.Understood(ValueReader.Yes)
            : plain is "0" or "2" ? new Reading.Understood(ValueReader.No)
            : Of(plain, words) switch
            {
                true => new Reading.Understood(ValueReader.Yes),
                false => new Reading.Understood(ValueReader.No),
                null when words.Unsure.Any(word => plain.StartsWith(word, StringComparison.Ordinal)) || (plain.EndsWith('?') && plain.Length > 1)
                    => new Reading.Doubtful(Expected.YesNo, Doubt.Unsure, PlainText.Quoted(typed), [ValueReader.Yes, ValueReader.No]),
                null => new Reading.NotUnderstood(Expected.YesNo, PlainText.Quoted(typed)),
            };
    }

    /// <summary>What a whole text of words says, without the numbers of a list; null for neither.</summary>
    public static bool? Of(string text, ValueWords words)
    {
        var plain = PlainText.Of(text)?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        foreach (var form in (string[])[plain, PlainText.Bare(plain, [], words.Trailing)])
            if (words.Yes.Contains(form))
                return true;
            else if (words.No.Contains(form))
                return false;
        return null;
    }
}
