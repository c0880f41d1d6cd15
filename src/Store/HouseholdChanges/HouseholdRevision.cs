using System.Globalization;
using Store.Packs;

namespace Store;

/// <summary>What a line came to, held against the household as it is.</summary>
public enum ChangeOutcome
{
    Noted,
    Added,
    Removed,
    Changed,
    NewHead,

    /// <summary>With it the household leaves the roster.</summary>
    Left,

    /// <summary>Somebody of that name is in the household already.</summary>
    AlreadyThere,

    /// <summary>Nobody in the household is called that.</summary>
    NotThere,

    /// <summary>It is the householder who would go, and nobody of the household is named to be the next.</summary>
    NoHead,
}

/// <summary>A household with what was reported of it taken in. Pure.</summary>
/// <param name="Outcomes">One for each line.</param>
public sealed record HouseholdRevision(OpenedHousehold After, IReadOnlyList<ChangeOutcome> Outcomes)
{
    public bool ChangesRoster => Outcomes.Any(outcome => outcome is not (ChangeOutcome.Noted or ChangeOutcome.AlreadyThere or ChangeOutcome.NotThere or ChangeOutcome.NoHead));

    /// <param name="today">Since when it has left, where it leaves and no earlier day is given.</param>
    /// <param name="seal">How an ID number lies in the store.</param>
    /// <param name="leftWord">The roster's word for a reason to leave it.</param>
    public static HouseholdRevision Of(
        OpenedHousehold before, IReadOnlyList<ReportedLine> lines, ChangeReporting reporting, DateOnly today, Func<string, Sealed?> seal, Func<string, string> leftWord)
    {
        var at = before;
        var outcomes = new List<ChangeOutcome>();
        foreach (var line in lines)
        {
            var (next, outcome) = line.Does switch
            {
                ChangeEffect.Add => Add(at, line, seal),
                ChangeEffect.Remove => Remove(at, line, reporting),
                ChangeEffect.Change => Change(at, line),
                ChangeEffect.NewHead => Head(at, line.Member, reporting),
                ChangeEffect.Leave => (at, ChangeOutcome.Left),
                _ => (at, ChangeOutcome.Noted),
            };
            at = outcome == ChangeOutcome.Left ? next with { Household = next.Household with { EndedOn = DayOf(line, today), EndedWhy = leftWord(line.Sort) } } : next;
            outcomes.Add(outcome);
        }
        return new HouseholdRevision(at with { Members = [.. at.Members.Select((member, index) => member with { Seq = index + 1 })] }, outcomes);
    }

    // Since when people say it has been so; what they say of days to come is not known yet.
    private static DateOnly DayOf(ReportedLine line, DateOnly today) =>
        DateOnly.TryParseExact(line.On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < today ? day : today;

    private static (OpenedHousehold, ChangeOutcome) Add(OpenedHousehold at, ReportedLine line, Func<string, Sealed?> seal) => IsIn(at, line.Member)
        ? (at, ChangeOutcome.AlreadyThere)
        : (at with
        {
            Household = at.Household with { Size = at.Household.Size + 1 },
            Members = [.. at.Members, new Member(at.Household.Id, 0, line.Member, seal(line.IdNumber), line.Relation, line.Labour, "", "", line.Work)],
        }, ChangeOutcome.Added);

    private static (OpenedHousehold, ChangeOutcome) Remove(OpenedHousehold at, ReportedLine line, ChangeReporting reporting)
    {
        if (!IsIn(at, line.Member))
            return (at, ChangeOutcome.NotThere);
        if (at.Household.Size <= 1)
            return (at, ChangeOutcome.Left);
        var isHead = at.Household.HeadName == line.Member;
        if (isHead && (line.NewHead.Length == 0 || line.NewHead == line.Member || !at.Members.Any(member => member.Name == line.NewHead)))
            return (at, ChangeOutcome.NoHead);
        if (isHead)
            (at, _) = Head(at, line.NewHead, reporting);
        return (at with
        {
            Household = at.Household with { Size = at.Household.Size - 1 },
            Members = [.. at.Members.Where(member => member.Name != line.Member)],
        }, ChangeOutcome.Removed);
    }

    private static (OpenedHousehold, ChangeOutcome) Change(OpenedHousehold at, ReportedLine line) => at.Members.Any(member => member.Name == line.Member)
        ? (at with
        {
            Members = [.. at.Members.Select(member => member.Name != line.Member ? member : member with
            {
                Working = line.Work.Length > 0 ? line.Work : member.Working,
                Labour = line.Labour.Length > 0 ? line.Labour : member.Labour,
            })],
        }, ChangeOutcome.Changed)
        : (at, ChangeOutcome.NotThere);

    private static (OpenedHousehold, ChangeOutcome) Head(OpenedHousehold at, string name, ChangeReporting reporting)
    {
        if (at.Household.HeadName == name)
            return (at, ChangeOutcome.AlreadyThere);
        if (at.Members.FirstOrDefault(member => member.Name == name) is not { } head)
            return (at, ChangeOutcome.NotThere);
        return (at with
        {
            Household = at.Household with { HeadName = name, IdNumber = head.IdNumber },
            Members = [.. at.Members.Select(member =>
                member.Name == name ? member with { Relation = reporting.Head }
                : member.Name == at.Household.HeadName ? member with { Relation = reporting.FormerHead } : member)],
        }, ChangeOutcome.NewHead);
    }

    private static bool IsIn(OpenedHousehold at, string name) => at.Household.HeadName == name || at.Members.Any(member => member.Name == name);
}
