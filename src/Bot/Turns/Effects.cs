using System.Text.Json;
using Bot.Conversations;
using Bot.Conversations.Procedures;
using Bot.Turns.Errands;
using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>Carries out what happened in a turn, inside the turn's transaction. What was said leaves elsewhere, see <see cref="Delivery"/>.</summary>
public static class Effects
{
    public static Task Carry(Tx tx, TurnEvent happened, Person person, Pack pack, DateTimeOffset now) => happened switch
    {
        TurnEvent.Submitted submitted => Submit(tx, submitted, person, pack, now),
        TurnEvent.LedgerOrdered order => LedgerRequests.Add(tx, person.Userid, order.Ledger, order.Campaign, order.Period, order.Unit, now, order.Kind, order.Detail),
        TurnEvent.Suspected suspected => Suspect(tx, suspected, person, pack, now),
        TurnEvent.Dismissed dismissed => Dismiss(tx, dismissed, person, now),
        TurnEvent.Refused refused => Refuse(tx, refused.Household, person, now),
        TurnEvent.Ran ran => ErrandEffects.Carry(tx, ran.Done, person, pack, now),
        _ => Task.CompletedTask,
    };

    private static async Task Refuse(Tx tx, string household, Person person, DateTimeOffset now)
    {
        if (await Households.Exists(tx, household))
            await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "household.refused", household));
    }

    private static async Task Submit(Tx tx, TurnEvent.Submitted submitted, Person person, Pack pack, DateTimeOffset now)
    {
        var draft = submitted.Draft;
        var form = pack.Form(draft.Form, draft.Version)!;
        var household = draft.Subject.Length > 0 ? await Households.Open(tx, pack.Roles.ScopeOf(person), draft.Subject) : null;
        var area = household?.Household.Area ?? person.UnitPath;
        var answers = SealedAnswers.Write(tx.Cipher, form, submitted.Answers);
        // A second look is held against the first; it is no check-in of its own.
        if (RecheckRecords.IsOne(draft))
        {
            await RecheckRecords.HandIn(tx, draft, answers, person, pack, now);
            return;
        }
        var before = draft.Replaces is null ? "" : SealedAnswers.Masked(form, draft.Handed);
        var reason = PersonalNumbers.Mask(submitted.Reason);
        var id = await Submissions.Add(tx, new Submission(
            0, form.Id, form.Version, pack.Version, draft.Campaign, draft.Subject, draft.Period, person.Userid, area, answers,
            draft.Unchanged, now, draft.Replaces, Reason: reason, Warnings: JsonSerializer.Serialize(submitted.Warnings, StoredJson.Options)));
        await Evidence.Attach(tx, person.Userid, form.Id, draft.Subject, id);
        if (draft.Period.Length > 0 && Cadence(pack, draft) is { } cadence)
            await Occurrences.Done(tx, new Round(cadence.Id, draft.Campaign, draft.Period), draft.Subject, person.Userid, area, now, id);
        await HandIns.Submitted(tx, pack, form.Id, submitted.Answers, person, now, id);
        if (draft.Origin.Length > 0)
            await Settle(tx, draft, person, now, id);
        if (CaseStepMark.Of(draft) is { } step)
            await CaseRecords.Step(tx, draft, step, submitted.Answers, id, area, person, pack, now);
        await ChangeRecords.Report(tx, form, submitted.Answers, household, id, draft.Replaces, person, pack, now);
        if (form.Kind != "checkin")
            await NoticeRecords.HandIn(tx, form, submitted.Answers, id, person, pack, now);
        await Journal.Append(tx, now, new JournalNote(
            draft.Subject.Length > 0 ? $"household:{draft.Subject}" : $"person:{person.Userid}",
            person.Userid, $"{form.Kind}.{(draft.Replaces is null ? "submitted" : "corrected")}", $"submission:{id}", before, SealedAnswers.Masked(form, submitted.Answers), reason));
    }

    // A row of its own, so that the next day's question is asked once, by whatever process wakes up for it.
    private static async Task Suspect(Tx tx, TurnEvent.Suspected suspected, Person person, Pack pack, DateTimeOffset now)
    {
        var draft = suspected.Draft;
        var household = await Households.Open(tx, pack.Roles.ScopeOf(person), draft.Subject);
        await Occurrences.Ensure(tx, [new Occurrence(
            0, Suspicion.Occurrence, draft.Campaign, draft.Subject, draft.Origin, person.Userid, household?.Household.Area ?? person.UnitPath, now, suspected.AskAt)]);
    }

    private static async Task Dismiss(Tx tx, TurnEvent.Dismissed dismissed, Person person, DateTimeOffset now)
    {
        await Settle(tx, dismissed.Draft, person, now, null);
        await Journal.Append(tx, now, new JournalNote(
            $"household:{dismissed.Draft.Subject}", person.Userid, "suspicion.dismissed", dismissed.Draft.Origin, PersonalNumbers.Mask(dismissed.Draft.Says), Why: PersonalNumbers.Mask(dismissed.Reason)));
    }

    private static Task Settle(Tx tx, Forms.Draft draft, Person person, DateTimeOffset now, long? submission) =>
        Occurrences.Done(tx, new Round(Suspicion.Occurrence, draft.Campaign, draft.Origin), draft.Subject, person.Userid, person.UnitPath, now, submission);

    private static Cadence? Cadence(Pack pack, Forms.Draft draft) => pack.Campaigns
        .Where(campaign => campaign.Id == draft.Campaign)
        .SelectMany(campaign => campaign.Cadences)
        .FirstOrDefault(cadence => cadence.Form == draft.Form);
}
