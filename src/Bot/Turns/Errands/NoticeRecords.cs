using System.Globalization;
using Bot.Conversations.Errands;
using Bot.Conversations.Notices;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

internal static class NoticeRecords
{
    private const int MostListed = 20;
    private static readonly char[] Between = ['、', '，', ',', ' ', '和', '；'];

    public static async Task<ErrandFound> Audience(Tx tx, Person person, Pack pack, AudienceLookup lookup)
    {
        var (people, unknown) = await Resolve(tx, person, pack, lookup.Draft.Audience, lookup.Month);
        return new AudienceFound([.. people.Select(other => other.Name)], unknown, await IsFitForGroup(tx, lookup.Draft, pack));
    }

    // Everybody in the group reads it: it holds no number and names nobody.
    private static async Task<bool> IsFitForGroup(Tx tx, NoticeDraft draft, Pack pack) => pack.Sending.Group.Notices && draft.Kind == "notice"
        && !PersonalNumbers.In(draft.Body) && !await NamedIn.Anybody(tx, draft.Body);

    public static async Task<ErrandFound> Sent(Tx tx, Person person, Pack pack, DateTimeOffset now)
    {
        var sent = new List<SentNotice>();
        foreach (var notice in await Notices.Sent(tx, person.Userid, pack.Roles.ScopeOf(person), MostListed))
        {
            var receipts = await Notices.Receipts(tx, notice.Id);
            sent.Add(new SentNotice(
                notice.Id, notice.Kind, notice.Body, notice.Ask, receipts.Count,
                [.. receipts.Where(receipt => receipt.ConfirmedAt is null).Select(receipt => receipt.Name)],
                [.. receipts.Where(receipt => receipt.Answer.Length > 0).Select(receipt => pack.Messages.Say(NoticeTexts.Answer, ("name", receipt.Name), ("answer", receipt.Answer)))],
                now - notice.At < TimeSpan.FromHours(pack.Office.RecallHours),
                [.. receipts.Where(receipt => receipt.ConfirmedAt is not null).Select(receipt => receipt.Name)]));
        }
        return new SentNoticesFound(sent);
    }

    public static async Task<ErrandFound> Open(Tx tx, Person person, bool findings) => new OpenNoticesFound(
    [
        .. (await Notices.Open(tx, person.Userid)).Where(notice => !findings || notice.Ask == "answer").Select(notice => new OpenNotice(
            notice.Id, notice.Kind, notice.Body, notice.Ask, notice.Form, notice.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "")),
    ]);

    public static async Task Send(Tx tx, NoticeDraft draft, Person person, Pack pack, DateTimeOffset now)
    {
        var (people, _) = await Resolve(tx, person, pack, draft.Audience, Month.Of(now));
        var due = DateOnly.TryParseExact(draft.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var notice = new Notice(0, draft.Kind, draft.Body, draft.Audience, draft.Ask, draft.Form, due, person.Userid, person.UnitPath, now);
        var id = await Notices.Add(tx, notice, people.Select(other => other.Userid));
        // What is to be answered by a day is due like anything else: reminders and lateness are read from these rows.
        if (due is { } last)
            await Occurrences.Ensure(tx, people.Select(other => new Occurrence(
                0, $"notice:{id}", "", other.UnitId, other.Userid, other.Userid, other.UnitPath, now, ChinaTime.At(last, new TimeOnly(23, 59, 59)))));
        await Push(tx, notice with { Id = id }, people.Select(other => other.Userid), 1, person, pack, now);
        if (draft.InGroup && await IsFitForGroup(tx, draft, pack))
            await Outbox.Add(tx, [new Outgoing(
                OutboxKind.Robot, OutboxKind.Text, pack.Messages.Say(NoticeTexts.TextGroup, ("body", draft.Body), ("unit", person.UnitName)), now, $"notice/{id}/group")], now);
        await Journal.Append(tx, now, new JournalNote(
            $"person:{person.Userid}", person.Userid, $"{draft.Kind}.sent", $"notice:{id}", After: $"people={people.Count} {draft.Audience}"));
    }

    public static async Task PushAgain(Tx tx, long id, Person person, Pack pack, DateTimeOffset now)
    {
        if (await Notices.Find(tx, id) is not { RecalledAt: null } notice)
            return;
        var missing = (await Notices.Receipts(tx, id)).Where(receipt => receipt.ConfirmedAt is null).ToList();
        await Notices.Pushed(tx, id);
        await Push(tx, notice, missing.Select(receipt => receipt.Userid), missing.Count > 0 ? missing.Max(receipt => receipt.Pushes) + 1 : 1,
            await People.Find(tx, notice.Userid) ?? person, pack, now);
        await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "notice.pushed", $"notice:{id}", After: $"people={missing.Count}"));
    }

    public static async Task Recall(Tx tx, long id, Person person, DateTimeOffset now)
    {
        if (await Notices.Find(tx, id) is not { } notice || notice.Userid != person.Userid)
            return;
        var messages = await Notices.Recall(tx, id, now);
        await Outbox.Add(tx, messages.Select(msgid => new Outgoing(person.Userid, OutboxKind.Recall, msgid, now, DedupKey: $"recall/{id}/{msgid}", Asked: true)), now);
        await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "notice.recalled", $"notice:{id}"));
    }

    public static async Task Answer(Tx tx, NoticeAnswered answered, Person person, Pack pack, DateTimeOffset now)
    {
        if (!await Notices.Answer(tx, answered.Id, person.Userid, answered.Answer, null, now) || await Notices.Find(tx, answered.Id) is not { } notice)
            return;
        await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "notice.answered", $"notice:{notice.Id}", After: answered.Answer));
        if (notice.DueOn is not null)
            await Occurrences.Done(tx, new Round($"notice:{notice.Id}", "", person.Userid), person.UnitId, person.Userid, person.UnitPath, now, null);
        if (answered.Answer.Length > 0)
            await ErrandEffects.Tell(tx, [notice.Userid], pack.Messages.Say(NoticeTexts.ToldReply,
                ("body", notice.Body), ("name", person.Name), ("unit", person.UnitName), ("answer", answered.Answer)), now);
    }

    // The same text to everybody, so that the pump can send it in one call.
    private static Task Push(Tx tx, Notice notice, IEnumerable<string> userids, int time, Person sender, Pack pack, DateTimeOffset now)
    {
        var form = notice.Form.Length > 0 ? pack.Form(notice.Form) : null;
        var text = pack.Messages.Say(
            notice.Ask switch
            {
                "receipt" => NoticeTexts.TextReceipt,
                "form" => NoticeTexts.TextForm,
                "answer" => NoticeTexts.TextFinding,
                _ => NoticeTexts.Text,
            },
            ("body", notice.Body), ("unit", sender.UnitName), ("name", sender.Name), ("form", form?.PlainTitle ?? form?.Title ?? ""),
            ("due", notice.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""));
        if (time > 1)
            text = pack.Messages.Say(NoticeTexts.TextAgain, ("text", text));
        return Outbox.Add(tx, userids.Select(userid => new Outgoing(userid, OutboxKind.Text, text, now, DedupKey: $"notice/{notice.Id}/{time}/{userid}")), now);
    }

    // By an audience of office.yaml, by role, by unit, or as 大井村的监测联系人; only within what the sender looks after, and never the sender.
    private static async Task<(IReadOnlyList<Person> People, IReadOnlyList<string> Unknown)> Resolve(
        Tx tx, Person person, Pack pack, string audience, Month month)
    {
        var scope = pack.Roles.ScopeOf(person);
        var everybody = (await People.List(tx)).Where(other => scope is Scope.Area(var path) && other.UnitPath.StartsWith(path, StringComparison.Ordinal)).ToList();
        var units = await Units.All(tx, scope);
        var chosen = new HashSet<string>();
        var unknown = new List<string>();
        var known = pack.Office.Audiences.FirstOrDefault(each => each.Name == audience);
        foreach (var part in known is not null ? [audience] : audience.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (unit, rest) = Named(units, part);
            var among = everybody.Where(other => unit is null || other.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal)).ToList();
            var meant = pack.Office.Audiences.FirstOrDefault(each => each.Name == rest);
            if (meant is { Query: "unfinished" })
                chosen.UnionWith(await Unfinished(tx, pack, scope, among, month));
            else if (meant is not null)
                chosen.UnionWith(among.Where(other => meant.Roles.Contains(other.Role)).Select(other => other.Userid));
            else if (rest.Length == 0 && unit is not null)
                chosen.UnionWith(among.Select(other => other.Userid));
            else if (pack.Roles.Find(rest) is { } role)
                chosen.UnionWith(among.Where(other => other.Role == role.Id).Select(other => other.Userid));
            else
                unknown.Add(part);
        }
        return ([.. everybody.Where(other => chosen.Contains(other.Userid) && other.Userid != person.Userid)], unknown);
    }

    private static (Unit? Unit, string Left) Named(IReadOnlyList<Unit> units, string part)
    {
        var unit = units.Where(unit => part.StartsWith(unit.Name, StringComparison.Ordinal)).MaxBy(unit => unit.Name.Length);
        return unit is null ? (null, part) : (unit, part[unit.Name.Length..].TrimStart('的'));
    }

    private static async Task<IEnumerable<string>> Unfinished(Tx tx, Pack pack, Scope scope, List<Person> among, Month month)
    {
        var left = new HashSet<string>();
        foreach (var campaign in pack.Campaigns)
            foreach (var cadence in campaign.Cadences)
                left.UnionWith((await Occurrences.Left(tx, scope, new Round(cadence.Id, campaign.Id, month.ToString()))).Select(person => person.Userid));
        return among.Select(person => person.Userid).Where(left.Contains);
    }
}
