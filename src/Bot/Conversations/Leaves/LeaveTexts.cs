using Store.Packs;

namespace Bot.Conversations.Leaves;

/// <summary>Texts in prompts/messages/leaves.yaml.</summary>
public static class LeaveTexts
{
    public static readonly MessageKey Day = new("leave.day", "month", "day");
    public static readonly MessageKey Span = new("leave.span", "from", "to");
    public static readonly MessageKey Nobody = new("leave.nobody");
    public static readonly MessageKey From = new("leave.from");
    public static readonly MessageKey FromFor = new("leave.from_for", "name");
    public static readonly MessageKey Today = new("leave.today");
    public static readonly MessageKey Tomorrow = new("leave.tomorrow");
    public static readonly MessageKey To = new("leave.to", "from");
    public static readonly MessageKey Days = new("leave.days", "count", "to");
    public static readonly MessageKey HintDay = new("leave.hint_day");
    public static readonly MessageKey NotADay = new("leave.not_a_day", "typed");
    public static readonly MessageKey Before = new("leave.before", "from");
    public static readonly MessageKey Who = new("leave.who", "span");
    public static readonly MessageKey Candidate = new("leave.candidate", "name", "unit");
    public static readonly MessageKey NoOne = new("leave.no_one");
    public static readonly MessageKey Confirm = new("leave.confirm", "name", "span", "stand_in");
    public static readonly MessageKey Yes = new("leave.yes");
    public static readonly MessageKey No = new("leave.no");
    public static readonly MessageKey Noted = new("leave.noted", "span");
    public static readonly MessageKey Set = new("leave.set", "name", "span", "stand_in");
    public static readonly MessageKey OpenAsked = new("leave.open_asked", "name", "span", "stand_in");
    public static readonly MessageKey OpenConfirmed = new("leave.open_confirmed", "name", "span", "stand_in");
    public static readonly MessageKey End = new("leave.end");
    public static readonly MessageKey Withdraw = new("leave.withdraw");
    public static readonly MessageKey Keep = new("leave.keep");
    public static readonly MessageKey Ended = new("leave.ended");

    public static readonly MessageKey DeskTitle = new("leave.desk_title", "count");
    public static readonly MessageKey DeskNone = new("leave.desk_none");
    public static readonly MessageKey DeskAsked = new("leave.desk_asked", "name", "span", "stand_in");
    public static readonly MessageKey DeskRunning = new("leave.desk_running", "name", "span", "stand_in");
    public static readonly MessageKey DeskSet = new("leave.desk_set");
    public static readonly MessageKey DeskWhose = new("leave.desk_whose");
    public static readonly MessageKey DeskUnknown = new("leave.desk_unknown", "typed");
    public static readonly MessageKey DeskDecide = new("leave.desk_decide", "name", "span", "stand_in");
    public static readonly MessageKey Agree = new("leave.agree");
    public static readonly MessageKey Replace = new("leave.replace");
    public static readonly MessageKey Refuse = new("leave.refuse");
    public static readonly MessageKey Agreed = new("leave.agreed", "name", "stand_in");
    public static readonly MessageKey Refused = new("leave.refused", "name");
    public static readonly MessageKey Doing = new("leave.doing", "lines");
    public static readonly MessageKey DoingLine = new("leave.doing_line", "name", "span");
    public static readonly MessageKey DoingNone = new("leave.doing_none");

    public static readonly MessageKey ToldAsked = new("leave.told_asked", "name", "unit", "span", "stand_in");
    public static readonly MessageKey ToldAgreed = new("leave.told_agreed", "span", "stand_in", "who");
    public static readonly MessageKey ToldSet = new("leave.told_set", "span", "stand_in", "who");
    public static readonly MessageKey ToldRefused = new("leave.told_refused", "span", "who");
    public static readonly MessageKey ToldStandIn = new("leave.told_stand_in", "name", "span");
    public static readonly MessageKey ToldBack = new("leave.told_back", "name");
    public static readonly MessageKey ToldTooMany = new("leave.told_too_many", "name", "most");
}
