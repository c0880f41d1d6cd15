namespace Store.Packs;

/// <summary>Text as it comes out of cells that people filled, copied and pasted.</summary>
internal static class SheetText
{
    /// <summary>Without spaces at either end, those of no width and those that do not break included.</summary>
    public static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';
}
