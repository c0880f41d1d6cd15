using System.Globalization;
using Bot.Conversations.Errands;
using Bot.Conversations.Notices;
using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>Notices, what goes with them, and who has answered.</summary>
internal static class NoticeRecords
{
    private const int MostListed = 20;

    public static async Task<ErrandFound> Audience(Tx tx, Person person, Pack pack, AudienceLookup lookup)
    {
        var meant = await Audiences.Of(tx, person, pack, lookup.Draft.Audience, lookup.Month, lookup.Now);
        return new AudienceFound([.. meant.People.Select(other => other.Name)], meant.Unknown, await IsFitForGroup(tx, lookup.Draft, pack)) { Several = meant.Several };
    }

    /// <summary>Everybody in the group reads it: it holds no number and names nobody.</summary>
    public static async Task<bool> IsFitForGroup(Tx tx, NoticeDraft draft, Pack pack) => pack.Sending.Group.Notices && draft.Kind == "notice"
        && !PersonalNumbers.In(draft.Body) && !await NamedIn.Anybody(tx, draft.Body);

    public static async Task<ErrandFound> Sent(Tx tx, Person person, Pack pack, DateTimeOffset now) => new SentNoticesFound(await Overview(tx, person, pack, now));

    /// <summary>The newest notices of what somebody looks after, and what became of them.</summary>
    public static async Task<IReadOnlyList<SentNotice>> Overview(Tx tx, Person person, Pack pack, DateTimeOffset now)
    {
        var sent = new List<SentNotice>();
        var readers = await NoticeMessages.ReadersOfText(tx);
        foreach (var notice in await Notices.Sent(tx, person.Userid, pack.Roles.ScopeOf(person), MostListed))
            sent.Add(await Became(tx, notice, readers, person, pack, now));
        return sent;
    }

    /// <summary>What became of one.</summary>
    public static async Task<SentNotice> Became(Tx tx, Notice notice, IReadOnlySet<string> readers, Person person, Pack pack, DateTimeOffset now)
    {
        var receipts = await Notices.Receipts(tx, notice.Id);
        return new SentNotice(
            notice.Id, notice.Kind, notice.Body, notice.Ask, receipts.Count,
            [.. receipts.Where(receipt => receipt.ConfirmedAt is null).Select(receipt => receipt.Name)],
            [.. receipts.Where(receipt => receipt.Answer.Length > 0).Select(receipt => pack.Messages.Say(NoticeTexts.Answer, ("name", receipt.Name), ("answer", receipt.Answer)))],
            CanRecall(notice, person, pack, now),
            [.. receipts.Where(receipt => receipt.ConfirmedAt is not null).Select(receipt => receipt.Name)],
            [.. receipts.Where(receipt => receipt.ConfirmedAt is null && readers.Contains(receipt.Userid)).Select(receipt => receipt.Name)], Written(notice.DueOn));
    }

    public static async Task<ErrandFound> Open(Tx tx, Person person, OpenNoticesLookup lookup)
    {
        var open = (await Notices.Open(tx, person.Userid))
            .Where(notice => lookup.Id > 0 ? notice.Id == lookup.Id : !lookup.Finding || notice.Ask == "answer")
            .Select(notice => new OpenNotice(notice.Id, notice.Kind, notice.Body, notice.Ask, notice.Form, Written(notice.DueOn)));
        return new OpenNoticesFound([.. open], lookup.Id > 0 && await Notices.Find(tx, lookup.Id) is null or { RecalledAt: not null });
    }

    /// <summary>Returns the notice's id.</summary>
    public static async Task<long> Send(Tx tx, NoticeDraft draft, Person person, Pack pack, DateTimeOffset now)
    {
        var people = (await Audiences.Of(tx, person, pack, draft.Audience, Month.Of(now), now)).People;
        var due = DateOnly.TryParseExact(draft.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var notice = new Notice(0, draft.Kind, draft.Body, draft.Audience, draft.Ask, draft.Form, due, person.Userid, person.UnitPath, now);
        notice = notice with { Id = await Notices.Add(tx, notice, people.Select(other => other.Userid)) };
        foreach (var media in draft.Files)
            await NoticeFiles.Add(tx, notice.Id, media, (await Evidence.Find(tx, media))?.FileId);
        // It belongs to the notice, so nobody is asked which household it is of.
        await Evidence.Place(tx, person.Userid, draft.Files, "", $"notice:{notice.Id}", null);
        await NoticeMessages.Push(tx, notice, people.Select(other => other.Userid), 1, person, pack, now);
        await NoticeLedger.Opened(tx, pack, notice, people, now);
        if (draft.InGroup && await IsFitForGroup(tx, draft, pack))
            await Outbox.Add(tx, [new Outgoing(
                OutboxKind.Robot, OutboxKind.Text, pack.Messages.Say(NoticeTexts.TextGroup, ("body", draft.Body), ("unit", person.UnitName)), now, $"notice/{notice.Id}/group")], now);
        await Journal.Append(tx, now, new JournalNote(
            $"person:{person.Userid}", person.Userid, $"{draft.Kind}.sent", $"notice:{notice.Id}", After: $"people={people.Count} files={draft.Files.Count} {draft.Audience}"));
        return notice.Id;
    }

    public static async Task PushAgain(Tx tx, long id, Person person, Pack pack, DateTimeOffset now)
    {
        if (await Notices.Find(tx, id) is not { RecalledAt: null } notice)
            return;
        var missing = (await Notices.Receipts(tx, id)).Where(receipt => receipt.ConfirmedAt is null).ToList();
        await Notices.Pushed(tx, id);
        await NoticeMessages.Push(tx, notice, missing.Select(receipt => receipt.Userid), missing.Count > 0 ? missing.Max(receipt => receipt.Pushes) + 1 : 1,
            await People.Find(tx, notice.Userid) ?? person, pack, now);
        await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "notice.pushed", $"notice:{id}", After: $"people={missing.Count}"));
    }

    private static bool CanRecall(Notice notice, Person person, Pack pack, DateTimeOffset now) =>
        notice.Userid == person.Userid && now - notice.At < TimeSpan.FromHours(pack.Office.RecallHours);

    public static async Task Recall(Tx tx, long id, Person person, Pack pack, DateTimeOffset now)
    {
        if (await Notices.Find(tx, id) is not { } notice || !CanRecall(notice, person, pack, now))
            return;
        var messages = await Notices.Recall(tx, id, now);
        await Outbox.Add(tx, messages.Select(msgid => new Outgoing(person.Userid, OutboxKind.Recall, msgid, now, DedupKey: $"recall/{id}/{msgid}", Asked: true)), now);
        await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "notice.recalled", $"notice:{id}"));
    }

    public static async Task Answer(Tx tx, NoticeAnswered answered, Person person, Pack pack, DateTimeOffset now)
    {
        if (await Notices.Find(tx, answered.Id) is not { RecalledAt: null } notice || !await Answer(tx, notice, answered.Answer, null, person, pack, now))
            return;
        if (answered.Answer.Length > 0)
            await ErrandEffects.Tell(tx, [notice.Userid], pack.Messages.Say(NoticeTexts.ToldReply,
                ("body", notice.Body), ("name", person.Name), ("unit", person.UnitName), ("answer", answered.Answer)), now);
    }

    /// <summary>A form that was handed in answers every notice that asked for it.</summary>
    public static async Task HandIn(Tx tx, Form form, IReadOnlyDictionary<string, string> answers, long submission, Person person, Pack pack, DateTimeOffset now)
    {
        foreach (var notice in (await Notices.Open(tx, person.Userid)).Where(notice => notice.Ask == "form" && notice.Form == form.Id))
            await Answer(tx, notice, InWords(form, answers, pack, now), submission, person, pack, now);
    }

    private static async Task<bool> Answer(Tx tx, Notice notice, string answer, long? submission, Person person, Pack pack, DateTimeOffset now)
    {
        if (!await Notices.Answer(tx, notice.Id, person.Userid, answer, submission, now))
            return false;
        await NoticeLedger.Answered(tx, pack, notice, person, answer, now);
        await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "notice.answered", $"notice:{notice.Id}", After: answer));
        return true;
    }

    // What the form asked and what was said, in one line for the sender and the ledger.
    private static string InWords(Form form, IReadOnlyDictionary<string, string> answers, Pack pack, DateTimeOffset now)
    {
        var filled = FilledForm.Of(form, new Draft { Form = form.Id, Version = form.Version, Answers = answers }, ChinaTime.Of(now));
        return PersonalNumbers.Mask(string.Join(pack.Messages.Say(NoticeTexts.AnswerBetween), filled.Asked
            .Where(question => question.IsAnswered && !question.IsMedia)
            .Select(question => pack.Messages.Say(NoticeTexts.AnswerPart, ("question", question.Caption), ("answer", question.Show(answers.GetValueOrDefault(question.Path, "")))))));
    }

    private static string Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
