using Store.Packs;

namespace Bot.Conversations.Checklists;

/// <summary>Reads what is said of items: <c>1-5 无</c>, <c>7、9 有：3户没上户口</c>, <c>其余都无</c>; a line or a part between ； says one thing.</summary>
/// <param name="items">The items that are being answered, in printed order.</param>
/// <param name="open">Those of them without an answer so far.</param>
public sealed class ChecklistAnswers(ChecklistWords words, IReadOnlyList<ChecklistItem> items, IReadOnlyList<ChecklistItem> open)
{
    private static readonly char[] Commas = ['，', ','];

    private const string Joining = " 　、，,。.：:；;第项条";

    /// <param name="Unread">Parts that name no item or do not say what was found, as they were written.</param>
    public sealed record Read(IReadOnlyList<(ChecklistItem Item, bool Found, string Details)> Answers, IReadOnlyList<string> Unread);

    public Read Of(string text)
    {
        var answers = new List<(ChecklistItem, bool, string)>();
        var unread = new List<string>();
        foreach (var part in text.Split(['\n', '；', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            foreach (var one in Apart(part))
            {
                var (meant, said) = Named(one);
                if (Result(said) is var (found, details) && meant.Count > 0)
                    answers.AddRange(meant.Select(item => (item, found, details)));
                else
                    unread.Add(one);
            }
        return new Read(answers, unread);
    }

    // 6-1 无，6-2 无 says two things; 6-1 有：3户，各缺一证 says one.
    private IEnumerable<string> Apart(string part)
    {
        var from = 0;
        for (var at = part.IndexOfAny(Commas); at >= 0; at = part.IndexOfAny(Commas, at + 1))
            if (NumberAt(part, at + 1) is not null && Named(part[from..at]) is ({ Count: > 0 }, var said) && Result(said) is not null)
            {
                yield return part[from..at];
                from = at + 1;
            }
        yield return part[from..];
    }

    // 无 is nothing found; 有 and details, or the details alone, is a finding; 有 alone says too little.
    private (bool Found, string Details)? Result(string said)
    {
        var plain = said.TrimEnd('。', '.', '！', '!', ' ');
        if (words.None.Contains(plain))
            return (false, "");
        if (words.None.Any(word => plain.StartsWith(word, StringComparison.Ordinal) && plain.Length > word.Length && Joining.Contains(plain[word.Length], StringComparison.Ordinal)))
            return null;
        var found = words.Found.FirstOrDefault(word => plain.StartsWith(word, StringComparison.Ordinal));
        var details = (found is null ? plain : plain[found.Length..]).Trim(Joining.ToCharArray());
        return details.Length >= 2 ? (true, details) : null;
    }

    private (IReadOnlyList<ChecklistItem> Items, string Said) Named(string part)
    {
        var meant = new List<ChecklistItem>();
        var at = 0;
        while (true)
        {
            var from = at;
            while (from < part.Length && Joining.Contains(part[from], StringComparison.Ordinal))
                from++;
            if (NumberAt(part, from) is not { } first)
                break;
            at = from + first.Number.Length;
            var last = first;
            if (words.To.FirstOrDefault(word => part.AsSpan(at).StartsWith(word, StringComparison.Ordinal)) is { } to
                && NumberAt(part, at + to.Length) is { } end)
            {
                last = end;
                at += to.Length + end.Number.Length;
            }
            meant.AddRange(items.SkipWhile(item => item != first).TakeWhile(item => item != last).Append(last));
        }
        var said = part[at..].Trim(Joining.ToCharArray());
        if (meant.Count == 0 && words.Rest.FirstOrDefault(word => said.StartsWith(word, StringComparison.Ordinal)) is { } rest
            && words.None.Contains(said[rest.Length..].Trim(Joining.ToCharArray())))
            return (open, words.None[0]);
        return ([.. meant.Distinct()], said);
    }

    private ChecklistItem? NumberAt(string part, int at) => items
        .Where(item => at < part.Length && part.AsSpan(at).StartsWith(item.Number, StringComparison.Ordinal)
            && (at + item.Number.Length == part.Length || !char.IsAsciiDigit(part[at + item.Number.Length])))
        .MaxBy(item => item.Number.Length);
}
