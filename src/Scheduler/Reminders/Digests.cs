using Store;
using Store.Packs;

namespace Scheduler.Reminders;

/// <summary>Words a moment for each person it concerns. Pure; whoever has nothing left gets nothing.</summary>
public sealed class Digests(Messages messages)
{
    /// <summary>One private digest for everybody who still has households left.</summary>
    public IEnumerable<(string Userid, string Text)> Remind(Month month, DateOnly today, IReadOnlyList<PersonProgress> left)
    {
        var days = month.LastDay.DayNumber - today.DayNumber;
        foreach (var person in left.Where(person => person.Userid.Length > 0 && person.Missing.Count > 0))
            yield return (person.Userid, messages.Say(days > 0 ? Texts.Digest : Texts.DigestLastDay,
                ("month", month.Number), ("left", person.Missing.Count), ("days", days),
                ("households", string.Join(messages.Say(Texts.Comma), person.Missing))));
    }

    /// <summary>One question for everybody whose suspected problems are still open.</summary>
    /// <param name="open">By person, a household for each.</param>
    public IEnumerable<(string Userid, string Text)> Suspicions(IEnumerable<(string Userid, string Household)> open) =>
        from person in open.GroupBy(suspicion => suspicion.Userid, suspicion => suspicion.Household)
        select (person.Key, messages.Say(Texts.Suspicions,
            ("count", person.Count()), ("households", string.Join(messages.Say(Texts.Comma), person.Distinct()))));

    /// <summary>The counts of the month that has ended, and which villages have some left, in the roster's order; null where the unit had nothing to do.</summary>
    public string? Report(Month month, string unit, IReadOnlyList<VillageProgress> villages)
    {
        var total = villages.Sum(village => village.Total);
        var done = villages.Sum(village => village.Done);
        return total == 0
            ? null
            : messages.Say(done == total ? Texts.ReportDone : Texts.Report,
                ("month", month.Number), ("unit", unit), ("done", done), ("total", total), ("missing", total - done),
                ("villages", string.Join('\n', villages.Where(village => villages.Count > 1 && village.Done < village.Total).Select(village => messages.Say(Texts.ReportVillage,
                    ("village", village.VillageName), ("done", village.Done), ("total", village.Total)))))).TrimEnd();
    }
}
