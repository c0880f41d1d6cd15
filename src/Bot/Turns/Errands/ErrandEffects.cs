using Bot.Conversations.Attachments;
using Bot.Conversations.Checklists;
using Bot.Conversations.Coverage;
using Bot.Conversations.Errands;
using Bot.Conversations.Feedback;
using Bot.Conversations.HandIns;
using Bot.Conversations.HouseholdChanges;
using Bot.Conversations.Leaves;
using Bot.Conversations.Notices;
using Bot.Conversations.RuleFindings;
using Bot.Conversations.SignOffs;
using Bot.Conversations.Tracker;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>Carries out what the rooms of office work did, inside the turn's transaction.</summary>
internal static class ErrandEffects
{
    public static Task Carry(Tx tx, ErrandDone done, Person person, Pack pack, DateTimeOffset now) => done switch
    {
        ChecklistAnswered answered => ChecklistRecords.Save(tx, answered, person, pack, now),
        ProblemMoved moved => ProblemRecords.Move(tx, moved, person, pack, now),
        FeedbackSaid said => FeedbackRecords.Say(tx, said, person, pack, now),
        FeedbackAnswered answered => FeedbackRecords.Answer(tx, answered, person, pack, now),
        NoticeSent sent => NoticeRecords.Send(tx, sent.Draft, person, pack, now),
        NoticePushed pushed => NoticeRecords.PushAgain(tx, pushed.Id, person, pack, now),
        NoticeRecalled recalled => NoticeRecords.Recall(tx, recalled.Id, person, pack, now),
        NoticeAnswered answered => NoticeRecords.Answer(tx, answered, person, pack, now),
        LedgerHandedUp handed => SignOffRecords.HandUp(tx, handed, person, pack, now),
        LedgerDecided decided => SignOffRecords.Decide(tx, decided, person, pack, now),
        HandedOver handed => HandoverRecords.Carry(tx, handed, person, pack, now),
        HandedIn handed => HandInRecords.Save(tx, handed, person, pack, now),
        FindingWaived waived => FindingRecords.Waive(tx, waived, person, pack, now),
        FindingDismissed dismissed => FindingRecords.Dismiss(tx, dismissed, person, now),
        AttachmentsPlaced placed => AttachmentRecords.Put(tx, placed, person, pack, now),
        HandInExcused excused => HandInRecords.Excuse(tx, excused, person, now),
        LeaveAsked asked => LeaveRecords.Ask(tx, asked, person, pack, now),
        LeaveDecided decided => LeaveRecords.Decide(tx, decided, person, pack, now),
        LeaveEnded ended => LeaveRecords.End(tx, ended, person, pack, now),
        ChangeDecided decided => ChangeRecords.Decide(tx, decided, person, pack, now),
        SampleDrawn drawn => RecheckRecords.Draw(tx, drawn, person, now),
        _ => throw new NotSupportedException(done.GetType().Name),
    };

    /// <summary>Tells people something by themselves, not in answer to anything they said.</summary>
    public static Task Tell(Tx tx, IEnumerable<string> userids, string text, DateTimeOffset now) =>
        Outbox.Add(tx, userids.Distinct().Select(userid => new Outgoing(userid, OutboxKind.Text, text, now)), now);
}
