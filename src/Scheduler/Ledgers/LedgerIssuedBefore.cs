using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Serves what was issued as it is, to whoever may see what it is about.</summary>
internal static class LedgerIssuedBefore
{
    public static async Task<LedgerDelivery> Prepare(Tx tx, Pack pack, LedgerRequest request)
    {
        var number = request.Ledger;
        var person = await People.Find(tx, request.Userid) ?? throw new InvalidOperationException($"{request.Userid} is gone");
        if (await LedgerIssues.Find(tx, number) is not { } issue)
            return Refuse(LedgerTexts.NoIssue, "no such issue");
        var area = issue.UnitId.Length == 0 ? "/" : (await Units.Find(tx, issue.UnitId))?.Path;
        if (pack.Roles.ScopeOf(person) is not Scope.Area scope || area is null || !Covers(scope, area, await Units.Find(tx, person.UnitId)))
            return Refuse(LedgerTexts.IssueNotYours, $"refused issue={number}");
        // Its numbers of people are printed in it; nothing can be masked in what is served as it is.
        if (pack.Ledger(issue.Ledger)?.Columns.Any(column => column.ShowsWhole) != false && pack.Roles.Find(person.Role)?.GetsWholeNumbers != true)
            return Refuse(LedgerTexts.IssueHasNumbers, $"refused issue={number}");
        var issuer = (await People.Find(tx, issue.Issuer))?.Name ?? issue.Issuer;
        List<string> texts =
        [
            pack.Messages.Say(LedgerTexts.IssueServed,
                ("ledger", pack.Ledger(issue.Ledger)?.Title ?? issue.Ledger), ("number", number), ("at", LedgerTexts.Moment(issue.IssuedAt)), ("issuer", issuer), ("code", issue.CheckCode)),
        ];
        if (issue.Changes.Length > 0)
            texts.Add(pack.Messages.Say(LedgerTexts.IssueChanged, ("changes", issue.Changes)));
        return new($"{number}.xlsx", (await Files.Get(tx, issue.FileId))!.Content, [string.Join('\n', texts)], LedgerDelivery.Exported, $"issue={number}");

        LedgerDelivery Refuse(MessageKey key, string noted) => LedgerDelivery.Refuse(pack.Messages.Say(key, ("number", number)), noted);
    }

    // What is about everything is for those of the county.
    private static bool Covers(Scope.Area scope, string area, Unit? own) =>
        area == "/" ? string.IsNullOrEmpty(own?.ParentId) : area.StartsWith(scope.Path, StringComparison.Ordinal);
}
