using Store.Packs;

namespace Bot.Conversations.Notices;

/// <summary>Texts in prompts/messages/notices.yaml.</summary>
public static class NoticeTexts
{
    public static readonly MessageKey AskBody = new("notice.ask_body");
    public static readonly MessageKey AskFinding = new("notice.ask_finding");
    public static readonly MessageKey HintBody = new("notice.hint_body");
    public static readonly MessageKey TooShort = new("notice.too_short", "typed");
    public static readonly MessageKey TooLong = new("notice.too_long", "count", "most");
    public static readonly MessageKey AskAudience = new("notice.ask_audience");
    public static readonly MessageKey HintAudience = new("notice.hint_audience");
    public static readonly MessageKey Nobody = new("notice.nobody", "typed");
    public static readonly MessageKey UnknownPart = new("notice.unknown_part", "typed");
    public static readonly MessageKey AskAnswer = new("notice.ask_answer");
    public static readonly MessageKey AskReceipt = new("notice.ask_receipt");
    public static readonly MessageKey AskFormAnswer = new("notice.ask_form_answer");
    public static readonly MessageKey AskNothing = new("notice.ask_nothing");
    public static readonly MessageKey PickForm = new("notice.pick_form");
    public static readonly MessageKey AskDue = new("notice.ask_due");
    public static readonly MessageKey HintDue = new("notice.hint_due");
    public static readonly MessageKey NotADay = new("notice.not_a_day", "typed");
    public static readonly MessageKey Confirm = new("notice.confirm", "count", "names");
    public static readonly MessageKey ConfirmMany = new("notice.confirm_many", "count", "names");
    public static readonly MessageKey ConfirmSend = new("notice.confirm_send");
    public static readonly MessageKey ConfirmGroup = new("notice.confirm_group");
    public static readonly MessageKey ConfirmBody = new("notice.confirm_body");
    public static readonly MessageKey ConfirmAudience = new("notice.confirm_audience");
    public static readonly MessageKey Sent = new("notice.sent", "count");
    public static readonly MessageKey SentInGroup = new("notice.sent_in_group", "count");
    public static readonly MessageKey TextGroup = new("notice.text_group", "body", "unit");
    public static readonly MessageKey Text = new("notice.text", "body", "unit", "name");
    public static readonly MessageKey TextReceipt = new("notice.text_receipt", "body", "unit", "name");
    public static readonly MessageKey TextForm = new("notice.text_form", "body", "unit", "name", "form");
    public static readonly MessageKey TextFinding = new("notice.text_finding", "body", "unit", "name", "due");
    public static readonly MessageKey TextAgain = new("notice.text_again", "text");
    public static readonly MessageKey None = new("notice.none");
    public static readonly MessageKey NoneToRecall = new("notice.none_to_recall", "hours");
    public static readonly MessageKey Which = new("notice.which");
    public static readonly MessageKey WhichLine = new("notice.which_line", "body", "total", "done");
    public static readonly MessageKey Receipts = new("notice.receipts", "body", "total", "done", "left");
    public static readonly MessageKey ReceiptsDone = new("notice.receipts_done", "body", "total");
    public static readonly MessageKey Missing = new("notice.missing", "names");
    public static readonly MessageKey Answer = new("notice.answer", "name", "answer");
    public static readonly MessageKey Push = new("notice.push", "count");
    public static readonly MessageKey Pushed = new("notice.pushed", "count");
    public static readonly MessageKey Recall = new("notice.recall");
    public static readonly MessageKey RecallTitle = new("notice.recall_title", "body", "total");
    public static readonly MessageKey RecallBeyond = new("notice.recall_beyond", "names");
    public static readonly MessageKey RecallYes = new("notice.recall_yes");
    public static readonly MessageKey RecallNo = new("notice.recall_no");
    public static readonly MessageKey Recalled = new("notice.recalled");
    public static readonly MessageKey Close = new("notice.close");
    public static readonly MessageKey NothingOpen = new("notice.nothing_open");
    public static readonly MessageKey Received = new("notice.received", "body");
    public static readonly MessageKey NeedsForm = new("notice.needs_form", "body", "form");
    public static readonly MessageKey NeedsAnswer = new("notice.needs_answer", "body");
    public static readonly MessageKey NoFinding = new("notice.no_finding");
    public static readonly MessageKey WhichFinding = new("notice.which_finding");
    public static readonly MessageKey FindingLine = new("notice.finding_line", "body", "due");
    public static readonly MessageKey AskReply = new("notice.ask_reply", "body", "due");
    public static readonly MessageKey BareReply = new("notice.bare_reply", "typed");
    public static readonly MessageKey Replied = new("notice.replied");
    public static readonly MessageKey ToldReply = new("notice.told_reply", "body", "name", "unit", "answer");
}
