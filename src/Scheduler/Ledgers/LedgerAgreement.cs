using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>账账相符: what does not hold within the ledgers of a campaign, or between them, over what a person may see.</summary>
internal static class LedgerAgreement
{
    public static async Task<LedgerDelivery> Prepare(Tx tx, Pack pack, LedgerRequest request, LedgerProgress progress)
    {
        var person = await People.Find(tx, request.Userid) ?? throw new InvalidOperationException($"{request.Userid} is gone");
        var (scope, unit) = (pack.Roles.ScopeOf(person), await Units.Find(tx, person.UnitId));
        var texts = new List<string>();
        var noted = 0;
        foreach (var campaign in pack.Campaigns.Where(campaign => request.Campaign.Length == 0 || campaign.Id == request.Campaign))
        {
            var broken = new List<string>();
            var before = progress.Records;
            foreach (var ledger in campaign.Ledgers.Select(id => pack.Ledger(id)!).Where(ledger => !ledger.IsSlot))
            {
                var table = await LedgerRounds.Compute(tx, pack, ledger, scope, unit, campaign.Id, request.Period.Length > 0 ? request.Period : null, person.Name, progress);
                broken.AddRange(table.Checks.Where(check => !check.Ok && !check.Id.StartsWith("stated/", StringComparison.Ordinal))
                    .Select(check => pack.Messages.Say(LedgerTexts.DisagreeLine, ("ledger", Called(ledger)), ("message", check.Message))));
            }
            // Where nobody has handed in anything yet, there is nothing that could agree.
            if (progress.Records == before)
                continue;
            noted += broken.Count;
            if (broken.Count > 0)
                texts.Add(pack.Messages.Say(LedgerTexts.Disagree, ("campaign", campaign.Short), ("list", string.Join('\n', broken))));
        }
        return new("", null, texts.Count > 0 ? texts : [pack.Messages.Say(LedgerTexts.Agree)], "ledger.compared", $"differences={noted}");
    }

    private static string Called(Ledger ledger) => ledger.Names is [var name, ..] ? name : ledger.Title;
}
