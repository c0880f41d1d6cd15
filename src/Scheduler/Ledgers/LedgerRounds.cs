using Scheduler.Reports;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Makes ledgers from what is stored: what is asked of them in chat becomes files and outbox rows; nothing is sent here.</summary>
public sealed class LedgerRounds(Database database, Pack pack)
{
    /// <summary>Whoever has waited this long is told how far it has come.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(8);

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
    /// <param name="reporter">Whoever hands it in; null = not known yet.</param>
    public static async Task<LedgerTable> Compute(Tx tx, Pack pack, Ledger ledger, Scope scope, Unit? unit, string? campaign, string? period, string? reporter = null,
        LedgerProgress? progress = null)
    {
        var data = await LedgerData.Open(tx, pack, progress);
        var context = data.Context(scope, unit, campaign, period);
        if (reporter is not null)
            context = context with { Values = new Dictionary<string, string>(context.Values) { ["reporter"] = reporter } };
        var others = new Dictionary<string, LedgerTable>();
        foreach (var id in Beside(ledger).Distinct())
            if (pack.Ledger(id) is { } other)
                others[id] = LedgerComputation.Compute(other, await data.Load(other, scope, campaign, period), context);
        return LedgerComputation.Compute(ledger, await data.Load(ledger, scope, campaign, period), context with { Others = others });
    }

    /// <summary>The records behind a cell of the ledger as it stands.</summary>
    /// <param name="row">A printed row's key, a row's number, a text in the row, or the label of the totals.</param>
    /// <exception cref="ArgumentException">There is no such row or column.</exception>
    public static async Task<LedgerExplanation> Explain(
        Tx tx, Pack pack, Ledger ledger, Scope scope, Unit? unit, string? campaign, string? period, string row, string column)
    {
        var data = await LedgerData.Open(tx, pack);
        return LedgerExplanation.Of(ledger, await data.Load(ledger, scope, campaign, period, named: true), data.Context(scope, unit, campaign, period), row, column);
    }

    private static IEnumerable<string> Beside(Ledger ledger) => ledger.Checks.SelectMany(check => check switch
    {
        LedgerCheck.Agrees agrees => [agrees.Other],
        LedgerCheck.CountsRows counts => counts.Others,
        _ => (IEnumerable<string>)[],
    });

    private async Task Make(LedgerRequest request, TimeProvider time)
    {
        try
        {
            var now = time.GetUtcNow();
            var progress = new LedgerProgress();
            // SQLite reads on the caller's thread, and whoever waits is to be told meanwhile.
            var preparing = Task.Run(() => request.Kind == LedgerRequestKind.Issue
                ? LedgerIssuedFor.Prepare(database, pack, request, progress, now)
                : database.Read(tx => Prepare(tx, request, progress, now)));
            var told = await Task.WhenAny(preparing, Task.Delay(Patience, time)) != preparing && await Tell(request, progress, time.GetUtcNow());
            var delivery = await preparing;
            if (told && delivery.Workbook is not null)
                delivery = delivery with { Texts = [.. delivery.Texts, pack.Messages.Say(LedgerTexts.Ready, ("ledger", TitleOf(request)))] };
            await database.Write(tx => delivery.Send(tx, request, now));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await database.Write(async tx =>
            {
                await LedgerRequests.Fail(tx, request.Id, failure.Message);
                var text = pack.Messages.Say(LedgerTexts.Failed, ("ledger", TitleOf(request)));
                await Outbox.Add(tx, [new Outgoing(request.Userid, OutboxKind.Text, text, time.GetUtcNow(), DedupKey: $"ledger/{request.Id}", Asked: true)], time.GetUtcNow());
            });
        }
    }

    private Task<LedgerDelivery> Prepare(Tx tx, LedgerRequest request, LedgerProgress progress, DateTimeOffset now) => request.Kind switch
    {
        LedgerRequestKind.Explain => LedgerOpening.Prepare(tx, pack, request, now),
        LedgerRequestKind.Issued => LedgerIssuedBefore.Prepare(tx, pack, request),
        LedgerRequestKind.Report => ReportDelivery.Prepare(tx, pack, request),
        LedgerRequestKind.Compare => LedgerAgreement.Prepare(tx, pack, request, progress),
        _ => LedgerDelivery.Prepare(tx, pack, request, progress, now),
    };

    private async Task<bool> Tell(LedgerRequest request, LedgerProgress progress, DateTimeOffset now)
    {
        // Nobody waits for what comes by itself.
        if (request.Kind == LedgerRequestKind.Scheduled)
            return false;
        var text = pack.Messages.Say(LedgerTexts.Working, ("ledger", TitleOf(request)), ("count", progress.Records));
        await database.Write(tx => Outbox.Add(tx, [new Outgoing(request.Userid, OutboxKind.Text, text, now, DedupKey: $"ledger/{request.Id}/working", Asked: true)], now));
        return true;
    }

    private string TitleOf(LedgerRequest request) => (pack.Ledger(request.Ledger)?.Title ?? pack.Report(request.Ledger)?.Title ?? request.Ledger).TrimStart('_');
}
