using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>A case that has its time limit before it or behind it.</summary>
/// <param name="Start">Day 0.</param>
/// <param name="Limit">How many days it may take.</param>
public sealed record OpenCase(string Campaign, TimeLimit Rule, string Key, string HouseholdId, DateOnly Start, int Limit)
{
    public DateOnly LastDay => Start.AddDays(Limit);
}

/// <summary>The day limits of procedures, from the days that stand in the cases' rows (features 49 and 50). Pure.</summary>
public static class CaseCountdown
{
    /// <summary>What is to be said of a case on a day: that its days run out, from the reminder's day on; that they are over, from the day after the last.</summary>
    /// <returns>Null before the reminder's day.</returns>
    public static DutyMomentKind? On(OpenCase open, DateOnly today) =>
        today > open.LastDay ? DutyMomentKind.Escalate
        : open.Rule.RemindAt is { } day && today >= open.Start.AddDays(day) ? DutyMomentKind.Remind
        : null;

    /// <summary>The cases of a procedure that have begun to count and are not ended.</summary>
    /// <param name="rows">Of the procedure's table.</param>
    /// <param name="others">Rows of other tables by table: a limit can end with one of the same household, <c>plan.created_on</c>.</param>
    public static IEnumerable<OpenCase> Open(
        Campaign campaign, Procedure procedure, IReadOnlyCollection<Fact> rows, Func<string, ILookup<string, Fact>> others)
    {
        foreach (var limit in procedure.Limits)
            if (campaign.Norm(limit.Norm)?.Number is { } days)
                foreach (var row in rows)
                    if (Day(row[limit.From]) is { } start && Counts(campaign, procedure, row, start) && !IsEnded(limit, row, start, others))
                        yield return new OpenCase(campaign.Id, limit, $"{row.Table}/{row.Key}/{limit.Id}", row.HouseholdId, start, (int)days);
    }

    public static IEnumerable<string> OtherTables(Procedure procedure) =>
        procedure.Limits.Select(limit => limit.Until.Split('.')).Where(parts => parts.Length == 2).Select(parts => parts[0]).Distinct();

    // A row that names no campaign is a case of the one during which it began.
    private static bool Counts(Campaign campaign, Procedure procedure, Fact row, DateOnly start) =>
        (procedure.Since is null || start >= procedure.Since)
        && (row.Campaign == campaign.Id || (row.Campaign.Length == 0 && start >= campaign.Start && (campaign.End is null || start <= campaign.End)));

    private static bool IsEnded(TimeLimit limit, Fact row, DateOnly start, Func<string, ILookup<string, Fact>> others) => limit.Until.Split('.') switch
    {
        [var table, var column] => others(table)[row.HouseholdId].Any(other => Day(other[column]) >= start),
        _ => Day(row[limit.Until]) is not null,
    };

    private static DateOnly? Day(string written) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
