using System.Text.Json;
using Bot.Conversations.Errands;
using Bot.Conversations.Tracker;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>The problems of an area as their newest submissions have them; each step adds a submission that replaces the former.</summary>
internal static class ProblemRecords
{
    // What a step says and many forms have a question for.
    private static readonly string[] Questions = ["measure", "result", "deadline", "deadline_reason", "resp_unit", "resp_person"];

    public static async Task<ErrandFound> List(Tx tx, Person person, Pack pack)
    {
        var scope = pack.Roles.ScopeOf(person);
        var lines = new List<ProblemLine>();
        foreach (var (id, tracked) in pack.Tracking.Forms)
        {
            var steps = await ProblemSteps.BySubmission(tx, id, scope);
            foreach (var submission in await Submissions.List(tx, id, scope))
            {
                var answers = SealedAnswers.Read(tx.Cipher, submission.Answers);
                if (!TrackedAnswers.IsProblem(tracked, answers))
                    continue;
                var gone = steps.GetValueOrDefault(submission.Id, []);
                var (stage, said) = (TrackedAnswers.Stage(answers, gone is [.., var last] ? last : null), TrackedAnswers.Said(gone));
                if (stage != ProblemStage.Closed && (submission.Userid == person.Userid || Concerns(person, pack, TrackedAnswers.Fact(answers, said, "resp_unit"), answers)))
                    lines.Add(new ProblemLine(submission.Id, TrackedAnswers.Says(tracked, answers), stage, TrackedAnswers.Fact(answers, said, "deadline")));
            }
        }
        return new ProblemsFound([.. lines.OrderBy(line => line.Deadline.Length == 0 ? "9" : line.Deadline, StringComparer.Ordinal).ThenBy(line => line.Id)]);
    }

    /// <summary>How many of a campaign's problems within a person's scope are not closed, and how many of those are late.</summary>
    public static async Task<(int Open, int Late)> Count(Tx tx, Person person, Pack pack, Campaign campaign, DateOnly today)
    {
        var (open, late) = (0, 0);
        foreach (var (id, tracked) in pack.Tracking.Forms.Where(form => pack.Form(form.Key)?.Campaign == campaign.Id))
        {
            var steps = await ProblemSteps.BySubmission(tx, id, pack.Roles.ScopeOf(person));
            foreach (var submission in await Submissions.List(tx, id, pack.Roles.ScopeOf(person)))
            {
                var (answers, gone) = (SealedAnswers.Read(tx.Cipher, submission.Answers), steps.GetValueOrDefault(submission.Id, []));
                if (!TrackedAnswers.IsProblem(tracked, answers) || TrackedAnswers.Stage(answers, gone is [.., var last] ? last : null) == ProblemStage.Closed)
                    continue;
                open++;
                var deadline = TrackedAnswers.Fact(answers, TrackedAnswers.Said(gone), "deadline");
                if (deadline.Length > 0 && string.CompareOrdinal(deadline, today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) < 0)
                    late++;
            }
        }
        return (open, late);
    }

    public static async Task<ErrandFound> Open(Tx tx, Person person, Pack pack, ProblemLookup lookup)
    {
        if (await Submissions.Find(tx, pack.Roles.ScopeOf(person), lookup.Id) is not { ReplacedBy: null } submission
            || pack.Tracking.Forms.GetValueOrDefault(submission.Form) is not { } tracked)
            return new ProblemFound(null);
        var answers = SealedAnswers.Read(tx.Cipher, submission.Answers);
        var steps = await ProblemSteps.Of(tx, submission.Id);
        var form = pack.Form(submission.Form)!;
        var facts = new Dictionary<string, string>();
        foreach (var name in Questions.Where(name => form.Find(name) is not null))
            facts[name] = answers.GetValueOrDefault(name, "");
        foreach (var (name, value) in TrackedAnswers.Said(steps))
            facts[name] = value;
        if (tracked.Finder.Any(question => answers.GetValueOrDefault(question, "").Length > 0))
            facts.TryAdd("finder_mark", pack.Messages.Say(ErrandTexts.Photo));
        var root = steps.Count > 0 ? (await Submissions.Find(tx, Scope.Everything, steps[0].Root))! : submission;
        var stage = TrackedAnswers.Stage(answers, steps is [.., var last] ? last : null);
        return new ProblemFound(new OpenProblem(
            new ProblemLine(submission.Id, TrackedAnswers.Says(tracked, answers), stage, facts.GetValueOrDefault("deadline", "")),
            submission.Form, (await People.Find(tx, root.Userid))?.Name ?? root.Userid,
            steps.LastOrDefault(step => step.Stage == ProblemStage.Rectified)?.Userid ?? "",
            facts.ToDictionary(fact => fact.Key, fact => PersonalNumbers.Mask(fact.Value)), UnitsOf(pack, tracked, answers), ClassesOf(form, tracked),
            tracked.LastDay?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? ""));
    }

    public static async Task Move(Tx tx, ProblemMoved moved, Person person, Pack pack, DateTimeOffset now)
    {
        var former = await Submissions.Find(tx, pack.Roles.ScopeOf(person), moved.Problem.Line.Id)
            ?? throw new InvalidOperationException($"submission {moved.Problem.Line.Id} is not {person.Userid}'s to move");
        var form = pack.Form(former.Form)!;
        var tracked = pack.Tracking.Forms[form.Id];
        var before = SealedAnswers.Read(tx.Cipher, former.Answers);
        var answers = new Dictionary<string, string>(before);
        foreach (var name in Questions.Where(name => form.Find(name) is not null && moved.Said.ContainsKey(name)))
            answers[name] = moved.Said[name];
        if (tracked.Classes is { } classes && moved.Said.GetValueOrDefault("class") is { } chosen)
            answers[classes.Question] = chosen;
        if (tracked.Status is { } status)
            answers[status.Question] = moved.Stage == ProblemStage.Closed ? status.Done : status.Open;
        if (moved.Stage == ProblemStage.Closed && form.Find("result") is not null)
            answers["result"] = moved.Problem.Fact("result");
        var earlier = await ProblemSteps.Of(tx, former.Id);
        var id = await Submissions.Add(tx, former with
        {
            PackVersion = pack.Version,
            Userid = former.Userid,
            Answers = SealedAnswers.Write(tx.Cipher, form, answers),
            SubmittedAt = now,
            Replaces = former.Id,
            Reason = moved.Reason,
        });
        if (moved.Said.GetValueOrDefault("photo") is { Length: > 0 } photo)
            await Evidence.Place(tx, person.Userid, [photo], former.Form, former.Subject, id);
        await ProblemSteps.Add(tx, new ProblemStep(
            earlier.Count > 0 ? earlier[0].Root : former.Id, id, moved.Stage, person.Userid, now, JsonSerializer.Serialize(moved.Said, StoredJson.Options)));
        await Journal.Append(tx, now, new JournalNote(
            former.Subject.Length > 0 ? $"household:{former.Subject}" : $"person:{former.Userid}", person.Userid, $"problem.{moved.Stage}", $"submission:{id}",
            SealedAnswers.Masked(form, before), SealedAnswers.Masked(form, answers), moved.Reason));
        await Tell(tx, moved, former, person, pack, now);
    }

    private static async Task Tell(Tx tx, ProblemMoved moved, Submission former, Person person, Pack pack, DateTimeOffset now)
    {
        var says = moved.Problem.Line.Says;
        List<string> concerned = [.. ((string[])[former.Userid, moved.Problem.Doer]).Where(userid => userid.Length > 0 && userid != person.Userid)];
        if (moved.Stage == ProblemStage.SentBack)
            await ErrandEffects.Tell(tx, concerned, pack.Messages.Say(ProblemTexts.ToldSentBack, ("says", says), ("who", person.Name),
                ("field", pack.Messages.Say(ProblemTexts.NameOf(moved.Said.GetValueOrDefault("field", "")))), ("comment", moved.Said.GetValueOrDefault("comment", ""))), now);
        else if (moved.Stage == ProblemStage.Closed)
            await ErrandEffects.Tell(tx, concerned.Take(1), pack.Messages.Say(ProblemTexts.ToldClosed, ("says", says), ("who", person.Name)), now);
    }

    // A department sees the whole county and answers for what names it.
    private static bool Concerns(Person person, Pack pack, string unit, Dictionary<string, string> answers) =>
        person.UnitLevel != "county" || pack.Vocabulary.AdministratorRole == person.Role || pack.Roles.Find(person.Role)?.Id is not "sector_dept"
        || unit.Contains(person.UnitName, StringComparison.Ordinal)
        || answers.GetValueOrDefault("dept_name", "").Contains(person.UnitName, StringComparison.Ordinal);

    private static IReadOnlyList<string> UnitsOf(Pack pack, TrackedForm tracked, Dictionary<string, string> answers) =>
        tracked.Item.Length > 0 && pack.Checklists.FirstOrDefault(list => list.Id == tracked.Checklist)?.Find(answers.GetValueOrDefault(tracked.Item, "")) is { } item
            ? [.. item.Lead.Concat(item.Responsible).Distinct()]
            : [];

    private static IReadOnlyList<ProblemClass> ClassesOf(Form form, TrackedForm tracked) => tracked.Classes is not { } classes
        ? []
        : [.. form.Find(classes.Question)!.Choices.Select(choice => new ProblemClass(choice.Name, choice.Label,
            classes.Due.GetValueOrDefault(choice.Name)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? ""))];
}
