using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>What is said of deadlines; the sentences are in prompts/messages/campaigns.yaml.</summary>
public static class DutyTexts
{
    public static readonly MessageKey Deadline = new("duty.deadline", "month", "day", "time");
    public static readonly MessageKey Soon = new("duty.soon", "what", "deadline", "days", "to");
    public static readonly MessageKey SoonOwn = new("duty.soon_own", "what", "deadline", "days");
    public static readonly MessageKey Today = new("duty.today", "what", "time", "to");
    public static readonly MessageKey TodayOwn = new("duty.today_own", "what", "time");
    public static readonly MessageKey TodayForm = new("duty.today_form", "what", "time", "form");
    public static readonly MessageKey Passed = new("duty.passed", "what", "time");
    public static readonly MessageKey Overdue = new("duty.overdue", "what", "deadline", "days");
    public static readonly MessageKey OverdueOwn = new("duty.overdue_own", "what", "deadline", "days");
    public static readonly MessageKey Late = new("duty.late", "what", "deadline", "days", "units");
    public static readonly MessageKey Arrived = new("duty.arrived", "what", "units");
    public static readonly MessageKey More = new("duty.more", "units", "count");
    public static readonly MessageKey Group = new("duty.group", "lines");
    public static readonly MessageKey HowTo = new("duty.how_to");
    public static readonly MessageKey CaseSoon = new("duty.case_soon", "what", "subject", "days", "month", "day");
    public static readonly MessageKey CaseLate = new("duty.case_late", "what", "subject", "days", "limit");
    public static readonly MessageKey NoticeSoon = new("duty.notice_soon", "kind", "body", "month", "day", "days");
    public static readonly MessageKey NoticeToday = new("duty.notice_today", "kind", "body");
    public static readonly MessageKey NoticeOverdue = new("duty.notice_overdue", "kind", "body", "month", "day", "days");
    public static readonly MessageKey NoticeLate = new("duty.notice_late", "kind", "body", "month", "day", "days", "names");
    public static readonly MessageKey KindNotice = new("duty.kind_notice");
    public static readonly MessageKey KindFinding = new("duty.kind_finding");
    public static readonly MessageKey MorePeople = new("duty.more_people", "names", "count");
    public static readonly MessageKey ChangeWaiting = new("duty.change_waiting", "count", "days", "households");
    public static readonly MessageKey ChangeLate = new("duty.change_late", "count", "days", "households");
    public static readonly MessageKey HowToDecide = new("duty.how_to_decide");
    public static readonly MessageKey HowToReply = new("duty.how_to_reply");
    public static readonly MessageKey HowToFill = new("duty.how_to_fill", "form");
    public static readonly MessageKey HowToConfirm = new("duty.how_to_confirm");
    public static readonly MessageKey ProblemsGiven = new("duty.problems_given", "count", "list");
    public static readonly MessageKey ProblemsToReview = new("duty.problems_to_review", "count", "list");
    public static readonly MessageKey ProblemsToClose = new("duty.problems_to_close", "count", "list");
    public static readonly MessageKey ProblemsDue = new("duty.problems_due", "count", "list");
    public static readonly MessageKey ProblemBy = new("duty.problem_by", "says", "month", "day");
    public static readonly MessageKey ProblemBetween = new("duty.problem_between");
    public static readonly MessageKey MoreProblems = new("duty.more_problems", "list", "count");
    public static readonly MessageKey HowToSeeProblems = new("duty.how_to_see_problems");
    public static readonly MessageKey OpinionWaits = new("duty.opinion_waits", "number", "unit", "name", "text", "days");
    public static readonly MessageKey OpinionsWait = new("duty.opinions_wait", "count", "number", "unit", "name", "text", "days");
    public static readonly MessageKey HowToAnswerOpinions = new("duty.how_to_answer_opinions");
    public static readonly MessageKey HeadOverdue = new("digest.head_overdue");
    public static readonly MessageKey HeadToday = new("digest.head_today");
    public static readonly MessageKey HeadSoon = new("digest.head_soon");
    public static readonly MessageKey HeadAsk = new("digest.head_ask");
    public static readonly MessageKey HeadLate = new("digest.head_late");
    public static readonly MessageKey HeadArrived = new("digest.head_arrived");
    public static readonly MessageKey HeadCounts = new("digest.head_counts");
    public static readonly MessageKey For = new("digest.for", "name");
    public static readonly MessageKey Comma = new("digest.comma");

    public static IReadOnlyCollection<MessageKey> All { get; } =
        [.. typeof(DutyTexts).GetFields().Select(field => field.GetValue(null)).OfType<MessageKey>()];
}
