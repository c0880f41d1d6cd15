using Store.Packs;

namespace Scheduler.Rules;

/// <summary>One rule that does not hold for one subject.</summary>
/// <param name="Campaign">"" where the rule holds whatever the campaign.</param>
/// <param name="Subject"><c>household:JG0001</c>; see <see cref="RuleEvaluation"/>.</param>
/// <param name="Message">What was found and what to do, as the person it concerns reads it.</param>
public sealed record Finding(Rule Rule, string Campaign, string Subject, string Message, string Area, string Userid);

/// <summary>A rule that says nothing, because what it would look at is not there.</summary>
/// <param name="Reason">For the operator.</param>
public sealed record NotChecked(Rule Rule, string Campaign, string Reason);
