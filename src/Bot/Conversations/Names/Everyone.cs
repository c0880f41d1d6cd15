using Store.Packs;

namespace Bot.Conversations.Names;

/// <summary>都, 均, 三家都: what is said next is said of each that was named.</summary>
internal static class Everyone
{
    /// <summary>The length of such a word at this place; 0 where there is none.</summary>
    public static int LengthAt(string text, int at, MentionWords words)
    {
        var start = at;
        while (at < text.Length && at - start < 2 && text[at] is '两' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '几' or (>= '1' and <= '9'))
            at++;
        if (at > start)
        {
            var unit = at >= text.Length ? 0 : MentionWords.LengthAt(words.Units, text, at);
            if (unit == 0)
                return 0;
            at += unit;
        }
        var all = at >= text.Length ? 0 : MentionWords.LengthAt(words.All, text, at);
        return all == 0 ? 0 : at + all - start;
    }
}
