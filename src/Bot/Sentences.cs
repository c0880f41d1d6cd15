using Bot.Conversations;
using Bot.Conversations.Errands;
using Bot.Demo;
using Bot.Desk;
using Bot.Forms;
using Bot.Forms.Values;
using Bot.Turns;
using Scheduler.Ledgers;
using Store.Packs;
using Store.Rosters;

namespace Bot;

/// <summary>Every sentence that any room of the program can say; the loader checks prompts/messages against it.</summary>
public static class Sentences
{
    public static IReadOnlyCollection<MessageKey> All { get; } =
    [
        .. Texts.All, .. Keys.In(typeof(PracticeTexts)), .. ErrandRooms.Sentences, .. ValueTexts.All, .. FlowTexts.All, .. ChannelMessages.All, .. Scheduler.Reminders.Texts.All, .. Scheduler.Campaigns.DutyTexts.All, .. LedgerTexts.All,
        .. RosterMessages.All, .. DemoMessages.All, .. Store.FactMessages.All, .. Scheduler.Rules.RuleTexts.All, .. Undelivered.All, .. DeskTexts.All, .. Keys.In(typeof(NoticeDeskTexts)),
    ];
}
