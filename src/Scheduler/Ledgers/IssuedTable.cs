using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>A ledger as it is printed when it is issued. Pure.</summary>
internal static class IssuedTable
{
    /// <summary>With what was signed, and with number, time, issuer and check code below it.</summary>
    public static LedgerTable Of(Pack pack, LedgerTable table, LedgerIssue issue, Person issuer, IReadOnlyDictionary<string, string> signed) => table with
    {
        Header = [.. table.Header.Select(field => signed.GetValueOrDefault(NameOf(field.Text)) is { } who ? field with { Value = who } : field)],
        Marks =
        [
            pack.Messages.Say(LedgerTexts.MarkIssued,
                ("number", issue.Number), ("at", LedgerTexts.Moment(issue.IssuedAt)), ("issuer", issuer.Name), ("code", issue.CheckCode)),
            .. issue.Reason.Length > 0 ? [pack.Messages.Say(LedgerTexts.MarkAmended, ("reason", issue.Reason))] : Array.Empty<string>(),
        ],
    };

    /// <summary>With a sheet that says what is different from the last issue.</summary>
    /// <param name="names">Of those who changed something, by userid.</param>
    public static LedgerTable WithChanges(Pack pack, LedgerTable table, LedgerIssue last, LedgerChanges changes, IReadOnlyDictionary<string, string> names)
    {
        var title = pack.Messages.Say(LedgerTexts.ChangesTitle, ("number", last.Number), ("at", LedgerTexts.Moment(last.IssuedAt)));
        var heads = pack.Messages.Say(LedgerTexts.ChangesHeads).Split(' ');
        var layout = new Ledger("changes", title, table.Ledger.Campaign, table.Ledger.Level, [], [],
            [.. heads.Select((head, index) => new LedgerColumn($"c{index}", [head], LedgerColumnType.Text, new LedgerSource.Blank(), null))],
            null, [], "", [], 0, table.Ledger.Print, table.Ledger.File);
        var rows = changes.Details.Select(change => (IReadOnlyList<LedgerCell>)
        [
            .. new[] { Kind(change.Kind), change.Row, change.Column, change.Was, change.Now, names.GetValueOrDefault(change.Userid, change.Userid), change.Reason }
                .Select(text => text.Length == 0 ? (LedgerCell)LedgerCell.Blank.Here : new LedgerCell.Text(PersonalNumbers.Mask(text))),
        ]).ToList();
        var sheets = table.Sheets.Count > 0 ? table.Sheets : [new LedgerSheet("", table)];
        return table with { Sheets = [.. sheets, new(pack.Messages.Say(LedgerTexts.ChangesSheet), new LedgerTable(layout, rows, [], [], []))] };

        string Kind(LedgerChangeKind kind) => pack.Messages.Say(kind switch
        {
            LedgerChangeKind.Added => LedgerTexts.Added,
            LedgerChangeKind.Removed => LedgerTexts.Removed,
            _ => LedgerTexts.Changed,
        });
    }

    /// <summary>What a field to be signed is called: as printed, without its colon.</summary>
    public static string NameOf(string field) => field.TrimEnd('：', ':', ' ');
}
