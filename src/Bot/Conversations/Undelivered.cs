using System.Globalization;
using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>未送达: whom messages did not reach, by name and reason, for those who answer for others.</summary>
internal static class Undelivered
{
    private const int Days = 30;
    private const int MostLines = 20;

    public static readonly MessageKey None = new("undelivered.none", "days");
    public static readonly MessageKey List = new("undelivered.list", "days", "people", "lines");
    public static readonly MessageKey Line = new("undelivered.line", "name", "unit", "reason", "count", "day");
    public static readonly MessageKey LineNoUnit = new("undelivered.line_no_unit", "name", "reason", "count", "day");
    public static readonly MessageKey More = new("undelivered.more", "count");
    public static readonly MessageKey NotYours = new("undelivered.not_yours");
    public static readonly MessageKey Group = new("undelivered.group");
    public static readonly MessageKey Stopped = new("undelivered.stopped", "day", "error");

    private static readonly Dictionary<string, MessageKey> Reasons = ((string[])
    [
        OutboxReason.Invalid, Unreachable.Left, OutboxReason.Unlicensed, OutboxReason.Refused, OutboxReason.GaveUp, OutboxReason.Unknown, OutboxReason.Personal,
    ]).ToDictionary(reason => reason, reason => new MessageKey($"reason.{reason}"));

    public static IReadOnlyCollection<MessageKey> All { get; } = [None, List, Line, LineNoUnit, More, NotYours, Group, Stopped, .. Reasons.Values];

    /// <summary>What people read of a reason.</summary>
    public static MessageKey Why(string reason) => Reasons.GetValueOrDefault(reason, Reasons[OutboxReason.Refused]);

    public static void Start(Scene scene)
    {
        if (scene.Speaker.SeesOnlyOwn)
        {
            scene.Say(NotYours);
            Engine.Show(scene);
        }
        else
            scene.Look(new Lookup.NotReached(scene.Now.AddDays(-Days)));
    }

    public static void Tell(Scene scene, Found.NotReached found)
    {
        if (found.Stopped is { } stopped)
            scene.Say(Stopped, ("day", Day(stopped.Since)), ("error", PersonalNumbers.Mask(stopped.Error)));
        if (found.People.Count == 0)
            scene.Say(None, ("days", Days));
        else
            scene.Say(List, ("days", Days), ("people", found.People.Count), ("lines", string.Join('\n', Lines(scene, found.People))));
        Engine.Show(scene);
    }

    private static IEnumerable<string> Lines(Scene scene, IReadOnlyList<NotReached> people)
    {
        foreach (var person in people.Take(MostLines))
        {
            var name = person.Userid == OutboxKind.Robot ? scene.Text(Group) : person.Name;
            var (reason, day) = (scene.Text(Why(person.Reason)), Day(person.Last));
            yield return person.UnitName.Length > 0
                ? scene.Text(Line, ("name", name), ("unit", person.UnitName), ("reason", reason), ("count", person.Messages), ("day", day))
                : scene.Text(LineNoUnit, ("name", name), ("reason", reason), ("count", person.Messages), ("day", day));
        }
        if (people.Count > MostLines)
            yield return scene.Text(More, ("count", people.Count - MostLines));
    }

    private static string Day(DateTimeOffset at) => ChinaTime.Of(at).ToString("M-d HH:mm", CultureInfo.InvariantCulture);
}
