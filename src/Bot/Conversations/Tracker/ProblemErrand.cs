using Bot.Conversations.Errands;

namespace Bot.Conversations.Tracker;

/// <summary>问题台账: the open problems of an area, one of them opened, a step of it being taken.</summary>
/// <param name="Lines">The list; one is to be picked where none is opened.</param>
/// <param name="Asking">What is being asked for the next step; null where the step is being picked.</param>
/// <param name="Said">What has been said of that step so far.</param>
public sealed record ProblemErrand(
    IReadOnlyList<ProblemLine> Lines, OpenProblem? Open, ProblemAsks? Asking, IReadOnlyDictionary<string, string> Said) : Errand;

/// <param name="Id">The submission that counts.</param>
/// <param name="Stage">See <see cref="Store.ProblemStage"/>.</param>
/// <param name="Deadline">2023-08-31; "" where none is set.</param>
public sealed record ProblemLine(long Id, string Says, string Stage, string Deadline);

/// <summary>A problem with all that has been said of it.</summary>
/// <param name="Doer">The userid of whoever put it right; "" while nobody has.</param>
/// <param name="Facts">measure, result, deadline, resp_unit, resp_person, finder_mark, fixer_mark, photo, comment, field; what has not been said is not there.</param>
/// <param name="Units">By the official division of labour; empty where no item is cited.</param>
/// <param name="Classes">How soon, by the campaign: the choice, what it is called, its last day or "".</param>
/// <param name="LastDay">By which everything is to be put right; "" where none is set.</param>
public sealed record OpenProblem(
    ProblemLine Line,
    string Form,
    string Finder,
    string Doer,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<string> Units,
    IReadOnlyList<ProblemClass> Classes,
    string LastDay)
{
    public string Fact(string name) => Facts.GetValueOrDefault(name, "");
}

public sealed record ProblemClass(string Choice, string Name, string Due);

public enum ProblemAsks { Measure, Class, Deadline, DeadlineReason, Unit, Result, FixerMark, FinderMark, Field, Comment }

public sealed record ProblemsLookup : ErrandLookup;

public sealed record ProblemsFound(IReadOnlyList<ProblemLine> Lines) : ErrandFound;

public sealed record ProblemLookup(long Id) : ErrandLookup;

/// <param name="Problem">Null where it is no longer open, or not for this person.</param>
public sealed record ProblemFound(OpenProblem? Problem) : ErrandFound;

/// <param name="Stage">What it is at now.</param>
/// <param name="Said">What was said of this step, by the names of <see cref="OpenProblem.Facts"/>.</param>
/// <param name="Reason">The step in words, kept as the reason of the new submission.</param>
public sealed record ProblemMoved(OpenProblem Problem, string Stage, IReadOnlyDictionary<string, string> Said, string Reason) : ErrandDone;
