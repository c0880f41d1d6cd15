using Scheduler.Ledgers.Workbook;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Makes ledgers from what is stored: those asked for in chat become files and outbox rows; nothing is sent here.</summary>
public sealed class LedgerRounds(Database database, Pack pack)
{
    // A process that died while making one holds it no longer than this.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    /// <summary>Makes every ledger that has been asked for; returns how many there were.</summary>
    public async Task<int> MakeRequested(TimeProvider time)
    {
        var made = 0;
        while (await database.Write(tx => LedgerRequests.Next(tx, time.GetUtcNow(), time.GetUtcNow() - Abandoned)) is { } request)
        {
            await Make(request, time);
            made++;
        }
        return made;
    }

    /// <summary>The ledger as it stands, within a scope.</summary>
    /// <param name="unit">The unit whose ledger it is; its names go into the header.</param>
    /// <param name="period">Null = whatever the period.</param>
    public static async Task<LedgerTable> Compute(Tx tx, Pack pack, Ledger ledger, Scope scope, Unit? unit, string? campaign, string? period)
    {
        var units = (await Units.All(tx, Scope.Everything)).ToDictionary(each => each.Path);
        var records = new List<LedgerRecord>();
        foreach (var form in ledger.Forms.Select(id => pack.Form(id)!))
            foreach (var submission in (await Submissions.List(tx, form.Id, scope, campaign)).Where(submission => Falls(submission, period)))
                records.Add(new LedgerRecord(
                    $"{submission.Id:D12}", form, submission.SubmittedAt,
                    SealedAnswers.Read(tx.Cipher, submission.Answers),
                    Names(submission.Area, units)));
        var header = unit is null ? [] : Names(unit.Path, units);
        if (unit is not null)
            header["unit"] = unit.Name;
        return LedgerComputation.Compute(ledger, records, new LedgerContext(header));
    }

    private async Task Make(LedgerRequest request, TimeProvider time)
    {
        try
        {
            var ledger = pack.Ledger(request.Ledger) ?? throw new InvalidOperationException($"there is no ledger {request.Ledger}");
            var table = await database.Read(async tx =>
            {
                var person = await People.Find(tx, request.Userid) ?? throw new InvalidOperationException($"{request.Userid} is gone");
                return await Compute(tx, pack, ledger, pack.Roles.ScopeOf(person), await Units.Find(tx, person.UnitId), request.Campaign, null);
            });
            using var workbook = new MemoryStream();
            LedgerWorkbook.Write(table, workbook);
            await database.Write(async tx =>
            {
                var now = time.GetUtcNow();
                var file = await Files.Add(tx, $"{ledger.Title}.xlsx", workbook.ToArray(), now);
                await Outbox.Add(tx, [new Outgoing(request.Userid, OutboxKind.File, $"{file}", now, DedupKey: $"ledger/{request.Id}", Asked: true)], now);
                await LedgerRequests.Done(tx, request.Id, file);
                await Journal.Append(tx, now, new JournalNote(
                    $"person:{request.Userid}", request.Userid, "ledger.exported", ledger.Id, After: $"rows={table.Rows.Count}"));
            });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await database.Write(async tx =>
            {
                await LedgerRequests.Fail(tx, request.Id, failure.Message);
                var text = pack.Messages.Say(Texts.Failed, ("ledger", pack.Ledger(request.Ledger)?.Title ?? request.Ledger));
                await Outbox.Add(tx, [new Outgoing(request.Userid, OutboxKind.Text, text, time.GetUtcNow(), DedupKey: $"ledger/{request.Id}", Asked: true)], time.GetUtcNow());
            });
        }
    }

    // What belongs to no period of its own, such as a problem, falls into the month it was handed in.
    private static bool Falls(Submission submission, string? period) => period is null
        || (submission.Period.Length > 0 ? submission.Period : Month.Of(submission.SubmittedAt).ToString()) == period;

    private static Dictionary<string, string> Names(string area, Dictionary<string, Unit> units)
    {
        var names = new Dictionary<string, string>();
        for (var end = area.IndexOf('/', 1); end > 0; end = area.IndexOf('/', end + 1))
            if (units.TryGetValue(area[..(end + 1)], out var unit))
                names[unit.Level] = unit.Name;
        return names;
    }

    /// <summary>What is said about ledgers outside a conversation.</summary>
    public static class Texts
    {
        public static readonly MessageKey Failed = new("ledger.failed", "ledger");

        public static IReadOnlyCollection<MessageKey> All { get; } = [Failed];
    }
}
