using System.Globalization;
using Scheduler.Ledgers.Workbook;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Which ledger is issued, of what, for whom.</summary>
/// <param name="UnitId">"" = everything.</param>
public sealed record IssueOf(Ledger Ledger, string Campaign, string Period, string UnitId);

/// <summary>An issue made ready beside whatever is being written: it shows one moment, and only has to be kept.</summary>
/// <param name="Issue">Without its file yet; the last one where nothing has changed since.</param>
/// <param name="Issued">How many of the ledger had been issued, of whatever unit.</param>
/// <param name="Last">Of the same thing; null for a first one.</param>
public sealed record PreparedIssue(LedgerIssue Issue, byte[] Workbook, int Rows, int Issued, LedgerIssue? Last)
{
    public bool IsSame => Last?.Number == Issue.Number;
}

/// <summary>
/// Issues a ledger: number, time, issuer and check code are printed on it, and the file is kept as it is. A large one takes seconds to
/// count, so that it is made ready on one unchanging view of the store, and writers wait only while it is kept.
/// </summary>
public static class LedgerIssuing
{
    /// <summary>Issues that come between one after the other; nobody issues that fast.</summary>
    private const int MostTries = 5;

    /// <param name="prepare">Ends in <see cref="Prepare"/>; called again where another issue of the ledger came between.</param>
    /// <exception cref="LedgerRefusedException">An identity does not hold, a signature is missing, or a closed period needs a reason.</exception>
    public static async Task<PreparedIssue> Issue(Database database, Func<Tx, Task<PreparedIssue>> prepare)
    {
        for (var left = MostTries; ; left--)
        {
            var prepared = await database.Read(prepare);
            if (prepared.IsSame)
                return prepared;
            try
            {
                await database.Write(tx => Keep(tx, prepared));
                return prepared;
            }
            catch (IssuedMeanwhileException) when (left > 1)
            {
            }
        }
    }

    /// <param name="signed">The header fields that were signed → by whom.</param>
    /// <param name="reason">Needed once the period is closed.</param>
    /// <param name="lateDays">Days after the month in which its records may still be put right.</param>
    /// <exception cref="LedgerRefusedException">An identity does not hold, a signature is missing, or a closed period needs a reason.</exception>
    public static async Task<PreparedIssue> Prepare(
        Tx tx, Pack pack, IssueOf of, LedgerTable table, Person issuer, IReadOnlyDictionary<string, string> signed, string reason, int lateDays, DateTimeOffset now)
    {
        var last = await LedgerIssues.Last(tx, of.Ledger.Id, of.Campaign, of.Period, of.UnitId);
        var issued = await LedgerIssues.Count(tx, of.Ledger.Id);
        var snapshot = LedgerSnapshot.Of(table);
        var code = snapshot.CheckCode();
        if (last is not null && last.CheckCode == code)
            return new(last, (await Files.Get(tx, last.FileId))!.Content, table.Rows.Count, issued, last);
        Refuse(of, table, signed, last, reason, lateDays, now);
        var changes = last is null ? null : LedgerChanges.Between(LedgerSnapshot.Read(tx.Cipher.Decrypt(last.Rows)), snapshot, of.Ledger);
        var issue = new LedgerIssue(
            0, $"{of.Ledger.Id}-{(issued + 1).ToString("D3", CultureInfo.InvariantCulture)}", of.Ledger.Id, of.Campaign, of.Period, of.UnitId, now,
            issuer.Userid, code, tx.Cipher.Encrypt(snapshot.Write()), 0, changes is null ? "" : Summary(pack, changes), reason, pack.Version);
        var printed = IssuedTable.Of(pack, table, issue, issuer, signed);
        if (changes is { Any: true })
            printed = IssuedTable.WithChanges(pack, printed, last!, changes, await NamesOf(tx, changes));
        using var workbook = new MemoryStream();
        LedgerWorkbook.Write(printed, workbook);
        return new(issue, workbook.ToArray(), table.Rows.Count, issued, last);
    }

    // What was issued is never taken back, so that as many as before are the same as before: number and comparison still hold.
    private static async Task Keep(Tx tx, PreparedIssue prepared)
    {
        var issue = prepared.Issue;
        if (await LedgerIssues.Count(tx, issue.Ledger) != prepared.Issued)
            throw new IssuedMeanwhileException();
        var file = await Files.Add(tx, $"{issue.Number}.xlsx", prepared.Workbook, issue.IssuedAt);
        if (!await LedgerIssues.Add(tx, issue with { FileId = file }))
            throw new IssuedMeanwhileException();
        await Journal.Append(tx, issue.IssuedAt, new JournalNote(
            $"person:{issue.Issuer}", issue.Issuer, "ledger.issued", issue.Number,
            Before: prepared.Last?.Number ?? "", After: $"rows={prepared.Rows} code={issue.CheckCode}", Why: issue.Reason));
    }

    public static string Summary(Pack pack, LedgerChanges changes) => changes.Any
        ? pack.Messages.Say(LedgerTexts.Changes, ("added", changes.Added), ("removed", changes.Removed), ("changed", changes.Changed))
        : pack.Messages.Say(LedgerTexts.NoChanges);

    /// <summary>Days after the month in which the records of a ledger's campaign may still be put right.</summary>
    public static int LateDays(Pack pack, Ledger ledger) =>
        pack.Campaigns.FirstOrDefault(campaign => campaign.Id == ledger.Campaign)?.Cadences.Select(cadence => cadence.LateDays).DefaultIfEmpty(0).Max() ?? 0;

    /// <summary>What issues of a unit are filed under: the county's are those of everything.</summary>
    public static string KeyOf(Unit? unit) => unit is null || string.IsNullOrEmpty(unit.ParentId) ? "" : unit.Id;

    private static void Refuse(
        IssueOf of, LedgerTable table, IReadOnlyDictionary<string, string> signed, LedgerIssue? last, string reason, int lateDays, DateTimeOffset now)
    {
        List<LedgerRefusal> problems = [.. table.Checks.Where(check => check.Blocks && !check.Ok).Select(check => new LedgerRefusal.Broken(check.Id, check.Message))];
        problems.AddRange(of.Ledger.HeaderFields.Where(field => field.MustBeSigned && !signed.ContainsKey(IssuedTable.NameOf(field.Text)))
            .Select(field => new LedgerRefusal.NotSigned(IssuedTable.NameOf(field.Text))));
        if (last is not null && reason.Length == 0 && Month.Parse(of.Period) is { } month && ChinaTime.DayOf(now) > month.LastDay.AddDays(lateDays))
            problems.Add(new LedgerRefusal.Closed(of.Period, last.Number));
        if (problems.Count > 0)
            throw new LedgerRefusedException(problems);
    }

    private static async Task<IReadOnlyDictionary<string, string>> NamesOf(Tx tx, LedgerChanges changes)
    {
        var names = new Dictionary<string, string>();
        foreach (var userid in changes.Details.Select(change => change.Userid).Where(userid => userid.Length > 0).Distinct())
            names[userid] = (await People.Find(tx, userid))?.Name ?? userid;
        return names;
    }

    private sealed class IssuedMeanwhileException : Exception;
}
