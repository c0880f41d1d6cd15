using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Conversations.Coverage;
using Bot.Conversations.Errands;
using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>抽查: a sample drawn from what was handed in, the second answers, and the two side by side.</summary>
internal static class RecheckRecords
{
    private const string Mark = "recheck:";
    private const string Table = "recheck";

    public static async Task<ErrandFound> Mine(Tx tx, Person person, Pack pack)
    {
        var lines = new List<RecheckLine>();
        foreach (var recheck in await Rechecks.Of(tx, person.Userid))
            if (await Households.Open(tx, pack.Roles.ScopeOf(person), recheck.HouseholdId) is { Household: var household })
                lines.Add(new RecheckLine(recheck.Id, household.HeadName, household.VillageName, recheck.DoneAt is not null,
                    recheck.DoneAt is null ? [] : await Differences(tx, pack, recheck)));
        return new RechecksFound(lines);
    }

    public static async Task<ErrandFound> Form(Tx tx, Person person, Pack pack, RecheckForm wanted)
    {
        var recheck = (await Rechecks.Find(tx, wanted.Id, person.Userid))!;
        var opened = (await Households.Open(tx, pack.Roles.ScopeOf(person), recheck.HouseholdId))!;
        var first = (await Submissions.Find(tx, Scope.Everything, recheck.Submission))!;
        return new RecheckFormFound(recheck.Form, first.Campaign, opened.Household.Id, opened.Household.HeadName, new Records(tx, person, pack).Of(opened, pack.Form(recheck.Form)!));
    }

    // Drawn by hash of day, person and submission: nobody picks, and the same draw can be shown to be the same.
    public static async Task<ErrandFound> Sample(Tx tx, Person person, Pack pack, SampleLookup wanted)
    {
        var scope = pack.Roles.ScopeOf(person);
        var seed = $"{wanted.Today:yyyyMMdd}/{person.Userid}";
        var lines = new List<SampleLine>();
        foreach (var drawn in (await Rechecks.Drawable(tx, scope, pack.Office.RecheckForms, person.Userid))
            .OrderBy(submission => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{submission.Submission}"))), StringComparer.Ordinal)
            .Take(Math.Min(wanted.Count, pack.Office.MostRechecked)))
            if (await Households.Open(tx, scope, drawn.HouseholdId) is { Household: var household })
                lines.Add(new SampleLine(drawn.Submission, household.HeadName, household.VillageName));
        return new SampleFound(lines);
    }

    public static async Task Draw(Tx tx, SampleDrawn drawn, Person person, DateTimeOffset now)
    {
        var sample = new List<Recheck>();
        foreach (var id in drawn.Submissions)
            if (await Submissions.Find(tx, Scope.Everything, id) is { } submission)
                sample.Add(new Recheck(0, id, submission.Subject, submission.Form, person.Userid, submission.Area, now));
        await Rechecks.Add(tx, sample);
        await Journal.Append(tx, now, new JournalNote(
            $"person:{person.Userid}", person.Userid, "recheck.drawn", $"{ChinaTime.DayOf(now):yyyyMMdd}/{person.Userid}", After: $"households={sample.Count}"));
    }

    public static bool IsOne(Draft draft) => draft.Errand.StartsWith(Mark, StringComparison.Ordinal);

    public static async Task HandIn(Tx tx, Draft draft, string sealedAnswers, Person person, Pack pack, DateTimeOffset now)
    {
        var id = long.Parse(draft.Errand[Mark.Length..], CultureInfo.InvariantCulture);
        await Rechecks.Done(tx, id, person.Userid, sealedAnswers, now);
        await Note(tx, (await Rechecks.Find(tx, id, person.Userid))!, person, pack, now);
        await Journal.Append(tx, now, new JournalNote($"household:{draft.Subject}", person.Userid, "recheck.done", $"recheck:{id}"));
    }

    // As a row that rules and ledgers read.
    private static async Task Note(Tx tx, Recheck recheck, Person person, Pack pack, DateTimeOffset now)
    {
        if (pack.FactTable(Table) is not { } table || await Submissions.Find(tx, Scope.Everything, recheck.Submission) is not { } first)
            return;
        var differences = await Differences(tx, pack, recheck);
        var form = pack.Form(recheck.Form)!;
        string Shown(string answer) => answer.Length > 0 ? answer : pack.Messages.Say(CoverageTexts.Blank);
        await Facts.Save(tx, table, new Dictionary<string, string>
        {
            ["recheck_no"] = recheck.Id.ToString(CultureInfo.InvariantCulture),
            ["household"] = recheck.HouseholdId,
            ["form"] = form.PlainTitle ?? form.Title,
            ["first_by"] = first.Userid,
            ["first_name"] = (await People.Find(tx, first.Userid))?.Name ?? first.Userid,
            ["first_on"] = Day(first.SubmittedAt),
            ["done_by"] = person.Userid,
            ["done_name"] = person.Name,
            ["done_on"] = Day(now),
            ["differences"] = differences.Count.ToString(CultureInfo.InvariantCulture),
            ["details"] = PersonalNumbers.Mask(string.Join('\n', differences.Select(difference => pack.Messages.Say(CoverageTexts.Difference,
                ("question", difference.Question), ("first", Shown(difference.First)), ("second", Shown(difference.Second)))))),
        }, first.Campaign, $"recheck:{recheck.Id}", now);
    }

    private static string Day(DateTimeOffset at) => ChinaTime.DayOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<RecheckDifference>> Differences(Tx tx, Pack pack, Recheck recheck)
    {
        var submission = (await Submissions.Find(tx, Scope.Everything, recheck.Submission))!;
        var form = pack.Form(recheck.Form)!;
        var (first, second) = (SealedAnswers.Read(tx.Cipher, submission.Answers), SealedAnswers.Read(tx.Cipher, recheck.Answers));
        FilledForm Filled(Dictionary<string, string> answers) => FilledForm.Of(form, new Draft { Form = form.Id, Answers = answers }, recheck.DrawnAt);
        var (before, after) = (Filled(first), Filled(second));
        return
        [
            .. before.All.Concat(after.All).Where(question => question.Question.IsAsked && question.Question.Type is not QuestionType.Note && !question.IsMedia)
                .DistinctBy(question => question.Path)
                .Where(question => first.GetValueOrDefault(question.Path, "") != second.GetValueOrDefault(question.Path, ""))
                .Select(question => new RecheckDifference(
                    question.Caption, question.Show(first.GetValueOrDefault(question.Path, "")), question.Show(second.GetValueOrDefault(question.Path, "")))),
        ];
    }
}
