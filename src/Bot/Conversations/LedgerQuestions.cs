using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>What is asked of ledgers besides their files: 明细 (the records behind a cell), 签发 (an issue), 对账 (what does not agree), 报告 (a draft).</summary>
internal static class LedgerQuestions
{
    /// <summary>One of the words, with or without what follows it; false where it is an answer that merely begins like one.</summary>
    public static bool Begin(Scene scene, string text)
    {
        var words = scene.Pack.Words;
        if (words.After("ledger_explain", text) is { } explained)
            return Explain(scene, LedgerOrders.WordsOf(text, explained), named: words.Match(text) == "ledger_explain");
        if (words.After("ledger_issue", text) is { } issued)
            return Issue(scene, LedgerOrders.WordsOf(text, issued), named: words.Match(text) == "ledger_issue");
        if (words.After("report", text) is { } report)
            return Report(scene, LedgerOrders.WordsOf(text, report), named: words.Match(text) == "report");
        return words.Match(text) == "ledger_compare" && Compare(scene);
    }

    private static bool Explain(Scene scene, IReadOnlyList<string> words, bool named)
    {
        var (known, order) = LedgerOrders.Read(scene, words);
        if (order.Ledger is not { } ledger)
            return named && LedgerOrders.Refused(scene) is var refused && (refused || Say(scene, Texts.LedgerExplainWhich, ("list", LedgerOrders.List(known))));
        if (LedgerOrders.Refused(scene))
            return true;
        var rest = order.Rest.ToList();
        var at = rest.FindLastIndex(word => Columns(ledger, word).Count == 1);
        if (at < 0 || (rest.Count < 2 && ledger.Rows is not LedgerRows.One))
            return Say(scene, Texts.LedgerExplainHow, ("example", Example(ledger)), ("ledger", Title(ledger)),
                ("columns", string.Join('、', ledger.Columns.Select(column => string.Join('/', column.Path)).Distinct())));
        var column = Columns(ledger, rest[at])[0];
        rest.RemoveAt(at);
        // 第3行 is row 3; a ledger of one row needs none.
        var row = rest is [var first, ..] ? first.TrimStart('第').TrimEnd('行') : "1";
        scene.Do(Ordered(order, ledger, string.Concat(rest.Skip(1)), LedgerRequestKind.Explain, new LedgerDetail(row, column.Id)));
        return Say(scene, Texts.LedgerExplaining, ("ledger", Title(ledger)), ("column", string.Join('/', column.Path)));
    }

    private static bool Issue(Scene scene, IReadOnlyList<string> words, bool named)
    {
        var (signed, rest, reason) = (new Dictionary<string, string>(), new List<string>(), "");
        foreach (var (index, word) in words.Index())
            if (scene.Pack.Words.After("ledger_reason", word) is { } begun)
            {
                reason = string.Join(' ', words.Skip(index + 1).Prepend(begun.TrimStart('：', ':'))).Trim();
                break;
            }
            else if (word.Split(['=', '＝'], 2) is [var field, var who])
                signed[field] = who;
            else
                rest.Add(word);
        var (known, order) = LedgerOrders.Read(scene, rest);
        if (order.Ledger is not { } ledger)
            return named && LedgerOrders.Refused(scene) is var refused && (refused || Say(scene, Texts.LedgerIssueWhich, ("list", LedgerOrders.List(known))));
        if (LedgerOrders.Refused(scene))
            return true;
        scene.Do(Ordered(order, ledger, string.Concat(order.Rest), LedgerRequestKind.Issue, new LedgerDetail(Reason: reason) { Signed = signed }));
        return Say(scene, Texts.LedgerIssuing, ("ledger", Title(ledger)));
    }

    private static bool Compare(Scene scene)
    {
        if (LedgerOrders.Refused(scene))
            return true;
        scene.Do(new TurnEvent.LedgerOrdered("", "", Kind: LedgerRequestKind.Compare));
        return Say(scene, Texts.LedgerComparing);
    }

    private static bool Report(Scene scene, IReadOnlyList<string> words, bool named)
    {
        var reports = scene.Pack.Reports.Where(report => scene.Pack.Campaigns.Any(campaign => campaign.Id == report.Campaign)).ToList();
        var (period, others) = LedgerOrders.PeriodOf(words, scene);
        var rest = new List<string>();
        Report? meant = null;
        foreach (var word in others)
            if (meant is null && (reports.Find(report => report.Id == word || report.Title == word || report.Names.Contains(word))
                ?? (word.Length < 2 ? null : reports.Find(report => report.Title.Contains(word, StringComparison.Ordinal)))) is { } found)
                meant = found;
            else
                rest.Add(word);
        if (reports.Count == 0 || (meant is null && !named))
            return false;
        if (LedgerOrders.Refused(scene))
            return true;
        if (meant is null)
            return Say(scene, Texts.ReportWhich, ("example", CalledShort(reports[0])), ("list", string.Join('、', reports.Select(CalledShort))));
        scene.Do(new TurnEvent.LedgerOrdered(meant.Id, meant.Campaign, period, string.Concat(rest), LedgerRequestKind.Report));
        return Say(scene, Texts.ReportComing, ("report", meant.Title));
    }

    private static string CalledShort(Report report) => report.Names is [var name, ..] ? name : report.Title;

    private static TurnEvent.LedgerOrdered Ordered(LedgerOrder order, Ledger ledger, string unit, LedgerRequestKind kind, LedgerDetail detail) =>
        new(ledger.Id, order.Campaign, order.Period, unit, kind, detail.Write());

    /// <summary>已整改数, or 边缘户/已解决 where several columns end alike.</summary>
    private static List<LedgerColumn> Columns(Ledger ledger, string word)
    {
        var steps = word.Split('/');
        return [.. ledger.Columns.Where(column => column.Id == word || column.Path.TakeLast(steps.Length).SequenceEqual(steps))];
    }

    private static string Example(Ledger ledger)
    {
        var row = ledger.Rows switch
        {
            LedgerRows.Fixed { Printed: [var first, ..] } => $" {first.Key}",
            LedgerRows.One => "",
            _ => " 1",
        };
        var column = ledger.Columns.FirstOrDefault(column => column.IsNumeric && column.Source is not LedgerSource.RunningNumber) ?? ledger.Columns[^1];
        var path = Enumerable.Range(1, column.Path.Count).Select(steps => string.Join('/', column.Path.TakeLast(steps)))
            .FirstOrDefault(written => Columns(ledger, written).Count == 1) ?? column.Id;
        return $"{(ledger.Names is [var name, ..] ? name : ledger.Title)}{row} {path}";
    }

    private static string Title(Ledger ledger) => ledger.Title.TrimStart('_');

    private static bool Say(Scene scene, MessageKey key, params (string Name, object? Value)[] values)
    {
        scene.Say(key, values);
        Engine.Show(scene);
        return true;
    }
}

/// <summary>The parts of an order for a ledger, in whatever sequence they were written.</summary>
/// <param name="Ledger">Null where none of the words names one.</param>
/// <param name="Period">2022-08; "" = whatever the month.</param>
/// <param name="Rest">Words that are neither: a unit, a row, a column.</param>
internal sealed record LedgerOrder(Ledger? Ledger, string Campaign, string Period, IReadOnlyList<string> Rest);
