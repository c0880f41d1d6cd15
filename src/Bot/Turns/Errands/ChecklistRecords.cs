using Bot.Conversations.Checklists;
using Bot.Conversations.Errands;
using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

internal static class ChecklistRecords
{
    public static async Task<ErrandFound> Find(Tx tx, Person person, Pack pack, ChecklistLookup lookup)
    {
        var asked = lookup.Asked.Trim();
        List<Checklist> lists = [.. pack.Checklists.Where(list => asked.Length > 0 && Called(pack, list, asked))];
        var unit = asked.Length == 0 || lists.Count > 0
            ? new ChecklistUnit(person.UnitId, person.UnitName, await LevelOf(tx, person), person.Role, Own: true)
            : await Other(tx, pack.Roles.ScopeOf(person), asked);
        var lines = new List<ChecklistLine>();
        foreach (var list in pack.Checklists)
        {
            // Somebody who looks after a whole list sees what everybody answered; whoever has items of it sees their own.
            var whole = lists.Contains(list) && list.Of(unit.Name, unit.Level, unit.Role).Count == 0;
            lines.AddRange((await ChecklistReplies.Of(tx, list.Id, whole ? null : unit.Id.Length > 0 ? unit.Id : "-"))
                .Select(reply => new ChecklistLine(list.Id, reply.Item, reply.Found, reply.Details)));
        }
        return new ChecklistFound(unit, [.. lists.Select(list => list.Id)], lines);
    }

    public static async Task Save(Tx tx, ChecklistAnswered answered, Person person, Pack pack, DateTimeOffset now)
    {
        await ChecklistReplies.Save(tx, answered.Lines.Select(line =>
            new ChecklistReply(line.Checklist, line.Item, answered.Unit.Id, line.Found, line.Details, person.Userid, now)));
        var handed = new Dictionary<string, IReadOnlyList<Submission>>();
        foreach (var line in answered.Lines)
        {
            await Journal.Append(tx, now, new JournalNote(
                $"person:{person.Userid}", person.Userid, "checklist.answered", $"{line.Checklist}/{line.Item}", After: line.Found ? line.Details : "-"));
            var list = pack.Checklists.First(list => list.Id == line.Checklist);
            if (!line.Found && list.None is { } none && list.Find(line.Item) is { } item)
            {
                if (!handed.TryGetValue(list.Id, out var before))
                    handed[list.Id] = before = await Submissions.List(tx, none.Form, new Scope.Contact(person.Userid), list.Campaign);
                await HandIn(tx, list, none, none.For(item, answered.Unit.Name, ""), before, person, pack, now);
            }
        }
    }

    // A list that wants a form for every item gets it also where nothing was found; said twice, it is a correction.
    private static async Task HandIn(
        Tx tx, Checklist list, ChecklistForm none, IReadOnlyDictionary<string, string> answers, IReadOnlyList<Submission> before, Person person, Pack pack, DateTimeOffset now)
    {
        var form = pack.Form(none.Form)!;
        var data = await new Records(tx, person, pack).Of(form, list.Campaign, ChinaTime.DayOf(now));
        var draft = Filling.Start(form, new Draft { Form = form.Id, Version = form.Version, Campaign = list.Campaign, Data = data, StartedAt = now }, person.Userid, ChinaTime.Of(now));
        foreach (var (question, value) in answers)
            draft = Filling.Answer(form, draft, question, value, ChinaTime.Of(now));
        var filled = FilledForm.Of(form, draft, ChinaTime.Of(now));
        var earlier = before.LastOrDefault(submission => SealedAnswers.Read(tx.Cipher, submission.Answers) is var given
            && answers.All(answer => given.GetValueOrDefault(answer.Key, "") == answer.Value));
        var id = await Submissions.Add(tx, new Submission(
            0, form.Id, form.Version, pack.Version, list.Campaign, "", "", person.Userid, person.UnitPath, SealedAnswers.Write(tx.Cipher, form, filled.Answers),
            false, now, earlier?.Id));
        await Journal.Append(tx, now, new JournalNote(
            $"person:{person.Userid}", person.Userid, $"{form.Kind}.submitted", $"submission:{id}", After: SealedAnswers.Masked(form, filled.Answers)));
    }

    // 各镇 are the towns, not a town's offices.
    private static async Task<string> LevelOf(Tx tx, Person person) =>
        await Units.Find(tx, person.UnitId) is { ParentId: { } above } && (await Units.Find(tx, above))?.Level == person.UnitLevel ? "" : person.UnitLevel;

    private static bool Called(Pack pack, Checklist list, string asked) =>
        list.Id == asked || list.Title.Contains(asked, StringComparison.Ordinal) || Squeezed(list.Short).Contains(Squeezed(asked), StringComparison.Ordinal)
        || pack.Campaigns.Any(campaign => campaign.Id == list.Campaign && campaign.Short == asked);

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static async Task<ChecklistUnit> Other(Tx tx, Scope scope, string name)
    {
        var unit = (await Units.All(tx, scope)).FirstOrDefault(unit => unit.Name == name || unit.Name.EndsWith(name, StringComparison.Ordinal));
        return new ChecklistUnit(unit?.Id ?? "", unit?.Name ?? name, unit?.Level ?? "", "", Own: false);
    }
}
