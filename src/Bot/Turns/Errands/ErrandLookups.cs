using Bot.Conversations.Actions;
using Bot.Conversations.Attachments;
using Bot.Conversations.Checklists;
using Bot.Conversations.Coverage;
using Bot.Conversations.Errands;
using Bot.Conversations.Feedback;
using Bot.Conversations.HandIns;
using Bot.Conversations.HouseholdChanges;
using Bot.Conversations.Leaves;
using Bot.Conversations.Notices;
using Bot.Conversations.Procedures;
using Bot.Conversations.RuleFindings;
using Bot.Conversations.SignOffs;
using Bot.Conversations.Tracker;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>What the rooms of office work have to know, each from its own records.</summary>
internal static class ErrandLookups
{
    public static Task<ErrandFound> Find(Tx tx, Person person, Pack pack, ErrandLookup wanted) => wanted switch
    {
        ChecklistLookup checklist => ChecklistRecords.Find(tx, person, pack, checklist),
        ProblemsLookup => ProblemRecords.List(tx, person, pack),
        ProblemLookup problem => ProblemRecords.Open(tx, person, pack, problem),
        FeedbackLookup => FeedbackRecords.Open(tx),
        AudienceLookup audience => NoticeRecords.Audience(tx, person, pack, audience),
        SentNoticesLookup sent => NoticeRecords.Sent(tx, person, pack, sent.Now),
        OpenNoticesLookup open => NoticeRecords.Open(tx, person, open),
        CaseSearch search => CaseRecords.Find(tx, person, pack, search),
        CaseForm form => CaseRecords.Form(tx, person, pack, form),
        SignOffLookup desk => SignOffRecords.Desk(tx, person, pack, desk.Today),
        CoverageLookup => CoverageRecords.Missing(tx, person, pack),
        UnreachableLookup => CoverageRecords.Unreachable(tx, person, pack),
        SampleLookup sample => RecheckRecords.Sample(tx, person, pack, sample),
        ContactsLookup contacts => HandoverRecords.People(tx, person, pack, contacts),
        ActionLookup action => ActionRecords.View(tx, person, pack, action),
        HandInLookup hand => HandInRecords.Owed(tx, person, pack, hand),
        RulesFoundLookup => FindingRecords.Rules(tx, person, pack),
        OfRuleLookup rule => FindingRecords.OfRule(tx, person, pack, rule),
        FindingLookup finding => FindingRecords.Open(tx, person, pack, finding),
        SuspectedLookup suspected => FindingRecords.Form(tx, person, pack, suspected),
        AttachmentLookup attachment => AttachmentRecords.Find(tx, person, pack, attachment),
        LeaveLookup leave => LeaveRecords.Find(tx, person, pack, leave),
        LeaveDeskLookup desk => LeaveRecords.Desk(tx, person, pack, desk),
        ChangesLookup changes => ChangeRecords.Find(tx, person, pack, changes),
        RechecksLookup => RecheckRecords.Mine(tx, person, pack),
        RecheckForm form => RecheckRecords.Form(tx, person, pack, form),
        _ => throw new NotSupportedException(wanted.GetType().Name),
    };
}
