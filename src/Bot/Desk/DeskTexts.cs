using Store.Packs;

namespace Bot.Desk;

/// <summary>What stands on the desk's pages.</summary>
public static class DeskTexts
{
    public static readonly MessageKey Title = new("desk.title");
    public static readonly MessageKey Health = new("desk.health");
    public static readonly MessageKey Pending = new("desk.pending");
    public static readonly MessageKey Parked = new("desk.parked");
    public static readonly MessageKey Evidence = new("desk.evidence");
    public static readonly MessageKey Sending = new("desk.sending");
    public static readonly MessageKey SendingWell = new("desk.sending_well");
    public static readonly MessageKey NotReached = new("desk.not_reached", "days");
    public static readonly MessageKey Person = new("desk.person");
    public static readonly MessageKey Unit = new("desk.unit");
    public static readonly MessageKey Reason = new("desk.reason");
    public static readonly MessageKey Count = new("desk.count");
    public static readonly MessageKey Last = new("desk.last");
    public static readonly MessageKey News = new("desk.news");
    public static readonly MessageKey Nobody = new("desk.nobody");
    public static readonly MessageKey NotStaff = new("desk.not_staff");
    public static readonly MessageKey NotMember = new("desk.not_member");
    public static readonly MessageKey UnreachablePeople = new("desk.unreachable");

    public static IReadOnlyCollection<MessageKey> All { get; } =
    [
        Title, Health, Pending, Parked, Evidence, Sending, SendingWell, NotReached, Person, Unit, Reason, Count, Last, News, Nobody, NotStaff, NotMember,
        UnreachablePeople,
    ];
}
