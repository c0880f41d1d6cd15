using Store.Packs;

namespace Bot.Conversations.Names;

/// <summary>Takes a message about several households apart: 张三家无变化，李四家这个月打工收入3000.</summary>
public static class HouseholdMentions
{
    /// <summary>
    /// One part per household in the order of the message, together with what belongs to none; nothing of the text is lost but
    /// marks, numbering and the words that lead up to a name. Empty where no household is mentioned.
    /// </summary>
    public static IReadOnlyList<Mention> Read(string text, IReadOnlyList<HouseholdLine> mine, MentionWords words)
    {
        var heads = MentionScan.Run(text, mine, words);
        if (heads.Count == 0)
            return [];
        var said = Said(text, heads);
        var shared = Share(text, heads, said, words);
        var parts = new List<Mention>();
        if (Clean(text[..heads[0].Start]) is { Length: > 0 } before && !SaidInFront(text, heads, shared, before))
            parts.Add(new Mention.Loose(before));
        for (var at = 0; at < heads.Count; at++)
            foreach (var part in PartsOf(heads[at], shared[at], words))
                Add(parts, part);
        return parts;
    }

    private static List<string> Said(string text, List<MentionHead> heads) =>
        [.. heads.Select((head, at) => Clean(text[head.End..(at + 1 < heads.Count ? Math.Max(head.End, heads[at + 1].Start) : text.Length)]))];

    /// <summary>张三、李四、王五都没变化: what is said of the last is said of all that are listed with it.</summary>
    private static List<string> Share(string text, List<MentionHead> heads, List<string> said, MentionWords words)
    {
        List<string> shared = [.. said.Select((part, at) => heads[at].IsExcepted ? part : WithoutAll(part, words))];
        var ofAll = false;
        for (var at = heads.Count - 1; at >= 0; at--)
        {
            if (said[at].Length > 0)
                ofAll = shared[at] != said[at];
            else if (at + 1 < heads.Count && !heads[at].IsExcepted && !heads[at + 1].IsRest && (ofAll || AreListed(text[heads[at].End..heads[at + 1].Name], words)))
                shared[at] = shared[at + 1];
            else
                ofAll = false;
        }
        return shared;
    }

    /// <summary>无变化：张三、李四: said before them all. Fills in what each of them was given.</summary>
    private static bool SaidInFront(string text, List<MentionHead> heads, List<string> shared, string before)
    {
        if (shared.Any(part => part.Length > 0) || !text[..heads[0].Start].TrimEnd().EndsWith('：') && !text[..heads[0].Start].TrimEnd().EndsWith(':'))
            return false;
        for (var at = 0; at < shared.Count; at++)
            shared[at] = before;
        return true;
    }

    private static IEnumerable<Mention> PartsOf(MentionHead head, string said, MentionWords words)
    {
        if (head.IsExcepted)
        {
            var outside = MentionWords.LengthAt(words.Outside, said, 0);
            var others = said[outside..].TrimStart(MentionMark.Around);
            // 除了张三家都没变化 says nothing of 张三's, and of all the others that nothing changed.
            if (outside > 0 || MentionWords.LengthAt(words.All, others, 0) > 0)
            {
                yield return Of(head, "");
                if (others.Length > 0)
                    yield return new Mention.Rest("", WithoutAll(others, words));
                yield break;
            }
        }
        yield return Of(head, said);
    }

    private static Mention Of(MentionHead head, string said) => head switch
    {
        { IsRest: true } => new Mention.Rest(head.Typed, said),
        { Who: { } who } => new Mention.Mine(head.Typed, who, said),
        _ => new Mention.Unknown(head.Typed, said),
    };

    /// <summary>A household that is named twice has one part.</summary>
    private static void Add(List<Mention> parts, Mention part)
    {
        var earlier = part is Mention.Mine { Who.Sure: { } line }
            ? parts.FindIndex(other => other is Mention.Mine { Who.Sure: { } same } && same.Id == line.Id)
            : -1;
        if (earlier < 0)
            parts.Add(part);
        else if (parts[earlier].Text.Length == 0 || part.Text.Length == 0)
            parts[earlier] = parts[earlier] with { Text = parts[earlier].Text + part.Text };
        else
            parts[earlier] = parts[earlier] with { Text = $"{parts[earlier].Text}；{part.Text}" };
    }

    private static bool AreListed(string between, MentionWords words) =>
        between.Contains('、', StringComparison.Ordinal) && between.Trim() is "、"
        || MentionWords.LengthAt(words.Connectors, between.Trim(' ', '、', '，', ','), 0) > 0;

    private static string WithoutAll(string said, MentionWords words) =>
        Everyone.LengthAt(said, 0, words) is > 0 and var length ? said[length..].TrimStart(MentionMark.Around) : said;

    private static string Clean(string part)
    {
        var clean = part.Trim(MentionMark.Around);
        return clean.StartsWith('的') ? clean[1..].TrimStart(MentionMark.Around) : clean;
    }
}
