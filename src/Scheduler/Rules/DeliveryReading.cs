using Scheduler.Campaigns;
using Store;

namespace Scheduler.Rules;

/// <summary>Reads what units have handed in of what belongs together, and what is missing of it.</summary>
internal sealed class DeliveryReading(Tx tx, ReadingScope scope)
{
    public async Task Read(RuleEvaluation evaluation)
    {
        var delivered = await HouseholdPages.Delivered(tx);
        if (delivered.Count == 0)
            return;
        var units = (await Units.All(tx, Scope.Everything)).ToDictionary(unit => unit.Id);
        foreach (var unit in delivered.GroupBy(line => (line.Campaign, line.UnitId)))
            if (scope.Pack.Campaign(unit.Key.Campaign) is { } campaign)
            {
                var done = unit.Select(line => line.What).ToList();
                foreach (var deliverable in done.Select(campaign.Deliverable).OfType<Store.Packs.Deliverable>().Where(deliverable => deliverable.Bundle.Length > 0))
                    evaluation.Look(StoredRecords.Of(
                        deliverable, campaign.Id, units[unit.Key.UnitId], HandIns.Missing(campaign, units[unit.Key.UnitId], [deliverable.Id], done)));
            }
    }
}
