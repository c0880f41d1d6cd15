using System.Reflection;
using Bot.Forms;
using Bot.Forms.Values;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>The sentences the engine can say. Their texts stand in prompts/messages; the loader checks both ways.</summary>
public static class Texts
{
    public static readonly MessageKey Welcome = new("welcome", "name");
    public static readonly MessageKey Menu = new("menu", "name");
    public static readonly MessageKey Help = new("help", "name");
    public static readonly MessageKey Separator = new("punctuation.separator");
    public static readonly MessageKey Comma = new("punctuation.comma");
    public static readonly MessageKey Is = new("punctuation.is");

    public static readonly MessageKey NoRounds = new("rounds.not_yours");
    public static readonly MessageKey NoHouseholds = new("rounds.no_households");
    public static readonly MessageKey RoundsTitle = new("rounds.title", "month", "total", "done", "left");
    public static readonly MessageKey RoundsDone = new("rounds.done", "households");
    public static readonly MessageKey AllDone = new("rounds.all_done", "month", "total");
    public static readonly MessageKey MonthClosed = new("rounds.month_closed", "month", "day");
    public static readonly MessageKey AlreadyDone = new("rounds.already_done", "household", "month", "day");
    public static readonly MessageKey NoSuchHousehold = new("rounds.no_such_household", "typed", "example");
    public static readonly MessageKey HouseholdBegun = new("rounds.begun", "household");
    public static readonly MessageKey HouseholdFor = new("rounds.household_for", "household", "name");
    public static readonly MessageKey NotYours = new("rounds.refused");

    public static readonly MessageKey OfferTitle = new("offer.title", "household", "month");
    public static readonly MessageKey OfferBody = new("offer.body", "values", "states");
    public static readonly MessageKey OfferUnchanged = new("offer.unchanged");
    public static readonly MessageKey OfferChanged = new("offer.changed");
    public static readonly MessageKey NotUnderstoodOffer = new("offer.not_understood", "typed");

    public static readonly MessageKey DiffersTitle = new("differs.title");
    public static readonly MessageKey DiffersSection = new("differs.section", "section", "questions");
    public static readonly MessageKey DiffersIn = new("differs.in", "section");
    public static readonly MessageKey HintDiffers = new("hint.differs");

    public static readonly MessageKey TogetherNumbers = new("together.numbers", "count");
    public static readonly MessageKey TogetherChoices = new("together.choices");
    public static readonly MessageKey TogetherLine = new("together.line", "number", "question", "unit");
    public static readonly MessageKey TogetherLinePlain = new("together.line_plain", "number", "question");
    public static readonly MessageKey TogetherLineBefore = new("together.line_before", "number", "question", "unit", "value");
    public static readonly MessageKey TogetherExampleCounts = new("together.example_counts");
    public static readonly MessageKey TogetherExample = new("together.example");
    public static readonly MessageKey TogetherCount = new("together.count", "count", "given", "typed");
    public static readonly MessageKey TogetherTaken = new("together.taken", "answers");
    public static readonly MessageKey HintTogetherNumbers = new("hint.together_numbers", "count", "example");
    public static readonly MessageKey HintTogetherChoices = new("hint.together_choices");
    public static readonly MessageKey QuestionNumbers = new("question.numbers", "first", "last");

    public static readonly MessageKey AimTitle = new("aim.title");
    public static readonly MessageKey AskSomebody = new("question.ask_somebody", "name", "unit", "phone");
    public static readonly MessageKey AskSomebodyNear = new("question.ask_somebody_near", "name", "unit");
    public static readonly MessageKey PutOff = new("draft.put_off", "what");

    public static readonly MessageKey CorrectList = new("correct.list", "what", "answers");
    public static readonly MessageKey CorrectNews = new("correct.news", "what", "answers", "rest");
    public static readonly MessageKey CorrectTitle = new("correct.title");
    public static readonly MessageKey CorrectSubmit = new("correct.submit");
    public static readonly MessageKey CorrectCancel = new("correct.cancel");
    public static readonly MessageKey HintCorrect = new("hint.correct");
    public static readonly MessageKey NothingCorrected = new("correct.nothing");
    public static readonly MessageKey ReasonTitle = new("correct.reason");
    public static readonly MessageKey HintReason = new("hint.reason");
    public static readonly MessageKey Corrected = new("correct.done", "what");
    public static readonly MessageKey NotCorrected = new("correct.left");

    public static readonly MessageKey RowFirst = new("row.first", "what");
    public static readonly MessageKey RowAnother = new("row.another", "what", "count");
    public static readonly MessageKey RowYes = new("row.yes");
    public static readonly MessageKey RowNo = new("row.no");

    public static readonly MessageKey NamingOne = new("naming.one", "typed", "household");
    public static readonly MessageKey NamingYes = new("naming.yes", "household");
    public static readonly MessageKey NamingSeveral = new("naming.several", "typed", "count");
    public static readonly MessageKey NamingLine = new("naming.line", "household", "village", "group");

    public static readonly MessageKey SeveralTitle = new("several.title", "count");
    public static readonly MessageKey SeveralLine = new("several.line", "household", "what");
    public static readonly MessageKey SeveralLineLeft = new("several.line_left", "household", "what", "left");
    public static readonly MessageKey SeveralDone = new("several.done", "household", "day");
    public static readonly MessageKey SeveralFirst = new("several.first", "household");
    public static readonly MessageKey SeveralNotRead = new("several.not_read", "household", "typed");
    public static readonly MessageKey SeveralUnread = new("several.unread", "typed");
    public static readonly MessageKey SeveralSilent = new("several.silent", "typed");
    public static readonly MessageKey SeveralUnsure = new("several.unsure", "typed", "households");
    public static readonly MessageKey SeveralUnknown = new("several.unknown", "typed");
    public static readonly MessageKey SeveralTooMany = new("several.too_many", "count", "most");
    public static readonly MessageKey SeveralYes = new("several.yes");
    public static readonly MessageKey SeveralNo = new("several.no");
    public static readonly MessageKey SeveralAgain = new("several.again");
    public static readonly MessageKey SeveralSubmitted = new("several.submitted", "households");

    public static readonly MessageKey FormsTitle = new("forms.title");
    public static readonly MessageKey FormsLine = new("forms.line", "form", "campaign");
    public static readonly MessageKey HintForms = new("hint.forms");
    public static readonly MessageKey NoForms = new("forms.none");

    public static readonly MessageKey SuspectTitle = new("suspect.title", "household", "what");
    public static readonly MessageKey SuspectMore = new("suspect.more", "count");
    public static readonly MessageKey SuspectReport = new("suspect.report");
    public static readonly MessageKey SuspectDismiss = new("suspect.dismiss");
    public static readonly MessageKey SuspectLater = new("suspect.later");
    public static readonly MessageKey SuspectKept = new("suspect.kept");
    public static readonly MessageKey DismissTitle = new("suspect.why");
    public static readonly MessageKey HintDismiss = new("hint.dismiss");
    public static readonly MessageKey Dismissed = new("suspect.dismissed");

    public static readonly MessageKey DraftAbout = new("draft.about", "household", "form");
    public static readonly MessageKey DraftOfMonth = new("draft.of_month", "household", "month", "form");
    public static readonly MessageKey Parked = new("draft.parked", "what");
    public static readonly MessageKey ResumedProblem = new("draft.resumed_problem", "what");
    public static readonly MessageKey Resumed = new("draft.resumed", "what");

    public static readonly MessageKey QuestionContext = new("question.context", "what", "section", "number", "count");
    public static readonly MessageKey QuestionContextPlain = new("question.context_plain", "what", "section", "number", "count");
    public static readonly MessageKey QuestionWithUnit = new("question.with_unit", "question", "unit");
    public static readonly MessageKey ActionSame = new("question.same", "value");
    public static readonly MessageKey ActionSkip = new("question.skip");
    public static readonly MessageKey ActionBack = new("question.back");
    public static readonly MessageKey CannotSkip = new("question.cannot_skip");
    public static readonly MessageKey NothingBefore = new("question.nothing_before");
    public static readonly MessageKey Refused = new("question.refused", "typed");
    public static readonly MessageKey PhotoTaken = new("question.photo_taken", "question");
    public static readonly MessageKey AskAPerson = new("question.ask_a_person");

    public static readonly MessageKey HintChoice = new("hint.choice");
    public static readonly MessageKey HintChoices = new("hint.choices");
    public static readonly MessageKey HintListChoice = new("hint.list_choice", "example");
    public static readonly MessageKey HintListChoices = new("hint.list_choices", "example");
    public static readonly MessageKey ListPage = new("list.page", "count", "first", "last");
    public static readonly MessageKey ListNarrowed = new("list.narrowed", "count", "piece");
    public static readonly MessageKey ListNext = new("list.next");
    public static readonly MessageKey ListEnd = new("list.end");
    public static readonly MessageKey ListStart = new("list.start");
    public static readonly MessageKey HintNumber = new("hint.number");
    public static readonly MessageKey HintWholeNumber = new("hint.whole_number");
    public static readonly MessageKey HintDate = new("hint.date");
    public static readonly MessageKey HintPhoto = new("hint.photo");
    public static readonly MessageKey HintText = new("hint.text");
    public static readonly MessageKey HintSame = new("hint.same", "value");
    public static readonly MessageKey HintSkip = new("hint.skip");
    public static readonly MessageKey HintHousehold = new("hint.household", "example");
    public static readonly MessageKey HintHouseholdName = new("hint.household_name");
    public static readonly MessageKey HintOffer = new("hint.offer");
    public static readonly MessageKey HintReview = new("hint.review");

    public static readonly MessageKey VoidTitle = new("void.title", "count");
    public static readonly MessageKey VoidYes = new("void.yes");
    public static readonly MessageKey VoidNo = new("void.no");

    public static readonly MessageKey MatchTitle = new("match.title", "typed", "count");
    public static readonly MessageKey MatchLine = new("match.line", "household", "village", "group", "size");
    public static readonly MessageKey MatchNone = new("match.none");
    public static readonly MessageKey NotAName = new("match.not_a_name", "typed");
    public static readonly MessageKey NotInRoster = new("match.not_in_roster", "typed");

    public static readonly MessageKey ReviewList = new("review.list", "what", "answers");
    public static readonly MessageKey ReviewNoNews = new("review.no_news", "what");
    public static readonly MessageKey ReviewNews = new("review.news", "what", "answers", "rest");
    public static readonly MessageKey ReviewLine = new("review.line", "number", "question", "answer");
    public static readonly MessageKey ReviewChanged = new("review.changed", "question", "answer");
    public static readonly MessageKey PhotoThere = new("review.photo");
    public static readonly MessageKey NoAnswer = new("review.no_answer");
    public static readonly MessageKey ReviewTitle = new("review.title");
    public static readonly MessageKey OlderForm = new("review.older_form");
    public static readonly MessageKey ReviewSubmit = new("review.submit");
    public static readonly MessageKey ReviewCancel = new("review.cancel");
    public static readonly MessageKey NotUnderstoodReview = new("review.not_understood", "typed");
    public static readonly MessageKey StillMissing = new("review.still_missing", "question");
    public static readonly MessageKey Submitted = new("review.submitted", "what");
    public static readonly MessageKey SubmittedUnchanged = new("review.submitted_unchanged", "what");

    public static readonly MessageKey CancelTitle = new("cancel.title", "what");
    public static readonly MessageKey CancelYes = new("cancel.yes");
    public static readonly MessageKey CancelNo = new("cancel.no");
    public static readonly MessageKey Cancelled = new("cancel.done");

    public static readonly MessageKey Stale = new("stale.current");
    public static readonly MessageKey StaleIdle = new("stale.idle");
    public static readonly MessageKey SentIdle = new("sent.idle");
    public static readonly MessageKey SentInstead = new("sent.instead");
    public static readonly MessageKey ReadsText = new("habit.text");
    public static readonly MessageKey ReadsCards = new("habit.cards");
    public static readonly MessageKey SentKept = new("sent.kept", "what");

    public static readonly MessageKey NoProblems = new("problem.no_form");
    public static readonly MessageKey Progress = new("progress.list", "unit", "month", "done", "total", "villages");
    public static readonly MessageKey ProgressMine = new("progress.mine", "month", "done", "total", "missing");
    public static readonly MessageKey ProgressMineDone = new("progress.mine_done", "month", "done", "total");
    public static readonly MessageKey ProgressVillage = new("progress.village", "village", "done", "total", "missing");
    public static readonly MessageKey ProgressVillageDone = new("progress.village_done", "village", "done", "total");
    public static readonly MessageKey ProgressNone = new("progress.none", "unit");
    public static readonly MessageKey NoLedgers = new("ledger.not_yours");
    public static readonly MessageKey LedgerNoneCalled = new("ledger.none_called", "asked", "list");
    public static readonly MessageKey LedgerChoose = new("ledger.choose", "list");
    public static readonly MessageKey LedgerExplaining = new("ledger.explaining", "ledger", "column");
    public static readonly MessageKey LedgerExplainHow = new("ledger.explain_how", "example", "ledger", "columns");
    public static readonly MessageKey LedgerExplainWhich = new("ledger.explain_which", "list");
    public static readonly MessageKey LedgerIssuing = new("ledger.issuing", "ledger");
    public static readonly MessageKey LedgerIssueWhich = new("ledger.issue_which", "list");
    public static readonly MessageKey LedgerComparing = new("ledger.comparing");
    public static readonly MessageKey ReportWhich = new("ledger.report_which", "example", "list");
    public static readonly MessageKey ReportComing = new("ledger.report_coming", "report");
    public static readonly MessageKey IssuedComing = new("ledger.issued_coming", "number");
    public static readonly MessageKey LedgerComing = new("ledger.coming", "ledger");

    public static MessageKey NotUnderstood(Expected kind) => ValueTexts.NotUnderstood(kind);

    /// <summary>Every sentence above, for the loader's check.</summary>
    public static IReadOnlyCollection<MessageKey> All { get; } =
    [
        .. typeof(Texts).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(MessageKey)).Select(field => (MessageKey)field.GetValue(null)!),
    ];
}
