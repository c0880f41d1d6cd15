using Scheduler.Ledgers.Workbook;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What goes out for a request: a file with whose copy it is printed on it, and what to say of it.</summary>
/// <param name="Workbook">Null where there is only something to say.</param>
/// <param name="Entry">The kind of the journal entry: ledger.exported, ledger.explained, ledger.compared, report.exported; ledger.refused where it was not done.</param>
internal sealed record LedgerDelivery(string Name, byte[]? Workbook, IReadOnlyList<string> Texts, string Entry, string Noted)
{
    public const string Exported = "ledger.exported";
    private const string Refused = "ledger.refused";

    public static LedgerDelivery Refuse(string text, string noted) => new("", null, [text], Refused, noted);

    /// <exception cref="InvalidOperationException">The ledger or the person is gone.</exception>
    public static async Task<LedgerDelivery> Prepare(Tx tx, Pack pack, LedgerRequest request, LedgerProgress progress, DateTimeOffset now)
    {
        var (asked, refusal) = await LedgerAsked.Of(tx, pack, request);
        if (asked is null)
            return refusal!;
        var table = await asked.Compute(tx, pack, progress);
        // Nobody asked, so nobody waits to hear that there was nothing.
        if (request.Kind == LedgerRequestKind.Scheduled && table.Rows.Count == 0)
            return new("", null, [], "ledger.not_sent", "rows=0");
        if (BrokenOf(table) is { Count: > 0 } broken)
            return Refuse(pack.Messages.Say(LedgerTexts.Blocked, ("ledger", table.Title), ("checks", string.Join('；', broken))), "blocked");
        var marks = new List<string>();
        var texts = new List<string>();
        if (await LedgerIssues.Last(tx, asked.Ledger.Id, request.Campaign, request.Period, LedgerIssuing.KeyOf(asked.Unit)) is { } issue)
            marks.Add(Compared(tx, pack, await asked.Whole(tx, pack, table), issue));
        marks.Add(Copy(pack, asked.Person, now));
        if (asked.Period is { } period && table.Rows.Count == 0)
            texts.Add(pack.Messages.Say(LedgerTexts.NoData, ("ledger", table.Title), ("period", period)));
        if (table.Checks.Where(check => !check.Ok && !check.Id.StartsWith("stated/", StringComparison.Ordinal)).Select(check => check.Message).ToList() is { Count: > 0 } warnings)
            texts.Add(pack.Messages.Say(LedgerTexts.Warned, ("ledger", table.Title), ("checks", string.Join('；', warnings))));
        return new(NameOf(request, table.Title, asked.Unit, "xlsx"), BytesOf(table with { Marks = marks }), texts, Exported, $"rows={table.Rows.Count}");
    }

    public async Task Send(Tx tx, LedgerRequest request, DateTimeOffset now)
    {
        long? file = Workbook is null ? null : await Files.Add(tx, Name, Workbook, now);
        var asked = request.Kind != LedgerRequestKind.Scheduled;
        var outgoing = Texts.Select((text, index) => new Outgoing(request.Userid, OutboxKind.Text, text, now, DedupKey: $"ledger/{request.Id}/{index}")).ToList();
        if (file is not null)
            outgoing.Insert(0, new Outgoing(request.Userid, OutboxKind.File, $"{file}", now, DedupKey: $"ledger/{request.Id}", Asked: asked));
        await Outbox.Add(tx, outgoing, now);
        if (Entry == Refused)
            await LedgerRequests.Fail(tx, request.Id, Noted);
        else
            await LedgerRequests.Done(tx, request.Id, file);
        await Journal.Append(tx, now, new JournalNote($"person:{request.Userid}", request.Userid, Entry, request.Ledger, After: Noted));
    }

    /// <summary>The line that says whose copy it is.</summary>
    public static string Copy(Pack pack, Person person, DateTimeOffset now) =>
        pack.Messages.Say(LedgerTexts.MarkCopy, ("name", person.Name), ("at", LedgerTexts.Moment(now)));

    /// <summary>Files lie beside each other where they are kept: each says in its name which unit and month it is of.</summary>
    public static string NameOf(LedgerRequest request, string title, Unit? unit, string extension) => string.Join(' ', new[]
    {
        title, request.Unit.Length > 0 && unit is not null && !title.Contains(unit.Name, StringComparison.Ordinal) ? unit.Name : "", request.Period,
    }.Where(part => part.Length > 0)) + $".{extension}";

    public static byte[] BytesOf(LedgerTable table)
    {
        using var workbook = new MemoryStream();
        LedgerWorkbook.Write(table, workbook);
        return workbook.ToArray();
    }

    public static List<string> BrokenOf(LedgerTable table) => [.. table.Checks.Where(check => check.Blocks && !check.Ok).Select(check => check.Message)];

    private static string Compared(Tx tx, Pack pack, LedgerTable table, LedgerIssue issue)
    {
        var snapshot = LedgerSnapshot.Of(table);
        return issue.CheckCode == snapshot.CheckCode()
            ? pack.Messages.Say(LedgerTexts.IssuedAs, ("number", issue.Number), ("code", issue.CheckCode))
            : pack.Messages.Say(LedgerTexts.Differs, ("number", issue.Number), ("at", LedgerTexts.Moment(issue.IssuedAt)),
                ("changes", LedgerIssuing.Summary(pack, LedgerChanges.Between(LedgerSnapshot.Read(tx.Cipher.Decrypt(issue.Rows)), snapshot, table.Ledger))));
    }
}
