using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Issues a ledger for whoever asks in chat, within what they may see.</summary>
internal static class LedgerIssuedFor
{
    /// <summary>Whether it can be issued at all, tried before anything is written.</summary>
    public static async Task<LedgerDelivery> Check(Tx tx, Pack pack, LedgerRequest request)
    {
        var (asked, refusal) = await LedgerAsked.Of(tx, pack, request);
        return asked is null ? refusal! : new("", null, [], LedgerDelivery.Exported, "");
    }

    public static async Task<LedgerDelivery> Prepare(Tx tx, Pack pack, LedgerRequest request, DateTimeOffset now)
    {
        var (asked, refusal) = await LedgerAsked.Of(tx, pack, request);
        if (asked is null)
            return refusal!;
        var table = await asked.Compute(tx, pack);
        var of = new IssueOf(asked.Ledger, request.Campaign, request.Period, LedgerIssuing.KeyOf(asked.Unit));
        var before = await LedgerIssues.Last(tx, of.Ledger.Id, of.Campaign, of.Period, of.UnitId);
        LedgerIssue issue;
        try
        {
            issue = await LedgerIssuing.Issue(
                tx, pack, of, table, asked.Person, request.Details.Signed, request.Details.Reason, LedgerIssuing.LateDays(pack, asked.Ledger), now);
        }
        catch (LedgerRefusedException refused)
        {
            var problems = string.Join('\n', Say(pack, asked.Ledger, refused.Refusals));
            return LedgerDelivery.Refuse(pack.Messages.Say(LedgerTexts.NotIssued, ("ledger", table.Title), ("list", problems)), "not issued");
        }
        var text = before?.Number == issue.Number
            ? pack.Messages.Say(LedgerTexts.IssuedBefore, ("ledger", table.Title), ("number", issue.Number), ("code", issue.CheckCode))
            : issue.Changes.Length == 0
                ? pack.Messages.Say(LedgerTexts.IssuedFirst, ("ledger", table.Title), ("number", issue.Number), ("code", issue.CheckCode))
                : pack.Messages.Say(LedgerTexts.Issued, ("ledger", table.Title), ("number", issue.Number), ("code", issue.CheckCode), ("changes", issue.Changes));
        return new($"{issue.Number}.xlsx", (await Files.Get(tx, issue.FileId))!.Content, [text], LedgerDelivery.Exported, $"issue={issue.Number}");
    }

    private static IEnumerable<string> Say(Pack pack, Ledger ledger, IReadOnlyList<LedgerRefusal> refusals)
    {
        var called = ledger.Names is [var name, ..] ? name : ledger.Title;
        foreach (var broken in refusals.OfType<LedgerRefusal.Broken>())
            yield return broken.Message;
        if (refusals.OfType<LedgerRefusal.NotSigned>().Select(unsigned => unsigned.Field).ToList() is { Count: > 0 } fields)
            yield return pack.Messages.Say(LedgerTexts.NotSigned,
                ("fields", string.Join('、', fields)), ("example", $"{called} {string.Join(' ', fields.Select(field => pack.Messages.Say(LedgerTexts.Signature, ("field", field))))}"));
        foreach (var closed in refusals.OfType<LedgerRefusal.Closed>())
            yield return pack.Messages.Say(LedgerTexts.Closed, ("period", closed.Period), ("number", closed.Number), ("ledger", called));
    }
}
