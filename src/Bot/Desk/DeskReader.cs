using Bot.Conversations.Notices;
using Bot.Turns;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>Somebody who has opened the desk.</summary>
/// <param name="SeesCounty">County staff: how the channel is, and whom messages did not reach.</param>
/// <param name="WritesNotices">County and town staff, as in chat.</param>
/// <param name="Token">Goes with every form of theirs: another site cannot make their browser press a button here.</param>
internal sealed record DeskReader(Person Person, bool SeesCounty, bool WritesNotices, string Token)
{
    public static DeskReader Of(Person person, Pack pack, string token) =>
        new(person, pack.Roles.ScopeOf(person) == Scope.Everything, NoticeRules.MayWrite(Speakers.Of(person, pack.Roles)), token);
}
