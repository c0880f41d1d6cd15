using System.Globalization;
using Bot.Conversations.Errands;
using Bot.Conversations.HandIns;
using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

internal static class HandInRecords
{
    public static async Task<ErrandFound> Owed(Tx tx, Person person, Pack pack, HandInLookup wanted)
    {
        var lines = new List<HandInLine>();
        foreach (var campaign in pack.Campaigns)
            foreach (var row in await Occurrences.OfUnit(tx, campaign.Id, person.UnitId))
                if (row.DoneAt is null && row.OpensAt <= wanted.Now && Named(campaign, row, person.Role) is var (name, bundle))
                    lines.Add(new HandInLine($"{campaign.Id}/{row.What}/{row.Period}", campaign.Id, row.What, name, bundle, Deadline(pack, row.DueAt!.Value)));
        return new HandInFound(lines);
    }

    public static async Task Save(Tx tx, HandedIn handed, Person person, Pack pack, DateTimeOffset now)
    {
        if (pack.Campaign(handed.Campaign) is { } campaign && await Units.Find(tx, person.UnitId) is { } unit)
            await HandIns.HandIn(tx, campaign, unit, [.. handed.Whats], person, now);
    }

    public static async Task Excuse(Tx tx, HandInExcused excused, Person person, DateTimeOffset now)
    {
        await Excuses.Save(tx, excused.Lines.Select(line => new Excuse(
            line.Campaign, line.What, person.UnitId, line.Id[(line.Campaign.Length + line.What.Length + 2)..], excused.Reason, person.Userid, now)));
        await Journal.Append(tx, now, new JournalNote(
            $"person:{person.Userid}", person.Userid, "deliverable.excused", $"unit:{person.UnitId}", After: string.Join(' ', excused.Lines.Select(line => line.Id)), Why: excused.Reason));
    }

    // What a form fulfils is filled, not claimed.
    private static (string Name, string Bundle)? Named(Campaign campaign, Occurrence row, string role) =>
        campaign.Deliverable(row.What) is { } deliverable
            ? deliverable.From.Contains(role) && !deliverable.IsDaily ? (deliverable.Short, deliverable.Bundle) : null
            : campaign.Routines.FirstOrDefault(routine => routine.Id == row.What) is { } routine && routine.By.Contains(role) ? (routine.Short, "") : null;

    private static string Deadline(Pack pack, DateTimeOffset due)
    {
        var local = ChinaTime.Of(due);
        return pack.Messages.Say(DutyTexts.Deadline, ("month", local.Month), ("day", local.Day), ("time", local.ToString("HH:mm", CultureInfo.InvariantCulture)));
    }
}
