using Store.Packs;

namespace Bot.Conversations.Actions;

/// <summary>Texts in prompts/messages/actions.yaml.</summary>
public static class ActionTexts
{
    public static readonly MessageKey Pick = new("action.pick");
    public static readonly MessageKey Line = new("action.line", "campaign", "stage");
    public static readonly MessageKey NotCalled = new("action.not_called", "typed");
    public static readonly MessageKey Now = new("action.now", "stage");
    public static readonly MessageKey On = new("action.on", "phase", "until");
    public static readonly MessageKey OnOpen = new("action.on_open", "phase");
    public static readonly MessageKey ToCome = new("action.to_come", "month", "day");
    public static readonly MessageKey Between = new("action.between");
    public static readonly MessageKey Over = new("action.over", "month", "day");
    public static readonly MessageKey Undated = new("action.undated");
    public static readonly MessageKey Day = new("action.day", "month", "day");
    public static readonly MessageKey Round = new("action.round", "name", "done", "total");
    public static readonly MessageKey RoundBy = new("action.round_by", "name", "done", "total", "deadline");
    public static readonly MessageKey RoundDone = new("action.round_done", "name", "total");
    public static readonly MessageKey Missing = new("action.missing", "names");
    public static readonly MessageKey MissingMore = new("action.missing_more", "names", "count");
    public static readonly MessageKey Problems = new("action.problems", "open", "late");
    public static readonly MessageKey Nothing = new("action.nothing");
    public static readonly MessageKey NotInRoster = new("action.not_in_roster", "names");
    public static readonly MessageKey Push = new("action.push", "count");
    public static readonly MessageKey Launch = new("action.launch");
    public static readonly MessageKey Others = new("action.others");
    public static readonly MessageKey Close = new("action.close");
    public static readonly MessageKey LaunchBody = new("action.launch_body", "title", "doc_no");
    public static readonly MessageKey LaunchPhase = new("action.launch_phase", "phase", "from", "until");
    public static readonly MessageKey LaunchPhaseUntil = new("action.launch_phase_until", "phase", "until");
    public static readonly MessageKey LaunchDue = new("action.launch_due", "what", "due", "to");
    public static readonly MessageKey LaunchHow = new("action.launch_how");
    public static readonly MessageKey Why = new("action.why", "who", "why");
    public static readonly MessageKey WhyExcuse = new("action.why_excuse", "month", "day", "reason");
    public static readonly MessageKey WhyReturned = new("action.why_returned", "comment");
    public static readonly MessageKey WhyAway = new("action.why_away", "stand_in");
    public static readonly MessageKey WhyUnreached = new("action.why_unreached");
    public static readonly MessageKey WhyNobody = new("action.why_nobody");
    public static readonly MessageKey Households = new("action.households", "who", "count");
    public static readonly MessageKey Checklist = new("action.checklist", "list");
    public static readonly MessageKey Items = new("action.items", "who", "count");
    public static readonly MessageKey CheckIn = new("action.check_in", "what", "month");
    public static readonly MessageKey Visited = new("action.visited");
    public static readonly MessageKey VillageMissing = new("action.village_missing", "village", "count", "names");
    public static readonly MessageKey Hint = new("action.hint");
}
