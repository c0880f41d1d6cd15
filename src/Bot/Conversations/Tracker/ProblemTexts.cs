using Store.Packs;

namespace Bot.Conversations.Tracker;

/// <summary>Texts in prompts/messages/tracker.yaml.</summary>
public static class ProblemTexts
{
    public static readonly MessageKey None = new("tracker.none");
    public static readonly MessageKey List = new("tracker.list", "count");
    public static readonly MessageKey Line = new("tracker.line", "says", "stage", "deadline");
    public static readonly MessageKey LineNoDeadline = new("tracker.line_no_deadline", "says", "stage");
    public static readonly MessageKey LineLate = new("tracker.line_late", "says", "stage", "deadline");
    public static readonly MessageKey Gone = new("tracker.gone");
    public static readonly MessageKey Found = new("tracker.stage_found");
    public static readonly MessageKey Measured = new("tracker.stage_measured");
    public static readonly MessageKey Rectified = new("tracker.stage_rectified");
    public static readonly MessageKey Reviewed = new("tracker.stage_reviewed");
    public static readonly MessageKey SentBack = new("tracker.stage_sent_back");
    public static readonly MessageKey Closed = new("tracker.stage_closed");
    public static readonly MessageKey Title = new("tracker.title", "says", "stage");
    public static readonly MessageKey Fact = new("tracker.fact", "name", "value");
    public static readonly MessageKey FactMeasure = new("tracker.fact_measure");
    public static readonly MessageKey FactResult = new("tracker.fact_result");
    public static readonly MessageKey FactDeadline = new("tracker.fact_deadline");
    public static readonly MessageKey FactUnit = new("tracker.fact_unit");
    public static readonly MessageKey FactPerson = new("tracker.fact_person");
    public static readonly MessageKey FactFinder = new("tracker.fact_finder");
    public static readonly MessageKey FactFinderMark = new("tracker.fact_finder_mark");
    public static readonly MessageKey FactFixerMark = new("tracker.fact_fixer_mark");
    public static readonly MessageKey FactEvidence = new("tracker.fact_evidence");
    public static readonly MessageKey FactComment = new("tracker.fact_comment", "field", "comment");
    public static readonly MessageKey WriteMeasure = new("tracker.write_measure");
    public static readonly MessageKey WriteResult = new("tracker.write_result");
    public static readonly MessageKey Approve = new("tracker.approve");
    public static readonly MessageKey SendBack = new("tracker.send_back");
    public static readonly MessageKey Close = new("tracker.close");
    public static readonly MessageKey ToList = new("tracker.to_list");
    public static readonly MessageKey NothingToDo = new("tracker.nothing_to_do");
    public static readonly MessageKey NotYourself = new("tracker.not_yourself");
    public static readonly MessageKey AskMeasure = new("tracker.ask_measure");
    public static readonly MessageKey AskClass = new("tracker.ask_class");
    public static readonly MessageKey ClassLine = new("tracker.class_line", "class", "due");
    public static readonly MessageKey AskDeadline = new("tracker.ask_deadline");
    public static readonly MessageKey HintDeadline = new("tracker.hint_deadline");
    public static readonly MessageKey NotADay = new("tracker.not_a_day", "typed");
    public static readonly MessageKey HintDeadlineSaid = new("tracker.hint_deadline_said");
    public static readonly MessageKey DeadlineSaid = new("tracker.deadline_said", "day");
    public static readonly MessageKey TooLate = new("tracker.too_late", "due", "deadline");
    public static readonly MessageKey AskDeadlineReason = new("tracker.ask_deadline_reason");
    public static readonly MessageKey AskUnit = new("tracker.ask_unit");
    public static readonly MessageKey HintUnit = new("tracker.hint_unit");
    public static readonly MessageKey OtherUnit = new("tracker.other_unit", "unit", "units");
    public static readonly MessageKey AskResult = new("tracker.ask_result");
    public static readonly MessageKey HintResult = new("tracker.hint_result");
    public static readonly MessageKey BareResult = new("tracker.bare_result", "typed");
    public static readonly MessageKey TooShort = new("tracker.too_short", "typed");
    public static readonly MessageKey AskFixerMark = new("tracker.ask_fixer_mark");
    public static readonly MessageKey AskFinderMark = new("tracker.ask_finder_mark", "finder");
    public static readonly MessageKey HintMark = new("tracker.hint_mark", "name");
    public static readonly MessageKey MarkLater = new("tracker.mark_later");
    public static readonly MessageKey NotAMark = new("tracker.not_a_mark", "typed");
    public static readonly MessageKey NoEvidence = new("tracker.no_evidence");
    public static readonly MessageKey AskField = new("tracker.ask_field");
    public static readonly MessageKey AskComment = new("tracker.ask_comment", "field");
    public static readonly MessageKey HintComment = new("tracker.hint_comment");
    public static readonly MessageKey NotWithoutMarks = new("tracker.not_without_marks", "who");
    public static readonly MessageKey NotWithoutResult = new("tracker.not_without_result");
    public static readonly MessageKey Done = new("tracker.done", "says", "stage");
    public static readonly MessageKey ToldSentBack = new("tracker.told_sent_back", "says", "field", "comment", "who");
    public static readonly MessageKey ToldClosed = new("tracker.told_closed", "says", "who");
    public static readonly MessageKey Reason = new("tracker.reason", "stage", "what");

    public static MessageKey Stage(string stage) => stage switch
    {
        Store.ProblemStage.Measured => Measured,
        Store.ProblemStage.Rectified => Rectified,
        Store.ProblemStage.Reviewed => Reviewed,
        Store.ProblemStage.SentBack => SentBack,
        Store.ProblemStage.Closed => Closed,
        _ => Found,
    };

    /// <summary>What a fact is called, and what can be sent back.</summary>
    public static MessageKey NameOf(string fact) => fact switch
    {
        "measure" => FactMeasure,
        "deadline" => FactDeadline,
        "resp_unit" => FactUnit,
        "resp_person" => FactPerson,
        "photo" => FactEvidence,
        _ => FactResult,
    };
}
