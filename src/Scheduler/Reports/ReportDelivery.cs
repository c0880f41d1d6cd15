using Scheduler.Ledgers;
using Store;
using Store.Packs;

namespace Scheduler.Reports;

/// <summary>The draft of a report for whoever asked for it in chat, over what they may see. It is theirs to finish, so nothing is printed on it.</summary>
internal static class ReportDelivery
{
    public static async Task<LedgerDelivery> Prepare(Tx tx, Pack pack, LedgerRequest request)
    {
        var report = pack.Report(request.Ledger) ?? throw new InvalidOperationException($"there is no report {request.Ledger}");
        var person = await People.Find(tx, request.Userid) ?? throw new InvalidOperationException($"{request.Userid} is gone");
        var (scope, unit, refusal) = await LedgerAsked.Within(tx, pack, person, request.Unit);
        if (refusal is not null)
            return refusal;
        var draft = await ReportRounds.Draft(tx, pack, report, scope, unit, request.Campaign, request.Period.Length > 0 ? request.Period : null);
        using var document = new MemoryStream();
        ReportDocument.Write(draft, document);
        return new(LedgerDelivery.NameOf(request, report.Title, unit, "docx"), document.ToArray(), [pack.Messages.Say(LedgerTexts.ReportReady, ("report", report.Title), ("blank", report.Blank))],
            "report.exported", unit is null ? "" : $"unit={unit.Id}");
    }
}
