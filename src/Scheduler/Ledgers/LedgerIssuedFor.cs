using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Issues a ledger for whoever asks in chat, within what they may see.</summary>
internal static class LedgerIssuedFor
{
    public static async Task<LedgerDelivery> Prepare(Database database, Pack pack, LedgerRequest request, LedgerProgress progress, DateTimeOffset now)
    {
        var (asked, refusal) = await database.Read(tx => LedgerAsked.Of(tx, pack, request));
        if (asked is null)
            return refusal!;
        var title = asked.Ledger.Title;
        PreparedIssue made;
        try
        {
            made = await LedgerIssuing.Issue(database, async tx =>
            {
                var table = await asked.Compute(tx, pack, progress);
                title = table.Title;
                return await LedgerIssuing.Prepare(
                    tx, pack, new IssueOf(asked.Ledger, request.Campaign, request.Period, LedgerIssuing.KeyOf(asked.Unit)), table, asked.Person,
                    request.Details.Signed, request.Details.Reason, LedgerIssuing.LateDays(pack, asked.Ledger), now);
            });
        }
        catch (LedgerRefusedException refused)
        {
            var problems = string.Join('\n', Say(pack, asked.Ledger, refused.Refusals));
            return LedgerDelivery.Refuse(pack.Messages.Say(LedgerTexts.NotIssued, ("ledger", title), ("list", problems)), "not issued");
        }
        var issue = made.Issue;
        var said = pack.Messages.Say(
            made.IsSame ? LedgerTexts.IssuedBefore : issue.Changes.Length == 0 ? LedgerTexts.IssuedFirst : LedgerTexts.Issued,
            ("ledger", title), ("number", issue.Number), ("code", issue.CheckCode), ("changes", issue.Changes));
        List<string> texts = [said];
        if (request.Period.Length > 0 && made.Rows == 0)
            texts.Add(pack.Messages.Say(LedgerTexts.NoData, ("ledger", title), ("period", request.Period)));
        return new($"{issue.Number}.xlsx", made.Workbook, texts, LedgerDelivery.Exported, $"issue={issue.Number}");
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
