using System.Text.Json.Serialization;
using Bot.Conversations.Actions;
using Bot.Conversations.Attachments;
using Bot.Conversations.Checklists;
using Bot.Conversations.Coverage;
using Bot.Conversations.Feedback;
using Bot.Conversations.HandIns;
using Bot.Conversations.HouseholdChanges;
using Bot.Conversations.Leaves;
using Bot.Conversations.Notices;
using Bot.Conversations.Procedures;
using Bot.Conversations.RuleFindings;
using Bot.Conversations.SignOffs;
using Bot.Conversations.Tracker;

namespace Bot.Conversations.Errands;

/// <summary>Where somebody is in a piece of office work that is no form: a checklist, the problem tracker, a notice. Each room has its own.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(ChecklistErrand), "checklist")]
[JsonDerivedType(typeof(FeedbackErrand), "feedback")]
[JsonDerivedType(typeof(ProblemErrand), "problem")]
[JsonDerivedType(typeof(NoticeErrand), "notice")]
[JsonDerivedType(typeof(SentErrand), "sent")]
[JsonDerivedType(typeof(ReceiptErrand), "receipt")]
[JsonDerivedType(typeof(ProcedureErrand), "procedure")]
[JsonDerivedType(typeof(SignOffErrand), "sign_off")]
[JsonDerivedType(typeof(HandoverErrand), "handover")]
[JsonDerivedType(typeof(RecheckErrand), "recheck")]
[JsonDerivedType(typeof(HandInErrand), "hand_in")]
[JsonDerivedType(typeof(FindingErrand), "finding")]
[JsonDerivedType(typeof(AttachmentErrand), "attachment")]
[JsonDerivedType(typeof(ActionErrand), "action")]
[JsonDerivedType(typeof(LeaveErrand), "leave")]
[JsonDerivedType(typeof(LeaveDeskErrand), "leave_desk")]
[JsonDerivedType(typeof(ChangeErrand), "household_change")]
public abstract record Errand
{
    private protected Errand()
    {
    }
}

/// <summary>Something a room has to know from the store, within what the speaker may see.</summary>
public abstract record ErrandLookup;

public abstract record ErrandFound;

/// <summary>Something a room did that the surrounding program carries out.</summary>
public abstract record ErrandDone;
