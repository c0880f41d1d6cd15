using System.Text.Json;
using Bot.Conversations.Errands;
using Bot.Conversations.HouseholdChanges;
using Bot.WeCom;
using Scheduler.Campaigns;
using Store;
using Store.Packs;
using Store.Rosters;

namespace Bot.Turns.Errands;

/// <summary>家庭变化: reported by whoever looks after a household, confirmed by whoever roles.yaml says, then in the roster.</summary>
internal static class ChangeRecords
{
    public static async Task<ErrandFound> Find(Tx tx, Person speaker, Pack pack, ChangesLookup wanted)
    {
        var scope = pack.Roles.ScopeOf(speaker);
        var waiting = await HouseholdChanges.Waiting(tx, scope);
        var deciders = await Office(tx, pack, wanted.Today);
        var views = new List<ChangeView>();
        var own = new List<string>();
        foreach (var change in waiting.Where(change => wanted.Id == 0 || change.SubmissionId == wanted.Id))
            if (await Read(tx, pack, change, wanted.Today) is not { } read)
                continue;
            else if (change.Userid == speaker.Userid)
                own.Add(read.Before.Household.HeadName);
            else if (deciders.May(speaker, read.Reporter))
                views.Add(new ChangeView(change.SubmissionId, read.Before.Household.HeadName, read.Before.Household.VillageName, read.Reporter.Name, read.Lines, read.Revision.ChangesRoster));
        return new ChangesFound(views, own);
    }

    /// <summary>A form has been handed in: where it reports a change, those who decide are asked.</summary>
    /// <param name="replaces">The report that it corrects; null where it is a first one.</param>
    public static async Task Report(
        Tx tx, Form form, IReadOnlyDictionary<string, string> answers, OpenedHousehold? household, long submission, long? replaces, Person reporter, Pack pack, DateTimeOffset now)
    {
        if (household is null || !pack.Changes.Reports(form.Id, answers.Keys))
            return;
        if (replaces is { } former)
            await HouseholdChanges.Decide(tx, former, "replaced", "", reporter.Userid, now);
        var change = new HouseholdChange(submission, household.Household.Id, household.Household.Area, reporter.Userid, now);
        await HouseholdChanges.Add(tx, change);
        var today = ChinaTime.DayOf(now);
        if (await Read(tx, pack, change, today) is not { } read)
            return;
        var deciders = await Office(tx, pack, today);
        var asked = deciders.For(read.Reporter);
        // Whoever could confirm the contact's report need not ask for leave, nor whoever has nobody above them.
        if (asked.Count == 0 || (await People.Find(tx, household.Household.Contact) is { } contact && deciders.May(reporter, Deciders.At(contact, household.Household))))
        {
            await Take(tx, read, reporter, pack, now);
            return;
        }
        await Ask(tx, read, asked, pack, now);
        if (!deciders.LooksAfter(reporter))
            await ErrandEffects.Tell(tx, [reporter.Userid], pack.Messages.Say(ChangeTexts.Sent), now);
    }

    public static async Task Decide(Tx tx, ChangeDecided decided, Person speaker, Pack pack, DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        if (await HouseholdChanges.Find(tx, decided.Id) is not { State: "waiting" } change || await Read(tx, pack, change, today) is not { } read
            || !(await Office(tx, pack, today)).May(speaker, read.Reporter))
            return;
        var name = read.Before.Household.HeadName;
        if (decided.Confirmed)
        {
            await Take(tx, read, speaker, pack, now);
            return;
        }
        if (!await HouseholdChanges.Decide(tx, change.SubmissionId, "returned", decided.Comment, speaker.Userid, now))
            return;
        await Journal.Append(tx, now, new JournalNote(
            $"household:{change.HouseholdId}", speaker.Userid, "household_change.returned", $"submission:{change.SubmissionId}", Why: decided.Comment));
        await ErrandEffects.Tell(tx, [change.Userid], pack.Messages.Say(ChangeTexts.ToldReturned, ("household", name), ("who", speaker.Name), ("comment", decided.Comment)), now);
    }

    private static Task Tell(Tx tx, ReadChange read, Person by, Pack pack, DateTimeOffset now)
    {
        var told = !read.Revision.ChangesRoster ? ChangeTexts.ToldNoted : read.Revision.After.Household.HasLeft ? ChangeTexts.ToldLeft : ChangeTexts.ToldTaken;
        return ErrandEffects.Tell(tx, [read.Change.Userid], pack.Messages.Say(
            told, ("household", read.Before.Household.HeadName), ("who", by.Name), ("lines", string.Join('\n', read.Lines))), now);
    }

    // Settled first: of two who confirm it at once, one is too late and changes nothing.
    private static async Task Take(Tx tx, ReadChange read, Person by, Pack pack, DateTimeOffset now)
    {
        var change = read.Change;
        if (!await HouseholdChanges.Decide(tx, change.SubmissionId, "taken", "", by.Userid, now))
            return;
        if (read.Revision.ChangesRoster)
            await HouseholdChanges.Taken(tx, change.SubmissionId, await RosterRevisions.Save(
                tx, read.Revision.After, $"{pack.Changes.Form} {change.SubmissionId}", $"submission:{change.SubmissionId}", by.Userid, now));
        else
            await Journal.Append(tx, now, new JournalNote($"household:{change.HouseholdId}", by.Userid, "household_change.noted", $"submission:{change.SubmissionId}"));
        await Tell(tx, read, by, pack, now);
    }

    private static async Task Ask(Tx tx, ReadChange read, IReadOnlyList<Person> asked, Pack pack, DateTimeOffset now)
    {
        var readers = (await NoticeMessages.ReadersOfText(tx)).ToHashSet(StringComparer.Ordinal);
        var text = pack.Messages.Say(ChangeTexts.ToldReported, Said(read));
        await Outbox.Add(tx, asked.Select(person => readers.Contains(person.Userid)
            ? new Store.Outgoing(person.Userid, OutboxKind.Text, text, now)
            : Card(person.Userid, read, pack, now)), now);
    }

    private static Store.Outgoing Card(string userid, ReadChange read, Pack pack, DateTimeOffset now)
    {
        string Say(MessageKey key) => pack.Messages.Say(key, Said(read));
        var task = OutboxCards.NewTaskId(now);
        CardButton Button(MessageKey key, bool confirmed) => new(Say(key), PromptCard.KeyOf(ChangeRoom.Word, ChangeRoom.About(read.Change.SubmissionId, confirmed)), confirmed ? 1 : 2);
        var card = new TemplateCard.ButtonInteraction
        {
            TaskId = task,
            MainTitle = new CardTitle(Say(ChangeTexts.CardTitle), Say(ChangeTexts.CardFrom)),
            SubTitleText = string.Join('\n', read.Lines),
            ButtonList = [Button(read.Revision.ChangesRoster ? ChangeTexts.Yes : ChangeTexts.YesNoted, true), Button(ChangeTexts.No, false)],
        };
        return new Store.Outgoing(userid, OutboxKind.Card, JsonSerializer.Serialize<TemplateCard>(card, WireJson.Options), now, TaskId: task);
    }

    private static (string, object?)[] Said(ReadChange read) =>
    [
        ("village", read.Before.Household.VillageName), ("household", read.Before.Household.HeadName), ("reporter", read.Reporter.Name), ("lines", string.Join('\n', read.Lines)),
    ];

    // Held against the household as it is now, not as it was when the change was reported.
    private static async Task<ReadChange?> Read(Tx tx, Pack pack, HouseholdChange change, DateOnly today)
    {
        if (await Submissions.Find(tx, Scope.Everything, change.SubmissionId) is not { } submission || pack.Form(submission.Form, submission.FormVersion) is not { } form
            || await Households.Open(tx, Scope.Everything, change.HouseholdId) is not { } before || await People.Find(tx, change.Userid) is not { } reporter)
            return null;
        var lines = ReportedLine.Read(pack.Changes, form, SealedAnswers.Read(tx.Cipher, submission.Answers));
        var revision = HouseholdRevision.Of(
            before, lines, pack.Changes, today, number => tx.Cipher.EncryptUnlessBlank(number), word => pack.RosterLayout?.LeftWordOf(word) ?? word);
        var elsewhere = await HouseholdChanges.Elsewhere(tx, change.HouseholdId, lines.Select(line => line.IdNumber));
        return new ReadChange(change, Deciders.At(reporter, before.Household), before, revision, ChangeWords.Lines(pack.Messages, before, lines, revision, elsewhere));
    }

    private static async Task<Deciders> Office(Tx tx, Pack pack, DateOnly today) =>
        new(await People.List(tx), pack.Roles, (await Leaves.StandIns(tx, today)).Keys.ToHashSet(StringComparer.Ordinal));

    /// <param name="Reporter">As one of the household's village, see <see cref="Deciders.At"/>.</param>
    private sealed record ReadChange(HouseholdChange Change, Person Reporter, OpenedHousehold Before, HouseholdRevision Revision, IReadOnlyList<string> Lines);
}
