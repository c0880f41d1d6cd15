using Store.Packs;

namespace Bot.Desk;

/// <summary>What stands on the desk's pages.</summary>
public static class DeskTexts
{
    public static readonly MessageKey Title = new("desk.title");
    public static readonly MessageKey Greeting = new("desk.greeting", "name", "time");
    public static readonly MessageKey Stopped = new("desk.stopped", "day", "error");
    public static readonly MessageKey Sending = new("desk.sending");
    public static readonly MessageKey SendingWell = new("desk.sending_well");
    public static readonly MessageKey SendingNot = new("desk.sending_not");
    public static readonly MessageKey Pending = new("desk.pending");
    public static readonly MessageKey Parked = new("desk.parked");
    public static readonly MessageKey Evidence = new("desk.evidence");
    public static readonly MessageKey NotReachedTile = new("desk.not_reached_tile");
    public static readonly MessageKey NotReached = new("desk.not_reached", "days");
    public static readonly MessageKey NotReachedNote = new("desk.not_reached_note");
    public static readonly MessageKey Nobody = new("desk.nobody");
    public static readonly MessageKey Person = new("desk.person");
    public static readonly MessageKey Unit = new("desk.unit");
    public static readonly MessageKey Reason = new("desk.reason");
    public static readonly MessageKey Count = new("desk.count");
    public static readonly MessageKey Last = new("desk.last");
    public static readonly MessageKey Since = new("desk.since");
    public static readonly MessageKey UnreachablePeople = new("desk.unreachable");
    public static readonly MessageKey UnreachableNote = new("desk.unreachable_note");
    public static readonly MessageKey Loose = new("desk.loose");
    public static readonly MessageKey LooseNote = new("desk.loose_note");
    public static readonly MessageKey Files = new("desk.files");
    public static readonly MessageKey News = new("desk.news");
    public static readonly MessageKey When = new("desk.when");
    public static readonly MessageKey What = new("desk.what");
    public static readonly MessageKey About = new("desk.about");
    public static readonly MessageKey WayState = new("desk.way_state");
    public static readonly MessageKey WayNotices = new("desk.way_notices");
    public static readonly MessageKey PassEnded = new("desk.pass_ended");
    public static readonly MessageKey TooMuch = new("desk.too_much", "megabytes");
    public static readonly MessageKey NotStaff = new("desk.not_staff");
    public static readonly MessageKey NotMember = new("desk.not_member");

    private static readonly MessageKey OtherNews = new("desk.news.other");

    private static readonly Dictionary<string, MessageKey> NewsKinds = ((string[])
    [
        "create_user", "update_user", "delete_user", "create_party", "update_party", "delete_party", "update_tag", "batch_job_result", "subscribe", "unsubscribe",
        "inactive_alert", "close_inactive_agent", "reopen_inactive_agent", "low_active_alert", "low_active", "active_restored", "invalidparty",
    ]).ToDictionary(kind => kind, kind => new MessageKey($"desk.news.{kind}"));

    public static IReadOnlyCollection<MessageKey> All { get; } =
    [
        .. typeof(DeskTexts).GetFields().Select(field => field.GetValue(null)).OfType<MessageKey>(), OtherNews, .. NewsKinds.Values,
    ];

    /// <summary>What people read of something that the platform told.</summary>
    public static MessageKey NewsOf(string kind) => NewsKinds.GetValueOrDefault(kind, OtherNews);
}
