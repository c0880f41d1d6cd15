using Scheduler.Campaigns;
using Store.Packs;

namespace Scheduler.Reminders;

/// <summary>Puts all that somebody is to be told into one message, the most urgent first. Pure.</summary>
public sealed class DayDigest(Messages messages)
{
    private static readonly Dictionary<Urgency, MessageKey> Heads = new()
    {
        [Urgency.Overdue] = DutyTexts.HeadOverdue,
        [Urgency.Today] = DutyTexts.HeadToday,
        [Urgency.Soon] = DutyTexts.HeadSoon,
        [Urgency.Ask] = DutyTexts.HeadAsk,
        [Urgency.Late] = DutyTexts.HeadLate,
        [Urgency.Arrived] = DutyTexts.HeadArrived,
        [Urgency.Counts] = DutyTexts.HeadCounts,
    };

    /// <summary>One message for everybody who has a line; in the order of their first lines.</summary>
    /// <param name="standIns">Who takes what is meant for whom.</param>
    /// <param name="names">Of those who are stood in for.</param>
    public IEnumerable<(string Userid, string Text)> Of(
        IEnumerable<DigestLine> lines, IReadOnlyDictionary<string, string> standIns, IReadOnlyDictionary<string, string> names) =>
        from line in lines
        let passed = standIns.TryGetValue(line.Userid, out var standIn)
            ? line with { Userid = standIn, Text = messages.Say(DutyTexts.For, ("name", names.GetValueOrDefault(line.Userid, line.Userid))) + line.Text }
            : line
        group passed by passed.Userid into person
        select (person.Key, Text([.. person.Distinct()]));

    private string Text(List<DigestLine> lines)
    {
        var groups = lines.GroupBy(line => line.Urgency).OrderBy(group => group.Key).ToList();
        var parts = new List<string>();
        foreach (var group in groups)
        {
            if (groups.Count > 1)
                parts.Add(messages.Say(Heads[group.Key]));
            parts.AddRange(group.Select(line => line.Text));
            // A hint stands behind the last of the lines that it is for.
            parts.AddRange(group.Select(line => line.Hint).Distinct()
                .Where(hint => hint.Length > 0 && groups.Last(other => other.Any(line => line.Hint == hint)).Key == group.Key));
        }
        return string.Join('\n', parts);
    }
}
