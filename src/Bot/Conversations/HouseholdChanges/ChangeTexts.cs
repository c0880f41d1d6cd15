using Store.Packs;

namespace Bot.Conversations.HouseholdChanges;

/// <summary>Texts in prompts/messages/changes.yaml.</summary>
public static class ChangeTexts
{
    public static readonly MessageKey None = new("change.none");
    public static readonly MessageKey OwnNone = new("change.own_none");
    public static readonly MessageKey Own = new("change.own", "count", "households");
    public static readonly MessageKey Desk = new("change.desk", "count");
    public static readonly MessageKey DeskLine = new("change.desk_line", "household", "village", "reporter");
    public static readonly MessageKey Title = new("change.title", "village", "household", "reporter");
    public static readonly MessageKey Yes = new("change.yes");
    public static readonly MessageKey YesNoted = new("change.yes_noted");
    public static readonly MessageKey No = new("change.no");
    public static readonly MessageKey AskWhy = new("change.ask_why", "household", "reporter");
    public static readonly MessageKey HintWhy = new("change.hint_why");
    public static readonly MessageKey Taken = new("change.taken", "household", "reporter");
    public static readonly MessageKey Noted = new("change.noted", "household", "reporter");
    public static readonly MessageKey Returned = new("change.returned", "household", "reporter");
    public static readonly MessageKey StampTaken = new("change.stamp_taken");
    public static readonly MessageKey StampNoted = new("change.stamp_noted");
    public static readonly MessageKey StampDecided = new("change.stamp_decided");
    public static readonly MessageKey Sent = new("change.sent");

    public static readonly MessageKey LineAdded = new("change.line_added", "member", "relation", "sort", "on");
    public static readonly MessageKey LineRemoved = new("change.line_removed", "member", "sort", "on");
    public static readonly MessageKey LineRemovedHead = new("change.line_removed_head", "member", "sort", "on", "new_head");
    public static readonly MessageKey LineWork = new("change.line_work", "member", "work");
    public static readonly MessageKey LineLabour = new("change.line_labour", "member", "labour");
    public static readonly MessageKey LineHead = new("change.line_head", "member");
    public static readonly MessageKey LineLeft = new("change.line_left", "sort", "on");
    public static readonly MessageKey LineNoted = new("change.line_noted", "member", "sort", "on");
    public static readonly MessageKey LineAlready = new("change.line_already", "member");
    public static readonly MessageKey LineNotThere = new("change.line_not_there", "member");
    public static readonly MessageKey LineNoHead = new("change.line_no_head", "member");
    public static readonly MessageKey LineNote = new("change.line_note", "note");
    public static readonly MessageKey LineSize = new("change.line_size", "before", "after");
    public static readonly MessageKey LineElsewhere = new("change.line_elsewhere", "households");

    public static readonly MessageKey ToldReported = new("change.told_reported", "village", "household", "reporter", "lines");
    public static readonly MessageKey CardTitle = new("change.card_title");
    public static readonly MessageKey CardFrom = new("change.card_from", "village", "household", "reporter");
    public static readonly MessageKey ToldTaken = new("change.told_taken", "household", "who", "lines");
    public static readonly MessageKey ToldLeft = new("change.told_left", "household", "who", "lines");
    public static readonly MessageKey ToldNoted = new("change.told_noted", "household", "who", "lines");
    public static readonly MessageKey ToldReturned = new("change.told_returned", "household", "who", "comment");
}
