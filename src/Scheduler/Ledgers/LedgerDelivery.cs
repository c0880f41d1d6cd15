using Scheduler.Ledgers.Workbook;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What goes out for a ledger that somebody asked for: a file with whose copy it is printed on it, and what to say of it.</summary>
/// <param name="Workbook">Null where there is only something to say.</param>
internal sealed record LedgerDelivery(string Name, byte[]? Workbook, IReadOnlyList<string> Texts, string Noted)
{
    /// <exception cref="InvalidOperationException">The ledger or the person is gone.</exception>
    public static async Task<LedgerDelivery> Prepare(Tx tx, Pack pack, LedgerRequest request, DateTimeOffset now)
    {
        var ledger = pack.Ledger(request.Ledger) ?? throw new InvalidOperationException($"there is no ledger {request.Ledger}");
        var person = await People.Find(tx, request.Userid) ?? throw new InvalidOperationException($"{request.Userid} is gone");
        if (ledger.IsSlot)
            return Say(pack.Messages.Say(LedgerTexts.Slot, ("ledger", ledger.Title)), "slot");
        var scope = pack.Roles.ScopeOf(person);
        var unit = await Units.Find(tx, person.UnitId);
        if (request.Unit.Length > 0)
        {
            var named = (await Units.All(tx, Scope.Everything)).Where(each => each.Id == request.Unit || each.Name == request.Unit).ToList();
            if (named.Count == 0)
                return Say(pack.Messages.Say(LedgerTexts.UnknownUnit, ("unit", request.Unit)), "unknown unit");
            unit = named.FirstOrDefault(each => scope is Scope.Area area && each.Path.StartsWith(area.Path, StringComparison.Ordinal));
            if (unit is null)
                return Say(pack.Messages.Say(LedgerTexts.NotYourUnit, ("unit", request.Unit)), $"refused unit={named[0].Id}");
            scope = new Scope.Area(unit.Path);
        }
        var period = request.Period.Length > 0 ? request.Period : null;
        var table = await LedgerRounds.Compute(tx, pack, ledger, scope, unit, request.Campaign, period, person.Name);
        var broken = table.Checks.Where(check => check.Blocks && !check.Ok).Select(check => check.Message).ToList();
        if (broken.Count > 0)
            return Say(pack.Messages.Say(LedgerTexts.Blocked, ("ledger", table.Title), ("checks", string.Join('；', broken))), "blocked");
        var marks = new List<string>();
        var texts = new List<string>();
        if (await LedgerIssues.Last(tx, ledger.Id, request.Campaign, request.Period, unit?.Id ?? "") is { } issue)
            marks.Add(Compared(tx, pack, table, issue));
        marks.Add(pack.Messages.Say(LedgerTexts.MarkCopy, ("name", person.Name), ("at", LedgerTexts.Moment(now))));
        if (period is not null && table.Rows.Count == 0)
            texts.Add(pack.Messages.Say(LedgerTexts.NoData, ("ledger", table.Title), ("period", period)));
        if (table.Checks.Where(check => !check.Ok && !check.Id.StartsWith("stated/", StringComparison.Ordinal)).Select(check => check.Message).ToList() is { Count: > 0 } warnings)
            texts.Add(pack.Messages.Say(LedgerTexts.Warned, ("ledger", table.Title), ("checks", string.Join('；', warnings))));
        using var workbook = new MemoryStream();
        LedgerWorkbook.Write(table with { Marks = marks }, workbook);
        return new($"{table.Title}.xlsx", workbook.ToArray(), texts, $"rows={table.Rows.Count}");
    }

    public async Task Send(Tx tx, LedgerRequest request, DateTimeOffset now)
    {
        long? file = Workbook is null ? null : await Files.Add(tx, Name, Workbook, now);
        var outgoing = Texts.Select((text, index) => new Outgoing(request.Userid, OutboxKind.Text, text, now, DedupKey: $"ledger/{request.Id}/{index}")).ToList();
        if (file is not null)
            outgoing.Insert(0, new Outgoing(request.Userid, OutboxKind.File, $"{file}", now, DedupKey: $"ledger/{request.Id}", Asked: true));
        await Outbox.Add(tx, outgoing, now);
        if (file is { } made)
            await LedgerRequests.Done(tx, request.Id, made);
        else
            await LedgerRequests.Fail(tx, request.Id, Noted);
        await Journal.Append(tx, now, new JournalNote(
            $"person:{request.Userid}", request.Userid, file is null ? "ledger.refused" : "ledger.exported", request.Ledger, After: Noted));
    }

    private static LedgerDelivery Say(string text, string noted) => new("", null, [text], noted);

    private static string Compared(Tx tx, Pack pack, LedgerTable table, LedgerIssue issue)
    {
        var snapshot = LedgerSnapshot.Of(table);
        return issue.CheckCode == snapshot.CheckCode()
            ? pack.Messages.Say(LedgerTexts.IssuedAs, ("number", issue.Number), ("code", issue.CheckCode))
            : pack.Messages.Say(LedgerTexts.Differs, ("number", issue.Number), ("at", LedgerTexts.Moment(issue.IssuedAt)),
                ("changes", LedgerIssuing.Summary(pack, LedgerChanges.Between(LedgerSnapshot.Read(tx.Cipher.Decrypt(issue.Rows)), snapshot, table.Ledger))));
    }
}
