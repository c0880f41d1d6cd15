using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>What the town's group is told of a campaign's deadlines (prompts/sending.yaml): what is due when, never who has not done it. Pure.</summary>
public static class GroupReminders
{
    /// <param name="moments">What is carried out now.</param>
    public static IReadOnlyList<Outgoing> Of(IEnumerable<DutyMoment> moments, Pack pack, DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        var duties = moments
            .Where(moment => moment.Kind == DutyMomentKind.Remind && moment.Duty is { IsDaily: false, IsRoutine: false })
            .Select(moment => moment.Duty)
            .Where(duty => pack.Sending.Group.DaysBefore.Contains(duty.Day.DayNumber - today.DayNumber))
            .Distinct().ToList();
        if (duties.Count == 0)
            return [];
        var lines = new DutyLines(pack, now).Own(OutboxKind.Robot, duties).Select(line => line.Text);
        var key = string.Join(' ', duties.Select(duty => $"{duty.Campaign}/{duty.Key}"));
        return [new Outgoing(OutboxKind.Robot, OutboxKind.Text, pack.Messages.Say(DutyTexts.Group, ("lines", string.Join('\n', lines))), now, $"group/{today:yyyy-MM-dd}/{key}")];
    }
}
