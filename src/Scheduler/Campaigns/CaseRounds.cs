using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>Looks once a day at the cases that count days, and tells whoever handles them; each thing once.</summary>
public static class CaseRounds
{
    private const string LookedPlan = "cases";

    /// <summary>The campaigns whose cases have not been looked at today.</summary>
    public static async Task<IReadOnlyList<Campaign>> Due(Database database, Pack pack, DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        var counting = pack.Campaigns.Where(campaign => campaign.Procedures.Any(Counts) && Hour(campaign, today) is { } hour && now >= hour).ToList();
        if (counting.Count == 0)
            return [];
        var looked = (await database.Read(tx => Firings.Moments(tx, LookedPlan))).ToHashSet();
        return [.. counting.Where(campaign => !looked.Contains(Looked(campaign, today)))];
    }

    public static async Task<IReadOnlyList<DigestLine>> Say(Tx tx, Pack pack, IReadOnlyList<Campaign> campaigns, DateTimeOffset since, DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        var lines = new List<DigestLine>();
        Holders? holders = null;
        foreach (var campaign in campaigns)
        {
            if (!await Firings.Claim(tx, LookedPlan, Looked(campaign, today), Hour(campaign, today)!.Value, now))
                continue;
            foreach (var procedure in campaign.Procedures.Where(Counts))
                foreach (var open in await Open(tx, campaign, procedure))
                    if (CaseCountdown.On(open, today) is { } kind && open.LastDay.AddDays(1) >= ChinaTime.DayOf(since)
                        && await Firings.Claim(tx, $"{campaign.Id}/{LookedPlan}", $"{open.Key}/{open.Start:yyyy-MM-dd}/{kind}", ChinaTime.At(open.LastDay, TimeOnly.MinValue), now)
                        && await Households.Open(tx, Scope.Everything, open.HouseholdId) is { } opened && await Units.Find(tx, opened.Household.VillageId) is { } village)
                    {
                        holders ??= new Holders(await People.List(tx), pack.Roles);
                        lines.AddRange(Lines(pack, open, kind, opened.Household.HeadName, village, holders, today));
                    }
        }
        return lines;
    }

    private static IEnumerable<DigestLine> Lines(Pack pack, OpenCase open, DutyMomentKind kind, string subject, Unit village, Holders holders, DateOnly today)
    {
        var isLate = kind == DutyMomentKind.Escalate;
        var text = pack.Messages.Say(isLate ? DutyTexts.CaseLate : DutyTexts.CaseSoon,
            ("what", open.Rule.What), ("subject", subject), ("limit", open.Limit),
            ("days", isLate ? today.DayNumber - open.Start.DayNumber : open.LastDay.DayNumber - today.DayNumber),
            ("month", open.LastDay.Month), ("day", open.LastDay.Day));
        return holders.Above(village, open.Rule.To).Concat(isLate ? holders.Above(village, open.Rule.LateTo) : [])
            .Select(person => person.Userid).Distinct()
            .Select(userid => new DigestLine(userid, isLate ? Urgency.Overdue : Urgency.Soon, text));
    }

    private static async Task<IReadOnlyList<OpenCase>> Open(Tx tx, Campaign campaign, Procedure procedure)
    {
        var others = new Dictionary<string, ILookup<string, Fact>>(StringComparer.Ordinal);
        foreach (var table in CaseCountdown.OtherTables(procedure))
            others[table] = (await Facts.List(tx, table, Scope.Everything)).ToLookup(fact => fact.HouseholdId);
        return [.. CaseCountdown.Open(campaign, procedure, [.. await Facts.List(tx, procedure.Table, Scope.Everything, campaign.Id)], table => others[table])];
    }

    private static bool Counts(Procedure procedure) => procedure.Table.Length > 0 && procedure.Limits.Count > 0;

    // The hour of the campaign's other reminders.
    private static DateTimeOffset? Hour(Campaign campaign, DateOnly today) =>
        campaign.Deliverables.Select(deliverable => deliverable.Reminders).FirstOrDefault(days => days != ReminderDays.None) is { } days ? ChinaTime.At(today, days.At) : null;

    private static string Looked(Campaign campaign, DateOnly today) => $"{campaign.Id}/{today:yyyy-MM-dd}";
}
