using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>A reported change at one of the moments when something is said of its waiting.</summary>
/// <param name="Up">Those further up hear of it, rather than those who decide.</param>
/// <param name="Send">False where a later moment of the same change has come as well.</param>
public sealed record ChangeMoment(HouseholdChange Change, string Key, bool Up, DateTimeOffset At, bool Send);

/// <summary>Reminds those who have to decide on reported changes, and tells those above them when nobody does; each thing once.</summary>
public static class ChangeRounds
{
    private const string Plan = "household_changes";
    private const int MostNames = 10;

    public static async Task<IReadOnlyList<ChangeMoment>> Due(Database database, Pack pack, DateTimeOffset now)
    {
        if (pack.Changes.Reminders == ReminderDays.None)
            return [];
        var waiting = await database.Read(tx => HouseholdChanges.Waiting(tx, Scope.Everything));
        if (waiting.Count == 0)
            return [];
        var fired = (await database.Read(tx => Firings.Moments(tx, Plan))).ToHashSet(StringComparer.Ordinal);
        return [.. waiting.SelectMany(change => Come(change, pack.Changes, fired, now))];
    }

    public static async Task<IReadOnlyList<DigestLine>> Say(Tx tx, Pack pack, IReadOnlyList<ChangeMoment> moments, DateTimeOffset now)
    {
        if (moments.Count == 0)
            return [];
        var today = ChinaTime.DayOf(now);
        var people = await People.List(tx);
        var deciders = new Deciders(people, pack.Roles, (await Leaves.StandIns(tx, today)).Keys.ToHashSet(StringComparer.Ordinal));
        var told = new List<(string Userid, bool Up, string Household, int Days)>();
        foreach (var moment in moments)
        {
            if (!await Firings.Claim(tx, Plan, moment.Key, moment.At, now) || !moment.Send
                || people.FirstOrDefault(person => person.Userid == moment.Change.Userid) is not { } reporter
                || await Households.Open(tx, Scope.Everything, moment.Change.HouseholdId) is not { Household: var household })
                continue;
            var there = Deciders.At(reporter, household);
            var near = deciders.For(there);
            var those = moment.Up ? deciders.Above(there).Where(above => near.All(one => one.Userid != above.Userid)) : near;
            told.AddRange(those.Select(person => (person.Userid, moment.Up, $"{household.VillageName} {household.HeadName}", today.DayNumber - ChinaTime.DayOf(moment.Change.ReportedAt).DayNumber)));
        }
        return
        [
            .. from one in told
               group one by (one.Userid, one.Up) into person
               let names = person.OrderByDescending(one => one.Days).Select(one => one.Household).Distinct().ToList()
               select new DigestLine(
                   person.Key.Userid, person.Key.Up ? Urgency.Late : Urgency.Ask,
                   pack.Messages.Say(person.Key.Up ? DutyTexts.ChangeLate : DutyTexts.ChangeWaiting,
                       ("count", names.Count), ("days", person.Max(one => one.Days)), ("households", Names(pack, names))),
                   pack.Messages.Say(DutyTexts.HowToDecide)),
        ];
    }

    private static IEnumerable<ChangeMoment> Come(HouseholdChange change, ChangeReporting reporting, HashSet<string> fired, DateTimeOffset now)
    {
        var moments = reporting.Reminders.After.Select(days => Moment(change, $"T+{days}", false, days, reporting))
            .Concat(reporting.PassUp is { } up ? [Moment(change, "up", true, up, reporting)] : [])
            .Where(moment => moment.At <= now && !fired.Contains(moment.Key)).OrderBy(moment => moment.At).ToList();
        return moments.Select(moment => moment with { Send = moment.Up || moment == moments.FindLast(other => !other.Up) });
    }

    private static ChangeMoment Moment(HouseholdChange change, string key, bool up, int days, ChangeReporting reporting) => new(
        change, $"{change.SubmissionId}/{key}", up, ChinaTime.At(ChinaTime.DayOf(change.ReportedAt).AddDays(days), reporting.Reminders.At), false);

    private static string Names(Pack pack, List<string> names)
    {
        var some = string.Join(pack.Messages.Say(DutyTexts.Comma), names.Take(MostNames));
        return names.Count > MostNames ? pack.Messages.Say(DutyTexts.More, ("units", some), ("count", names.Count)) : some;
    }
}
