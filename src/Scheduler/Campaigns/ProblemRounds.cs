using System.Globalization;
using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>
/// Tells once a day whose turn it is with a problem: the unit it was given to, whoever can review it, whoever can close it; and
/// whoever puts it right, as its deadline comes near. Each thing once. What is late is a rule's to say.
/// </summary>
public static class ProblemRounds
{
    private const string Plan = "problems";
    private const int MostNamed = 3;
    private const int LongestName = 30;

    private static readonly char[] Between = [',', '，', '、', ' '];

    public static async Task<bool> IsDue(Database database, Pack pack, DateTimeOffset now) => pack.Tracking.Reminders != ReminderDays.None
        && now >= Hour(pack, now) && !(await database.Read(tx => Firings.Moments(tx, $"{Plan}.looked"))).Contains(Day(now));

    public static async Task<IReadOnlyList<DigestLine>> Say(Tx tx, Pack pack, DateTimeOffset now)
    {
        if (!await Firings.Claim(tx, $"{Plan}.looked", Day(now), Hour(pack, now), now))
            return [];
        var today = ChinaTime.DayOf(now);
        var told = (await Firings.Moments(tx, Plan)).ToHashSet(StringComparer.Ordinal);
        var people = new ProblemPeople(await People.List(tx), pack);
        var turns = new List<(string Userid, MessageKey Text, Urgency Urgency, string Problem)>();
        foreach (var problem in await Open(tx, pack))
        {
            async Task Tell(string moment, MessageKey text, Urgency urgency, IEnumerable<string> userids)
            {
                if (told.Contains(moment) || !await Firings.Claim(tx, Plan, moment, now, now))
                    return;
                turns.AddRange(userids.Distinct().Select(userid => (userid, text, urgency, Named(pack, problem))));
            }
            if (problem.Stage is ProblemStage.Measured or ProblemStage.SentBack or ProblemStage.Found)
            {
                foreach (var unit in problem.Units)
                    await Tell($"{problem.Root}/given/{unit}", DutyTexts.ProblemsGiven, Urgency.Ask, people.Of(unit, problem));
                if (problem.Deadline is { } deadline && pack.Tracking.Reminders.Before.Where(before => today >= deadline.AddDays(-before)).Order().FirstOrDefault(-1) is >= 0 and var days && today <= deadline)
                    await Tell($"{problem.Root}/{deadline:yyyy-MM-dd}/T-{days.ToString(CultureInfo.InvariantCulture)}", DutyTexts.ProblemsDue,
                        today == deadline ? Urgency.Today : Urgency.Soon, [problem.Doer, .. problem.Units.SelectMany(unit => people.Of(unit, problem))]);
            }
            else if (problem.Stage == ProblemStage.Rectified)
                await Tell($"{problem.Root}/review/{problem.Submission}", DutyTexts.ProblemsToReview, Urgency.Ask, people.Reviewers(problem));
            else if (problem.Stage == ProblemStage.Reviewed)
                await Tell($"{problem.Root}/close/{problem.Submission}", DutyTexts.ProblemsToClose, Urgency.Ask, people.Closers(problem));
        }
        var hint = pack.Messages.Say(DutyTexts.HowToSeeProblems);
        return [.. turns.GroupBy(turn => (turn.Userid, turn.Text, turn.Urgency)).Select(group => new DigestLine(
            group.Key.Userid, group.Key.Urgency,
            pack.Messages.Say(group.Key.Text, ("count", group.Count()), ("list", List(pack, [.. group.Select(turn => turn.Problem)]))), hint))];
    }

    private static async Task<List<OpenProblem>> Open(Tx tx, Pack pack)
    {
        var open = new List<OpenProblem>();
        foreach (var (id, tracked) in pack.Tracking.Forms)
        {
            var steps = await ProblemSteps.BySubmission(tx, id, Scope.Everything);
            foreach (var submission in await Submissions.List(tx, id, Scope.Everything))
            {
                var answers = SealedAnswers.Read(tx.Cipher, submission.Answers);
                var gone = steps.GetValueOrDefault(submission.Id, []);
                var stage = TrackedAnswers.Stage(answers, gone is [.., var last] ? last : null);
                if (!TrackedAnswers.IsProblem(tracked, answers) || stage == ProblemStage.Closed)
                    continue;
                var said = TrackedAnswers.Said(gone);
                open.Add(new OpenProblem(
                    gone.Count > 0 ? gone[0].Root : submission.Id, submission.Id, pack.Form(id)!.Campaign ?? "", TrackedAnswers.Says(tracked, answers), stage, submission.Area,
                    DateOnly.TryParseExact(TrackedAnswers.Fact(answers, said, "deadline"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
                    TrackedAnswers.Fact(answers, said, "resp_unit").Split(Between, StringSplitOptions.RemoveEmptyEntries),
                    gone.LastOrDefault(step => step.Stage is ProblemStage.Measured or ProblemStage.Rectified)?.Userid ?? submission.Userid));
            }
        }
        return open;
    }

    private static string Named(Pack pack, OpenProblem problem)
    {
        var says = problem.Says.Length > LongestName ? $"{problem.Says[..LongestName]}…" : problem.Says;
        return problem is { Deadline: { } day, Stage: not (ProblemStage.Rectified or ProblemStage.Reviewed) }
            ? pack.Messages.Say(DutyTexts.ProblemBy, ("says", says), ("month", day.Month), ("day", day.Day)) : says;
    }

    private static string List(Pack pack, List<string> problems)
    {
        var list = string.Join(pack.Messages.Say(DutyTexts.ProblemBetween), problems.Take(MostNamed));
        return problems.Count > MostNamed ? pack.Messages.Say(DutyTexts.MoreProblems, ("list", list), ("count", problems.Count)) : list;
    }

    private static DateTimeOffset Hour(Pack pack, DateTimeOffset now) => ChinaTime.At(ChinaTime.DayOf(now), pack.Tracking.Reminders.At);

    private static string Day(DateTimeOffset now) => ChinaTime.DayOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Root">The submission that first reported it.</param>
/// <param name="Submission">The newest.</param>
/// <param name="Units">Names of the units that are to put it right.</param>
/// <param name="Doer">Who wrote its measure or its result last, else who reported it.</param>
internal sealed record OpenProblem(
    long Root, long Submission, string Campaign, string Says, string Stage, string Area, DateOnly? Deadline, IReadOnlyList<string> Units, string Doer);

/// <summary>Who is next with a problem. Pure.</summary>
internal sealed class ProblemPeople(IReadOnlyList<Person> people, Pack pack)
{
    /// <summary>The unit of that name, a village or town only where the problem lies; without whoever named it.</summary>
    public IEnumerable<string> Of(string unit, OpenProblem problem) => people
        .Where(person => person.UnitName == unit && person.Userid != problem.Doer && Judges(person)
            && (person.UnitLevel == "county" || problem.Area.StartsWith(person.UnitPath, StringComparison.Ordinal)))
        .Select(person => person.Userid);

    /// <summary>Anybody of the nearest unit who did not put it right themselves and sees more than their own households.</summary>
    public IEnumerable<string> Reviewers(OpenProblem problem) => Nearest(problem, Judges);

    /// <summary>In town or county, those to whom things come up.</summary>
    public IEnumerable<string> Closers(OpenProblem problem)
    {
        var concerned = pack.Campaigns.FirstOrDefault(campaign => campaign.Id == problem.Campaign)?.Roles ?? [];
        bool Closes(Person person) => person.UnitLevel != "village" && pack.Office.SignOffTo.Contains(person.Role);
        var named = Nearest(problem, person => Closes(person) && concerned.Contains(person.Role)).ToList();
        return named.Count > 0 ? named : Nearest(problem, Closes);
    }

    // Not whoever was only sent to the place, as a town's survey group to a village.
    private bool Judges(Person person) => pack.Roles.Find(person.Role) is { Scope: RoleScope.Village or RoleScope.Town or RoleScope.County } role
        && role.Level.Split('/').Contains(person.UnitLevel);

    private IEnumerable<string> Nearest(OpenProblem problem, Func<Person, bool> may)
    {
        for (var at = problem.Area.Length; at > 1; at = problem.Area.LastIndexOf('/', at - 2) + 1)
        {
            var there = people.Where(person => person.UnitPath == problem.Area[..at] && person.Userid != problem.Doer && may(person)).ToList();
            if (there.Count > 0)
                return there.Select(person => person.Userid);
        }
        return [];
    }
}
