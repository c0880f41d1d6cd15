using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>One thing that units of a campaign owe by one time, and which of them do.</summary>
/// <param name="What">The deliverable's or routine's id.</param>
/// <param name="Name">In a few words.</param>
/// <param name="From">Role ids of those who owe it.</param>
/// <param name="Done">How many units have handed it in.</param>
/// <param name="Missing">Of those that have not; its subject is the unit.</param>
public sealed record RoundStatus(
    string What, string Name, IReadOnlyList<string> From, string Period, DateTimeOffset DueAt, int Done, IReadOnlyList<Occurrence> Missing);

/// <summary>How far a campaign is, from the rows of what its units owe.</summary>
public static class CampaignStatus
{
    /// <summary>What is open or over by now, in order of time; of what is due daily only today's.</summary>
    public static async Task<IReadOnlyList<RoundStatus>> Of(Tx tx, Campaign campaign, Scope scope, DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        return
        [
            .. from row in await Occurrences.OfUnits(tx, scope, campaign.Id, now)
               let known = Known(campaign, row.What)
               where known is not null && (!known.Value.IsDaily || ChinaTime.DayOf(row.DueAt!.Value) == today)
               group row by (row.What, row.Period, known.Value.Name, row.DueAt, known.Value.From) into round
               orderby round.Key.DueAt
               select new RoundStatus(
                   round.Key.What, round.Key.Name, round.Key.From, round.Key.Period, round.Key.DueAt!.Value,
                   round.Count(row => row.DoneAt is not null), [.. round.Where(row => row.DoneAt is null)]),
        ];
    }

    private static (string Name, IReadOnlyList<string> From, bool IsDaily)? Known(Campaign campaign, string what) =>
        campaign.Deliverable(what) is { } deliverable ? (deliverable.Short, deliverable.From, deliverable.IsDaily)
        : campaign.Routines.FirstOrDefault(routine => routine.Id == what) is { } routine ? (routine.Short, routine.By, routine.Every == Recurrence.Day)
        : null;
}
