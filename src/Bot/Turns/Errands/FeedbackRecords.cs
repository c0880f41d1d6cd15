using Bot.Conversations.Errands;
using Bot.Conversations.Feedback;
using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

internal static class FeedbackRecords
{
    public static async Task<ErrandFound> Open(Tx tx) =>
        new FeedbackFound([.. (await Opinions.Open(tx)).Select(opinion => new FeedbackLine(opinion.Id, $"{opinion.Unit} {opinion.Name}", opinion.Said))]);

    public static async Task Say(Tx tx, FeedbackSaid said, Person person, Pack pack, DateTimeOffset now)
    {
        var id = await Opinions.Add(tx, person.Userid, said.Text, now);
        await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "feedback.said", $"feedback:{id}", After: said.Text));
        var staff = FeedbackRounds.Staff(await People.List(tx), pack).Where(other => other.Userid != person.Userid);
        await ErrandEffects.Tell(tx, staff.Select(each => each.Userid), pack.Messages.Say(FeedbackTexts.Told,
            ("number", id), ("name", person.Name), ("unit", person.UnitName), ("text", said.Text)), now);
    }

    public static async Task Answer(Tx tx, FeedbackAnswered answered, Person person, Pack pack, DateTimeOffset now)
    {
        if (!await Opinions.Answer(tx, answered.Id, answered.Text, person.Userid, now) || await Opinions.Find(tx, answered.Id) is not { } opinion)
            return;
        await Journal.Append(tx, now, new JournalNote($"person:{opinion.Userid}", person.Userid, "feedback.answered", $"feedback:{opinion.Id}", After: answered.Text));
        await ErrandEffects.Tell(tx, [opinion.Userid], pack.Messages.Say(FeedbackTexts.Answer,
            ("text", opinion.Said), ("answer", answered.Text), ("name", person.Name)), now);
    }
}
