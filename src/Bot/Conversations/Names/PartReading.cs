using Store.Packs;

namespace Bot.Conversations.Names;

/// <param name="Words">What the question can be called in a message: its short name, its caption, other words for it.</param>
public sealed record Captioned(string Path, IReadOnlyList<string> Words);

/// <param name="Value">As it was written; whoever knows the question reads it, exactly or not at all.</param>
/// <param name="Caption">The word it was recognised by.</param>
public sealed record Assignment(string Path, string Value, string Caption);

/// <summary>What was said of one household, by question: 工资3500，看病200.</summary>
/// <param name="Assignments">In the order of the text; a question that was answered twice is there twice.</param>
/// <param name="Unread">What no question was found for, so that it can be said back.</param>
public sealed record PartReading(IReadOnlyList<Assignment> Assignments, IReadOnlyList<string> Unread)
{
    public static PartReading Read(string text, IReadOnlyList<Captioned> questions, MentionWords words)
    {
        var captions = Captions(questions, words);
        var (assignments, unread) = (new List<Assignment>(), new List<string>());
        (string Path, string Caption)? open = null;
        foreach (var (clause, mark) in Clauses(text))
        {
            var cuts = Cuts(clause, captions, words);
            var lead = clause[..(cuts.Count > 0 ? cuts[0].At : clause.Length)].Trim(MentionMark.Around);
            if (open is var (path, caption) && (cuts.Count == 0 || lead.Length > 0 && !IsFilling(lead, words)))
            {
                assignments.Add(new Assignment(path, Bare(lead, words), caption));
                (open, lead) = (null, "");
            }
            else if (cuts.Count == 0 && mark == '、' && assignments.Count > 0 && unread.Count == 0)
            {
                assignments[^1] = assignments[^1] with { Value = $"{assignments[^1].Value}、{lead}" };
                lead = "";
            }
            if (open is var (_, left))
                unread.Add(left);
            open = null;
            // 没住院: the answer stands in front.
            var nothing = cuts is [{ Value.Length: 0 }] && words.Nothing.Contains(lead);
            if (lead.Length > 0 && !nothing && !(cuts.Count > 0 && IsFilling(lead, words)))
                unread.Add(lead);
            foreach (var cut in cuts)
                if (nothing)
                    assignments.Add(new Assignment(cut.Path, lead, cut.Caption));
                else if (cut.Value.Length > 0)
                    assignments.Add(new Assignment(cut.Path, cut.Value, cut.Caption));
                else if (cut == cuts[^1])
                    open = (cut.Path, cut.Caption);
                else
                    unread.Add(cut.Caption);
        }
        if (open is var (_, last))
            unread.Add(last);
        return new PartReading(assignments, unread);
    }

    /// <summary>The text between marks, each with the mark before it. A colon joins a caption to its value.</summary>
    private static IEnumerable<(string Clause, char Mark)> Clauses(string text)
    {
        var (start, mark, bracketed) = (0, '\0', -1);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] is '（' or '(' && text.IndexOfAny(['）', ')'], at) is > 0 and var closing)
                bracketed = closing;
            if (at == text.Length || at > bracketed && text[at] is not (':' or '：' or '（' or '）' or '(' or ')' or '/' or '-' or '~') && MentionMark.EndsClause(text, at))
            {
                if (at > start && text[start..at].Trim(MentionMark.Around) is { Length: > 0 } clause)
                    yield return (clause, mark);
                if (at < text.Length)
                    mark = text[at];
                start = at + 1;
            }
        }
    }

    /// <summary>Longest first; a caption can also be written without its brackets and without the 本月 it begins with.</summary>
    private static List<(string Word, string Path)> Captions(IReadOnlyList<Captioned> questions, MentionWords words) =>
    [
        .. questions.SelectMany(question => question.Words.SelectMany(word => new[] { word, WithoutBrackets(word), Stripped(WithoutBrackets(word), words) })
                .Where(word => word.Length > 1).Distinct().Select(word => (word, question.Path)))
            .OrderByDescending(caption => caption.word.Length),
    ];

    private static string WithoutBrackets(string caption) => caption.IndexOfAny(['（', '(']) is > 0 and var bracket ? caption[..bracket] : caption;

    // 工资性收入 is still what 本月工资性收入 is called; 变化 is not what 收入变化 is.
    private static string Stripped(string caption, MentionWords words) =>
        caption[MentionWords.LengthAt(words.Fillers, caption, 0)..] is { Length: > 2 } rest ? rest : caption;

    private static List<Cut> Cuts(string clause, List<(string Word, string Path)> captions, MentionWords words)
    {
        var found = new List<(int At, int End, string Word, string Path)>();
        for (var at = 0; at < clause.Length;)
        {
            // Past the first caption of a clause the next may only follow an amount: 工资3500看病200.
            var caption = found.Count == 0 || EndsAmount(clause, found[^1].End, at)
                ? captions.Find(caption => string.CompareOrdinal(clause, at, caption.Word, 0, caption.Word.Length) == 0)
                : default;
            if (caption.Word is not null)
                found.Add((at, at + caption.Word.Length, caption.Word, caption.Path));
            at += caption.Word?.Length ?? 1;
        }
        return [.. found.Select((caption, index) =>
            new Cut(caption.At, caption.Path, caption.Word, Bare(clause[caption.End..(index + 1 < found.Count ? found[index + 1].At : clause.Length)], words)))];

        bool EndsAmount(string whole, int from, int to)
        {
            var end = to;
            while (end > from && MentionWords.LengthAt(words.Fillers, whole[..to], end - 1) == 1 && whole[end - 1] is not ('元' or '块' or '钱'))
                end--;
            return end > from && (char.IsDigit(whole[end - 1]) || whole[end - 1] is '元' or '块' or '钱' or '万' or '千' or '百' or '十');
        }
    }

    /// <summary>A value without the words that lead up to it: 花了, 是, a colon.</summary>
    private static string Bare(string value, MentionWords words)
    {
        var bare = value.Trim(MentionMark.Around).TrimStart('=', '＝').TrimStart(MentionMark.Around);
        while (MentionWords.LengthAt(words.Fillers, bare, 0) is > 0 and var length && length < bare.Length && MentionWords.LengthAt(words.Nothing, bare, 0) == 0)
            bare = bare[length..].TrimStart(MentionMark.Around);
        return bare;
    }

    private static bool IsFilling(string lead, MentionWords words)
    {
        var at = 0;
        while (at < lead.Length && MentionWords.LengthAt(words.Fillers, lead, at) is > 0 and var length)
            at += length;
        return at == lead.Length;
    }

    private sealed record Cut(int At, string Path, string Caption, string Value);
}
