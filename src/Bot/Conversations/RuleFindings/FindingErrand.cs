using Bot.Conversations.Errands;

namespace Bot.Conversations.RuleFindings;

/// <summary>核查: what rules have found in one's area, by rule, then one by one.</summary>
/// <param name="Rule">The one that was picked; its lines are empty while one is to be picked.</param>
/// <param name="Asking">What is being asked for; null where it is to be picked what to do.</param>
public sealed record FindingErrand(
    IReadOnlyList<RuleLine> Rules, string Rule, IReadOnlyList<FindingLine> Lines, OpenFinding? Open, FindingAsks? Asking) : Errand;

/// <param name="Hint">A sample to look at, never a verdict.</param>
public sealed record RuleLine(string Rule, string Title, int Count, bool Hint);

public sealed record FindingLine(long Id, string Message);

/// <param name="Statement">What the rule demands.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Since">The day from which it stands.</param>
/// <param name="MayWaive">This person may take it upon them.</param>
/// <param name="Suspected">It looks like a problem, and waits to be reported or dismissed.</param>
public sealed record OpenFinding(
    long Id, string Rule, string Statement, string Source, string Message, DateOnly Since, bool MayWaive, SuspectedProblem? Suspected);

/// <param name="Form">The form that reports it.</param>
/// <param name="Origin">The period of the occurrence that waits for it.</param>
public sealed record SuspectedProblem(string Household, string Name, string Campaign, string Form, string Origin);

public enum FindingAsks { WaiveReason, DismissReason }

public sealed record RulesFoundLookup : ErrandLookup;

public sealed record RulesFound(IReadOnlyList<RuleLine> Rules) : ErrandFound;

public sealed record OfRuleLookup(string Rule) : ErrandLookup;

public sealed record OfRuleFound(IReadOnlyList<FindingLine> Lines) : ErrandFound;

public sealed record FindingLookup(long Id) : ErrandLookup;

/// <param name="Finding">Null where it no longer stands, or is not for this person.</param>
public sealed record FindingFound(OpenFinding? Finding) : ErrandFound;

public sealed record SuspectedLookup(SuspectedProblem Problem) : ErrandLookup;

public sealed record SuspectedFound(IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data) : ErrandFound;

public sealed record FindingWaived(long Id, string Reason) : ErrandDone;

public sealed record FindingDismissed(OpenFinding Finding, string Reason) : ErrandDone;
