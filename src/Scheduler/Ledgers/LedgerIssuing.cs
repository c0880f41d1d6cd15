using System.Globalization;
using Scheduler.Ledgers.Workbook;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Which ledger is issued, of what, for whom.</summary>
/// <param name="UnitId">"" = everything.</param>
public sealed record IssueOf(Ledger Ledger, string Campaign, string Period, string UnitId);

/// <summary>Why a ledger may not be issued as it is; each has its own sentence for operators and, in prompts, for whoever asks in chat.</summary>
public abstract record LedgerRefusal
{
    private LedgerRefusal() { }

    /// <summary>An identity does not hold.</summary>
    public sealed record Broken(string Check, string Message) : LedgerRefusal
    {
        public override string ToString() => $"{Check}: {Message}";
    }

    /// <summary>A field that has to be signed first.</summary>
    public sealed record NotSigned(string Field) : LedgerRefusal
    {
        public override string ToString() => $"not signed: {Field}";
    }

    /// <summary>The period is over and was handed in: an amendment needs a reason.</summary>
    public sealed record Closed(string Period, string Number) : LedgerRefusal
    {
        public override string ToString() => $"{Period} is closed and was issued as {Number}: an amendment needs a reason";
    }
}

public sealed class LedgerRefusedException(IReadOnlyList<LedgerRefusal> refusals) : Exception(string.Join(Environment.NewLine, refusals))
{
    public IReadOnlyList<LedgerRefusal> Refusals { get; } = refusals;

    public IReadOnlyList<string> Problems => [.. Refusals.Select(refusal => refusal.ToString()!)];
}

/// <summary>Issues a ledger: number, time, issuer and check code are printed on it, and the file is kept as it is.</summary>
public static class LedgerIssuing
{
    /// <param name="signed">The header fields that were signed → by whom.</param>
    /// <param name="reason">Needed once the period is closed.</param>
    /// <param name="lateDays">Days after the month in which its records may still be put right.</param>
    /// <returns>The issue; the last one again where nothing has changed since.</returns>
    /// <exception cref="LedgerRefusedException">An identity does not hold, a signature is missing, or a closed period needs a reason.</exception>
    public static async Task<LedgerIssue> Issue(
        Tx tx, Pack pack, IssueOf of, LedgerTable table, Person issuer, IReadOnlyDictionary<string, string> signed, string reason, int lateDays, DateTimeOffset now)
    {
        var last = await LedgerIssues.Last(tx, of.Ledger.Id, of.Campaign, of.Period, of.UnitId);
        Refuse(of, table, signed, last, reason, lateDays, now);
        var snapshot = LedgerSnapshot.Of(table);
        var code = snapshot.CheckCode();
        if (last is not null && last.CheckCode == code)
            return last;
        var changes = last is null ? null : LedgerChanges.Between(LedgerSnapshot.Read(tx.Cipher.Decrypt(last.Rows)), snapshot, of.Ledger);
        var number = $"{of.Ledger.Id}-{(await LedgerIssues.Count(tx, of.Ledger.Id) + 1).ToString("D3", CultureInfo.InvariantCulture)}";
        var printed = Printed(pack, table, number, issuer, code, reason, signed, now);
        if (changes is { Any: true })
            printed = WithChanges(pack, printed, last!, changes, await NamesOf(tx, changes));
        using var workbook = new MemoryStream();
        LedgerWorkbook.Write(printed, workbook);
        var file = await Files.Add(tx, $"{number}.xlsx", workbook.ToArray(), now);
        var issue = new LedgerIssue(
            0, number, of.Ledger.Id, of.Campaign, of.Period, of.UnitId, now, issuer.Userid, code, tx.Cipher.Encrypt(snapshot.Write()), file,
            changes is null ? "" : Summary(pack, changes), reason, pack.Version);
        await LedgerIssues.Add(tx, issue);
        await Journal.Append(tx, now, new JournalNote(
            $"person:{issuer.Userid}", issuer.Userid, "ledger.issued", number, Before: last?.Number ?? "", After: $"rows={table.Rows.Count} code={code}", Why: reason));
        return issue;
    }

    public static string Summary(Pack pack, LedgerChanges changes) => changes.Any
        ? pack.Messages.Say(LedgerTexts.Changes, ("added", changes.Added), ("removed", changes.Removed), ("changed", changes.Changed))
        : pack.Messages.Say(LedgerTexts.NoChanges);

    private static void Refuse(
        IssueOf of, LedgerTable table, IReadOnlyDictionary<string, string> signed, LedgerIssue? last, string reason, int lateDays, DateTimeOffset now)
    {
        List<LedgerRefusal> problems = [.. table.Checks.Where(check => check.Blocks && !check.Ok).Select(check => new LedgerRefusal.Broken(check.Id, check.Message))];
        problems.AddRange(of.Ledger.HeaderFields.Where(field => field.MustBeSigned && !signed.ContainsKey(NameOf(field.Text)))
            .Select(field => new LedgerRefusal.NotSigned(NameOf(field.Text))));
        if (last is not null && reason.Length == 0 && Month.Parse(of.Period) is { } month && ChinaTime.DayOf(now) > month.LastDay.AddDays(lateDays))
            problems.Add(new LedgerRefusal.Closed(of.Period, last.Number));
        if (problems.Count > 0)
            throw new LedgerRefusedException(problems);
    }

    /// <summary>Days after the month in which the records of a ledger's campaign may still be put right.</summary>
    public static int LateDays(Pack pack, Ledger ledger) =>
        pack.Campaigns.FirstOrDefault(campaign => campaign.Id == ledger.Campaign)?.Cadences.Select(cadence => cadence.LateDays).DefaultIfEmpty(0).Max() ?? 0;

    /// <summary>What issues of a unit are filed under: the county's are those of everything.</summary>
    public static string KeyOf(Unit? unit) => unit is null || string.IsNullOrEmpty(unit.ParentId) ? "" : unit.Id;

    private static string NameOf(string field) => field.TrimEnd('：', ':', ' ');

    private static LedgerTable Printed(
        Pack pack, LedgerTable table, string number, Person issuer, string code, string reason, IReadOnlyDictionary<string, string> signed, DateTimeOffset now) => table with
        {
            Header =
            [
                .. table.Header.Select(field => signed.GetValueOrDefault(NameOf(field.Text)) is { } who ? field with { Value = who } : field),
            ],
            Marks =
            [
                pack.Messages.Say(LedgerTexts.MarkIssued, ("number", number), ("at", LedgerTexts.Moment(now)), ("issuer", issuer.Name), ("code", code)),
                .. reason.Length > 0 ? [pack.Messages.Say(LedgerTexts.MarkAmended, ("reason", reason))] : Array.Empty<string>(),
            ],
        };

    private static LedgerTable WithChanges(Pack pack, LedgerTable table, LedgerIssue last, LedgerChanges changes, IReadOnlyDictionary<string, string> names)
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

    private static async Task<IReadOnlyDictionary<string, string>> NamesOf(Tx tx, LedgerChanges changes)
    {
        var names = new Dictionary<string, string>();
        foreach (var userid in changes.Details.Select(change => change.Userid).Where(userid => userid.Length > 0).Distinct())
            names[userid] = (await People.Find(tx, userid))?.Name ?? userid;
        return names;
    }
}
