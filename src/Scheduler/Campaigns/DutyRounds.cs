using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>Opens duties as rows and works out who is told what of them.</summary>
public static class DutyRounds
{
    /// <summary>What a campaign's firings are filed under.</summary>
    public static string PlanOf(string campaign) => $"{campaign}/duties";

    /// <summary>An occurrence for every unit that owes the duty; makes no second one.</summary>
    public static async Task Open(Tx tx, Duty duty, Holders holders)
    {
        var finished = duty.EnoughQuestion.Length > 0
            ? (await DailyProgress.Of(tx, duty.Form, duty.UnitQuestion, duty.EnoughQuestion)).Where(unit => unit.IsComplete).Select(unit => unit.Name).ToHashSet()
            : [];
        var area = duty.Area.Names.Count == 0 ? CoveredArea.Everywhere : duty.Area.Within(await Units.All(tx, Scope.Everything));
        var owing = new List<Occurrence>();
        foreach (var (id, path) in holders.UnitsOf(duty.From).Where(unit => area.Covers(unit.Path)))
            if ((duty.UnitKinds.Count == 0 && finished.Count == 0)
                || (await Units.Find(tx, id) is { } unit && !finished.Contains(unit.Name) && (duty.UnitKinds.Count == 0 || unit.Kind.Split(' ').Intersect(duty.UnitKinds).Any())))
                owing.Add(new Occurrence(0, duty.What, duty.Campaign, id, duty.Period, "", path, duty.OpensAt, duty.DueAt));
        await Occurrences.Ensure(tx, owing);
    }

    /// <summary>Those of these moments whose duty somebody still owes.</summary>
    public static async Task<IReadOnlyList<DutyMoment>> Owed(Tx tx, IEnumerable<DutyMoment> moments)
    {
        var owed = new List<DutyMoment>();
        foreach (var moment in moments)
            if ((await Occurrences.Owed(tx, moment.Duty.Round)).Count > 0)
                owed.Add(moment);
        return owed;
    }

    /// <summary>What is said of these moments, which are carried out with it.</summary>
    public static async Task<IReadOnlyList<DigestLine>> Say(Tx tx, IReadOnlyList<DutyMoment> moments, Holders holders, DutyLines lines)
    {
        var own = new Dictionary<string, List<Duty>>(StringComparer.Ordinal);
        var late = new List<(string Userid, Duty Duty, Unit Unit)>();
        foreach (var moment in moments)
            foreach (var unit in await Occurrences.Owed(tx, moment.Duty.Round))
                if (moment.Kind == DutyMomentKind.Escalate)
                    late.AddRange(holders.Above(unit, moment.To)
                        .Except(holders.In(unit, moment.Duty.From))
                        .Select(person => (person.Userid, moment.Duty, unit)));
                else
                    foreach (var person in holders.In(unit, moment.Duty.From))
                        (own.TryGetValue(person.Userid, out var owed) ? owed : own[person.Userid] = []).Add(moment.Duty);
        // Tomorrow's report of a daily one makes up for nothing, so of that nobody waits.
        await LateTold.Add(tx, late.Where(one => !one.Duty.IsDaily).Select(one => new ToldLate(one.Duty.Campaign, one.Duty.What, one.Duty.Period, one.Unit.Id, one.Userid)).Distinct());
        return
        [
            .. own.SelectMany(person => lines.Own(person.Key, person.Value.Distinct())),
            .. Late(late, lines),
        ];
    }

    // What goes together and is missing from the same units is one line.
    private static IEnumerable<DigestLine> Late(List<(string Userid, Duty Duty, Unit Unit)> late, DutyLines lines) =>
        from one in late.Distinct()
        group one.Unit by (one.Userid, one.Duty) into duty
        let units = duty.OrderBy(unit => unit.Sort).ToList()
        group (duty.Key.Duty, Units: units) by (duty.Key.Userid, duty.Key.Duty.Campaign, duty.Key.Duty.DueAt, Who: string.Join(' ', units.Select(unit => unit.Id))) into together
        select lines.Late(together.Key.Userid, [.. together.Select(one => one.Duty)], together.First().Units);
}
