using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>Notes what units have handed in; from then on nobody is reminded of it.</summary>
public static class HandIns
{
    /// <summary>
    /// Hands in for a unit. What belongs together is taken together or not at all: then nothing changes, and what is missing is said.
    /// </summary>
    /// <param name="whats">Ids of deliverables and routines of the campaign.</param>
    /// <exception cref="ArgumentException">The campaign has nothing of that id.</exception>
    public static async Task<HandInResult> HandIn(Tx tx, Campaign campaign, Unit unit, IReadOnlyCollection<string> whats, Person by, DateTimeOffset now)
    {
        if (whats.FirstOrDefault(what => campaign.Deliverable(what) is null && campaign.Routines.All(routine => routine.Id != what)) is { } unknown)
            throw new ArgumentException($"the campaign {campaign.Id} has no deliverable '{unknown}'", nameof(whats));
        var rows = await Occurrences.OfUnit(tx, campaign.Id, unit.Id);
        var missing = Missing(campaign, unit, whats, [.. rows.Where(row => row.DoneAt is not null).Select(row => row.What)]);
        if (missing.Count > 0)
            return new HandInResult(missing);
        foreach (var what in whats)
        {
            var round = new Round(what, campaign.Id, PeriodOf(campaign, what, rows, now));
            await Occurrences.Done(tx, round, unit.Id, by.Userid, unit.Path, now, null);
            await Journal.Append(tx, now, new JournalNote($"person:{by.Userid}", by.Userid, "deliverable.handed_in", $"unit:{unit.Id}", After: $"{campaign.Id}/{what}/{round.Period}"));
        }
        return new HandInResult([]);
    }

    /// <summary>What else has to be there: of the same bundle, owed by this unit, neither among these nor handed in before. Pure.</summary>
    public static IReadOnlyList<Deliverable> Missing(Campaign campaign, Unit unit, IReadOnlyCollection<string> whats, IReadOnlyCollection<string> done)
    {
        var bundles = campaign.Deliverables.Where(deliverable => deliverable.Bundle.Length > 0 && whats.Contains(deliverable.Id)).Select(deliverable => deliverable.Bundle).ToHashSet();
        return
        [
            .. campaign.Deliverables.Where(deliverable => bundles.Contains(deliverable.Bundle)
                && (deliverable.UnitKinds.Count == 0 || deliverable.UnitKinds.Intersect(unit.Kind.Split(' ')).Any())
                && !whats.Contains(deliverable.Id) && !done.Contains(deliverable.Id)),
        ];
    }

    /// <summary>A form has been handed in that is some campaign's deliverable.</summary>
    public static async Task Submitted(
        Tx tx, Pack pack, string form, IReadOnlyDictionary<string, string> answers, Person by, DateTimeOffset now, long submission)
    {
        var today = ChinaTime.DayOf(now);
        foreach (var campaign in pack.Campaigns)
            foreach (var deliverable in campaign.Deliverables.Where(deliverable => deliverable.Form == form))
            {
                var day = deliverable.Span is { } span ? today >= span.Start && today <= span.End ? today : (DateOnly?)null : deliverable.Due;
                if (day is null || await UnitOf(tx, deliverable, answers, by) is not { } unit)
                    continue;
                await Occurrences.Done(tx, new Round(deliverable.Id, campaign.Id, Written(day.Value)), unit.Id, by.Userid, unit.Path, now, submission);
            }
    }

    private static async Task<Unit?> UnitOf(Tx tx, Deliverable deliverable, IReadOnlyDictionary<string, string> answers, Person by)
    {
        if (deliverable.UnitQuestion.Length == 0)
            return await Units.Find(tx, by.UnitId);
        var name = answers.GetValueOrDefault(deliverable.UnitQuestion, "").Trim();
        // Two towns may have a village of one name: the nearest to whoever writes is meant.
        return (await Units.All(tx, Scope.Everything)).Where(unit => unit.Name == name).MaxBy(unit => Shared(unit.Path, by.UnitPath));
    }

    private static int Shared(string one, string other) => one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    private static string PeriodOf(Campaign campaign, string what, IReadOnlyList<Occurrence> rows, DateTimeOffset now)
    {
        var deliverable = campaign.Deliverable(what);
        if (deliverable?.IsDaily is true)
            return Written(ChinaTime.DayOf(now));
        return rows.FirstOrDefault(row => row.What == what && row.DoneAt is null && row.OpensAt <= now)?.Period
            ?? (deliverable?.Due is { } due ? Written(due) : "");
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Missing">Empty = it was taken.</param>
public sealed record HandInResult(IReadOnlyList<Deliverable> Missing)
{
    public bool IsTaken => Missing.Count == 0;
}
