using System.Globalization;
using Bot.Conversations;
using Bot.Conversations.Errands;
using Bot.Conversations.Procedures;
using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>Households on their way through procedures: what has been done, what the next step's form needs, and taking a step.</summary>
internal static class CaseRecords
{
    private const int MostNamesakes = 10;

    public static async Task<ErrandFound> Find(Tx tx, Person person, Pack pack, CaseSearch search)
    {
        var scope = pack.Roles.ScopeOf(person);
        var found = await Households.Named(tx, scope, search.Name.Trim(), MostNamesakes);
        var exact = found.Where(household => household.Id == search.Name || household.HeadName == search.Name).ToList();
        var meant = exact.Count > 0 ? exact : found;
        return meant.Count == 1
            ? new CaseFound(await Case(tx, scope, pack, Procedure(pack, search.Procedure), meant[0].Id, search.Today), [])
            : new CaseFound(null, [.. meant.Select(Line)]);
    }

    public static async Task<ErrandFound> Form(Tx tx, Person person, Pack pack, CaseForm wanted)
    {
        var procedure = Procedure(pack, wanted.Procedure);
        var opened = (await Households.Open(tx, pack.Roles.ScopeOf(person), wanted.Case.Household.Id))!;
        var data = new Records(tx, person, pack).Of(opened, pack.Form(procedure.Form)!);
        var campaign = Campaign(pack, procedure);
        var row = procedure.Norms.ToDictionary(norm => norm.Key, norm => campaign.Norm(norm.Value)?.Written ?? "");
        (row["key"], row["next"]) = ("now", wanted.Step);
        if (await HouseholdCases.Open(tx, procedure.Id, procedure.Campaign, opened.Household.Id) is { } open)
            foreach (var step in await HouseholdCases.Steps(tx, open.Id))
                foreach (var (question, answer) in SealedAnswers.Read(tx.Cipher, (await Submissions.Find(tx, Scope.Everything, step.SubmissionId))!.Answers))
                    row.TryAdd(question, answer);
        data[RecordTables.Case] = [row];
        return new CaseFormFound(Line(opened.Household), data);
    }

    public static async Task Step(
        Tx tx, Draft draft, CaseStepMark mark, IReadOnlyDictionary<string, string> answers, long submission, string area, Person person, Pack pack, DateTimeOffset now)
    {
        var procedure = Procedure(pack, mark.Procedure);
        var step = procedure.Steps.First(each => each.Id == mark.Step);
        var reason = PersonalNumbers.Mask(mark.Override);
        var open = await HouseholdCases.Open(tx, procedure.Id, procedure.Campaign, draft.Subject);
        var id = open?.Id ?? await HouseholdCases.Add(tx, new CaseRow(
            0, procedure.Id, procedure.Campaign, draft.Subject, area, mark.Green, reason, person.Userid, now));
        var day = answers.GetValueOrDefault(step.Date, "");
        await HouseholdCases.AddStep(tx, new CaseStep(id, step.Id, day, submission, person.Userid, now));
        await Time(tx, procedure, pack, new ProcedureDay(step.Date, day), id, draft.Subject, area, person, submission, now);
        var done = (await HouseholdCases.Steps(tx, id)).Select(each => each.Step).ToHashSet();
        var isOver = procedure.InOrder.All(each => done.Contains(each.Id)) || procedure.HasEnded(answers);
        await Note(tx, procedure, answers, open ?? new CaseRow(
            id, procedure.Id, procedure.Campaign, draft.Subject, area, mark.Green, reason, person.Userid, now), isOver, person, pack, now);
        if (isOver)
            await HouseholdCases.Close(tx, id, now);
        if (isOver && !procedure.HasEnded(answers))
            await Settle(tx, procedure, answers, draft.Subject, id, person, pack, now);
        await Journal.Append(tx, now, new JournalNote(
            $"household:{draft.Subject}", person.Userid, $"{procedure.Id}.{step.Id}", $"case:{id}", After: day, Why: reason));
    }

    // What the county has decided stands in the roster from now on: whoever is monitored is visited, whatever the next import brings.
    private static async Task Settle(
        Tx tx, CaseFlow procedure, IReadOnlyDictionary<string, string> answers, string household, long id, Person person, Pack pack, DateTimeOffset now)
    {
        if (procedure.Outcome is not { } outcome || await Households.Open(tx, Scope.Everything, household) is not { Household: var before })
            return;
        // A form without the question in this step has answered it in an earlier one.
        var earlier = new Dictionary<string, string>(answers);
        foreach (var step in await HouseholdCases.Steps(tx, id))
            foreach (var (question, answer) in SealedAnswers.Read(tx.Cipher, (await Submissions.Find(tx, Scope.Everything, step.SubmissionId))!.Answers))
                earlier.TryAdd(question, answer);
        var after = outcome.On(before, question => earlier.GetValueOrDefault(question, ""));
        if (after == before)
            return;
        await Households.SaveMany(tx, [after]);
        await Journal.Append(tx, now, new JournalNote(
            $"household:{household}", person.Userid, $"{procedure.Id}.settled", $"case:{id}", InWords(before), InWords(after)));
        if (after.Contact.Length > 0 && after.Contact != person.Userid)
            await ErrandEffects.Tell(tx, [after.Contact], pack.Messages.Say(
                before.IsMonitored ? ProcedureTexts.ToldSettled : ProcedureTexts.ToldMonitored,
                ("household", after.HeadName), ("procedure", procedure.Name), ("type", after.MonitorType)), now);
    }

    private static string InWords(Household household) => $"monitor_type={household.MonitorType} risk_status={household.RiskStatus} types={household.Types}";

    // The case as a row that rules and ledgers read: what the form asks by the name of a column.
    private static async Task Note(
        Tx tx, CaseFlow procedure, IReadOnlyDictionary<string, string> answers, CaseRow open, bool isOver, Person person, Pack pack, DateTimeOffset now)
    {
        if (pack.FactTables.FirstOrDefault(table => table.Id == procedure.Facts) is not { } table)
            return;
        var ended = procedure.HasEnded(answers);
        var values = answers.Where(answer => table.Column(answer.Key) is not null).ToDictionary();
        void Put(string column, string value)
        {
            if (table.Column(column) is not null && value.Length > 0)
                values[column] = value;
        }
        Put("household", open.HouseholdId);
        Put("case_no", open.Id.ToString(CultureInfo.InvariantCulture));
        Put("green", open.Green ? "yes" : "");
        Put("urgent", open.Green ? "yes" : "");
        Put("override_reason", open.LetIn);
        Put("override_by", open.LetIn.Length > 0 ? open.Userid : "");
        // Under way, through, or given up: in the words of the table, in that order.
        if (table.Column("status") is { Choices: [var underWay, var through, var givenUp] })
            Put("status", ended ? givenUp : isOver ? through : underWay);
        await Facts.Save(tx, table, values, procedure.Campaign, $"person:{person.Userid}", now);
    }

    // What is due by a step is an occurrence like any other.
    private static async Task Time(
        Tx tx, CaseFlow procedure, Pack pack, ProcedureDay day, long id, string household, string area, Person person, long submission, DateTimeOffset now)
    {
        var period = id.ToString(CultureInfo.InvariantCulture);
        foreach (var (limit, days) in LimitsOf(pack, procedure))
            if (limit.From == day.Question && Day(day.Value) is { } from)
                await Occurrences.Ensure(tx, [new Occurrence(0, What(procedure, limit), procedure.Campaign, household, period, person.Userid, area, now,
                    ChinaTime.At(from.AddDays(days), new TimeOnly(23, 59, 59)))]);
            else if (limit.Until == day.Question)
                await Occurrences.Done(tx, new Round(What(procedure, limit), procedure.Campaign, period), household, person.Userid, area, now, submission);
    }

    private sealed record ProcedureDay(string Question, string Value);

    private static IEnumerable<(TimeLimit Limit, int Days)> LimitsOf(Pack pack, CaseFlow procedure)
    {
        var campaign = Campaign(pack, procedure);
        foreach (var limit in campaign.Procedure(procedure.Id)?.Limits ?? [])
            if (campaign.Norm(limit.Norm)?.Number is { } days)
                yield return (limit, (int)days);
    }

    private static async Task<HouseholdCase?> Case(Tx tx, Scope scope, Pack pack, CaseFlow procedure, string household, DateOnly today)
    {
        if (await Households.Open(tx, scope, household) is not { } opened)
            return null;
        var open = await HouseholdCases.Open(tx, procedure.Id, procedure.Campaign, household);
        var done = open is null ? [] : (await HouseholdCases.Steps(tx, open.Id)).ToDictionary(step => step.Step, step => step.OnDate);
        var days = new Dictionary<string, int>();
        foreach (var (limit, most) in LimitsOf(pack, procedure))
            if (procedure.Steps.FirstOrDefault(step => step.Date == limit.From) is { } first && procedure.Steps.FirstOrDefault(step => step.Date == limit.Until) is { } last
                && Day(done.GetValueOrDefault(first.Id, "")) is { } from && !done.ContainsKey(last.Id))
                days[last.Id] = from.AddDays(most).DayNumber - today.DayNumber;
        return new HouseholdCase(
            open?.Id ?? 0, Line(opened.Household), opened.Members.Count(member => pack.Vocabulary.Labourers.Contains(member.Labour)), open?.Green ?? false, done, days);
    }

    private static string What(CaseFlow procedure, TimeLimit limit) => $"{procedure.Id}:{limit.Id}";

    private static Campaign Campaign(Pack pack, CaseFlow procedure) => pack.Campaigns.First(campaign => campaign.Id == procedure.Campaign);

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static CaseFlow Procedure(Pack pack, string key) => pack.CaseFlows.First(procedure => procedure.Key == key);

    private static HouseholdLine Line(Household household) => new(
        household.Id, household.HeadName, household.VillageName, household.GroupNo, household.Size, household.MonitorType, false);
}
