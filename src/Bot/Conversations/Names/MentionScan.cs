using Store.Packs;

namespace Bot.Conversations.Names;

/// <summary>
/// Finds where a message turns to a household. Only where a clause begins can it do so: a name in the middle of one
/// (孩子送到王五家) is part of what is said. A state machine over the text, from left to right.
/// </summary>
internal sealed class MentionScan
{
    private const int LongestName = 15;

    private readonly string text;
    private readonly IReadOnlyList<HouseholdLine> mine;
    private readonly MentionWords words;
    private readonly List<string> places;

    /// <summary>My households' names by their first letter, longest first.</summary>
    private readonly ILookup<char, string> names;

    private readonly List<MentionHead> heads = [];

    private MentionScan(string text, IReadOnlyList<HouseholdLine> mine, MentionWords words)
    {
        this.text = PersonName.WithOneDot(text);
        this.mine = mine;
        this.words = words;
        names = mine.Select(line => PersonName.WithOneDot(line.Name)).Where(name => name.Length > 1).Distinct().OrderByDescending(name => name.Length).ToLookup(name => name[0]);
        places = [.. mine.SelectMany(line => new[] { line.Village, line.GroupNo }).Where(place => place.Length > 1).Distinct().OrderByDescending(place => place.Length)];
    }

    public static List<MentionHead> Run(string text, IReadOnlyList<HouseholdLine> mine, MentionWords words)
    {
        var scan = new MentionScan(text, mine, words);
        for (var at = 0; at < text.Length;)
            at = scan.IsOpening(at) && scan.Turn(at) is { } head ? scan.Add(head) : at + 1;
        return scan.heads;
    }

    private int Add(MentionHead head)
    {
        heads.Add(head);
        return Math.Max(head.End, head.Start + 1);
    }

    private bool IsOpening(int at) =>
        at == 0 || MentionMark.EndsClause(text, at - 1) && text[at - 1] is not ('（' or '(') || text[at] is '（' or '(' && AfterNumber(at) > at || JustNamed(at) || Closes(at);

    /// <summary>张三和李四: the next name may follow the last one at once.</summary>
    private bool JustNamed(int at) => heads.Count > 0 && heads[^1].End == at && Length(words.Connectors, at) > 0;

    /// <summary>张三家无变化李四家: without a mark, but only before a name with 家 that is mine to the letter.</summary>
    private bool Closes(int at) =>
        (char.IsDigit(text[at - 1]) || words.Closers.Any(word => at >= word.Length && string.CompareOrdinal(text, at - word.Length, word, 0, word.Length) == 0))
        && NameAt(at) is { } name && HouseholdAt(at + name.Length) > 0;

    private MentionHead? Turn(int start)
    {
        var at = AfterNumber(start);
        var numbered = at > start;
        var excepted = heads.Count > 0 && heads[^1].IsExcepted && IsBlank(heads[^1].End, start);
        while (at < text.Length && at - start < 40)
        {
            if ((RestAt(at) ?? HeadAt(at, numbered)) is { } head)
                return head with { Start = start, IsExcepted = excepted && !head.IsRest };
            var except = Length(words.Except, at);
            excepted |= except > 0;
            var step = except > 0 ? except : Math.Max(Length(words.LeadIns, at), Length(words.Connectors, at));
            if (step == 0 && !(at > start && char.IsWhiteSpace(text[at])) && text[at] is not (PersonName.Dot or '-' or '*'))
                return null;
            at += Math.Max(step, 1);
        }
        return null;
    }

    /// <summary>Past "1." or "2、" or "（3）"; a number that goes on into something else is none.</summary>
    private int AfterNumber(int start)
    {
        var at = start;
        if (at < text.Length && text[at] is '(' or '（')
            at++;
        var digits = at;
        while (MentionMark.DigitAt(text, at) && at - digits < 3)
            at++;
        if (at > digits && at < text.Length && text[at] is '.' or '、' or '．' or ')' or '）' or ':' or '：' && !MentionMark.DigitAt(text, at + 1))
            at++;
        else
            return at > digits && at < text.Length && NameAt(at) is not null ? at : start;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private MentionHead? RestAt(int at)
    {
        var end = at + Length(words.Rest, at);
        if (end == at)
            return null;
        // 张三家住院了，别的没变 is still about 张三; where nobody was named, or only set aside, the others are households.
        var alone = Length(words.RestAlone, at) > 0
            || (heads.Count == 0 ? IsBlank(0, at) : heads[^1].IsExcepted && IsBlank(heads[^1].End, at));
        if (end < text.Length && text[end] == '的')
            end++;
        var unit = end;
        while (unit < text.Length && unit - end < 3 && (char.IsDigit(text[unit]) || text[unit] is '几' or '各' or '两' or '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '多' or '个'))
            unit++;
        if (Length(words.Units, unit) is > 0 and var length && Length(words.NotHouseholds, unit) == 0)
            end = unit + length;
        else if (!alone || Length(words.All, end) == 0)
            return null;
        return new MentionHead(at, at, end, text[at..end], null, IsRest: true);
    }

    private MentionHead? HeadAt(int at, bool numbered) => Exact(at) ?? WithHousehold(at) ?? Titled(at) ?? Marked(at, numbered);

    /// <summary>A name of mine to the letter, with or without its village before it.</summary>
    private MentionHead? Exact(int start)
    {
        var at = start + Length(places, start);
        if (at > start && at < text.Length && text[at] == '的')
            at++;
        if (NameAt(at) is not { } name)
            return null;
        var end = at + name.Length;
        if (Bracketed(end) is > 0 and var bracket)
            return Mine(start, end + bracket);
        if (HouseholdAt(end) is > 0 and var household)
            return Mine(start, end, end + household);
        if (end == text.Length)
            return Mine(start, end);
        if (words.Ordinary.Contains(name) && text[end] is not (':' or '：') && !char.IsWhiteSpace(text[end]) && !(IsListed(start) || text[end] == '、'))
            return null;
        if (MentionMark.EndsClause(text, end) || Everyone.LengthAt(text, end, words) > 0 || Length(words.Connectors, end) > 0)
            return Mine(start, end);
        // 张三丰家, 张三丰无变化: somebody else, whose name only begins like one of mine.
        if (name.Length <= 3 && Longer(end) is { } longer)
            return Named(start, end + longer, end + longer + HouseholdAt(end + longer));
        return Mine(start, end);
    }

    /// <summary>How many letters the name at hand really goes on for, past where mine ends; null where it does not.</summary>
    private int? Longer(int end)
    {
        if (!PersonName.IsLetter(text[end]) || text[end] == PersonName.Dot || Length(words.Adverbs, end) > 0 || Length(words.Closers, end) > 0 || end + 1 >= text.Length)
            return null;
        if (HouseholdAt(end + 1) > 0 && Length(words.NotBefore, end) == 0)
            return 1;
        return Length(words.Closers, end + 1) is > 1 || text[end + 1] is ':' or '：' ? 1 : null;
    }

    /// <summary>X家, where X is nearly one of mine or looks like a person.</summary>
    private MentionHead? WithHousehold(int start)
    {
        var from = start + Length(places, start);
        if (from > start && from < text.Length && text[from] == '的')
            from++;
        for (var length = 2; length <= LongestName && from + length < text.Length && LettersAt(from, length); length++)
            if (HouseholdAt(from + length) is > 0 and var household
                && (length <= 4 || text.IndexOf(PersonName.Dot, from, length) >= 0)
                && Named(start, from + length, from + length + household) is { } head
                && (Length(words.NotBefore, from + length - 1) == 0 || head.Who?.Best is [{ Fit: Fit.Given }, ..]))
                return head;
        // 张家: one letter is a surname, unless it is a place or a word.
        return from + 1 < text.Length && Surname.IsCommon(text[from]) && Length(words.NotBefore, from) == 0
            && HouseholdAt(from + 1) is > 0 and var after && Length(words.Places, from + 1 + after) == 0
            ? Named(start, from + 1, from + 1 + after, text[start..(from + 1 + after)])
            : null;
    }

    /// <summary>张大爷住院了: surname and form of address need nothing behind them, where I have that surname.</summary>
    private MentionHead? Titled(int start)
    {
        for (var length = 1; length <= 3 && start + length < text.Length; length++)
            if (Length(words.Titles, start + length) is > 0 and var title && LettersAt(start, length))
            {
                var end = start + length + title;
                var who = NameMatch.Find(text[start..end], mine, words);
                if (who.Best is [{ Fit: <= Fit.Given }, ..])
                    return new MentionHead(start, start, end + HouseholdAt(end), text[start..end], who);
            }
        return null;
    }

    /// <summary>A word that stands alone before a mark (建过：无变化) is taken for a name where it is nearly one of mine and begins as names do.</summary>
    private MentionHead? Marked(int start, bool numbered)
    {
        var end = start;
        while (end < text.Length && end - start <= LongestName && PersonName.IsLetter(text[end]) && !(IsListed(start) && end - start >= 2 && Everyone.LengthAt(text, end, words) > 0))
            end++;
        if (numbered && end - start > 3)
            end = Enumerable.Range(start + 2, 2).FirstOrDefault(at => Length(words.Closers, at) > 1, end);
        var length = end - start;
        if (length < 2 || length > LongestName || length > 4 && text.IndexOf(PersonName.Dot, start, length) < 0)
            return null;
        var word = text[start..end];
        if (words.Ordinary.Contains(word) || words.Closers.Contains(word))
            return null;
        var colon = end < text.Length && (text[end] is ':' or '：' || char.IsWhiteSpace(text[end]));
        var who = NameMatch.Find(word, mine, words);
        var isName = Surname.Begins(word) || who.Best is [{ Fit: Fit.Surname }, ..] && colon || mine.Any(line => line.Name.Length > 0 && line.Name[0] == word[0]);
        return who.Best switch
        {
            [{ Fit: Fit.Given }, ..] when colon || numbered || IsListed(start) => new MentionHead(start, start, end, word, who),
            [{ Fit: Fit.Exact or Fit.Number or Fit.Addressed or Fit.Titled or Fit.Surname or Fit.Homophone or Fit.Near }, ..] when isName => new MentionHead(start, start, end, word, who),
            [{ Fit: Fit.OneOff or Fit.Prefix }, ..] when isName && (colon || numbered || IsListed(start)) => new MentionHead(start, start, end, word, who),
            _ when Surname.Begins(word) && length <= 4 && (numbered || IsListed(start)) => new MentionHead(start, start, end, word, null),
            _ => null,
        };
    }

    private MentionHead Mine(int start, int end, int? after = null) =>
        new(start, start, after ?? end, text[start..end], NameMatch.Find(text[start..end], mine, words));

    private MentionHead? Named(int start, int end, int after, string? asked = null)
    {
        var typed = text[start..end];
        var who = NameMatch.Find(asked ?? typed, mine, words);
        // 张三丰 only begins like 张三's longer namesakes do: what goes on is not taken for what is missing.
        if (who.Ranked.Count > 0)
            return new MentionHead(start, start, after, typed, who);
        var looksLikeOne = Surname.Begins(typed) || Length(words.Before, start) > 0 && typed.Length == 2 && Surname.IsCommon(typed[1]) || mine.Any(line => line.Name.Length > 0 && line.Name[0] == typed[0]);
        return looksLikeOne ? new MentionHead(start, start, after, typed, null) : null;
    }

    /// <summary>In the middle of 张三、李四、王五.</summary>
    private bool IsListed(int at)
    {
        if (heads.Count == 0)
            return false;
        var gap = text[heads[^1].End..at];
        return gap.Length is > 0 and < 6 && (gap.Trim(' ') is "、" || words.Connectors.Contains(gap.Trim(' ', '、')));
    }

    private string? NameAt(int at)
    {
        if (at < text.Length)
            foreach (var name in names[text[at]])
                if (string.CompareOrdinal(text, at, name, 0, name.Length) == 0)
                    return name;
        return null;
    }

    private int HouseholdAt(int at) => at >= text.Length || Length(words.NotHouseholds, at) > 0 ? 0 : Length(words.Households, at);

    /// <summary>（柏叶村） behind a name.</summary>
    private int Bracketed(int at)
    {
        if (at >= text.Length || text[at] is not ('（' or '('))
            return 0;
        var place = Length(places, at + 1);
        return place > 0 && at + 1 + place < text.Length && text[at + 1 + place] is '）' or ')' ? place + 2 : 0;
    }

    private bool LettersAt(int at, int length)
    {
        for (var letter = at; letter < at + length; letter++)
            if (letter >= text.Length || !PersonName.IsLetter(text[letter]))
                return false;
        return true;
    }

    private bool IsBlank(int from, int to) => from <= to && text[from..to].Trim(MentionMark.Around).Length == 0;

    private int Length(IReadOnlyList<string> list, int at) => at >= text.Length ? 0 : MentionWords.LengthAt(list, text, at);
}
