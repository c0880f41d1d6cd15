namespace Store.Packs;

/// <summary>A rule of data quality or compliance as its source states it. It says when something is wrong; a rule is data.</summary>
/// <param name="Id"><c>R001</c> …</param>
/// <param name="Statement">The requirement, as county staff read it.</param>
/// <param name="At">The moments it is asked at, e.g. <c>problem.close</c>; every rule is also asked of what is stored.</param>
/// <param name="Campaigns">The campaigns it belongs to; empty = all.</param>
/// <param name="Sources">Where it comes from, one clause each.</param>
/// <param name="Message">Said to the person it concerns: what was found. <c>${name}</c> is a value of the record.</param>
/// <param name="ToDo">What to do about it.</param>
/// <param name="Creates"><c>clue</c> where a finding opens a risk clue; "" otherwise.</param>
/// <param name="Hint">A sample for a supervisor to look at, never a verdict.</param>
/// <param name="Tell">The roles of those supervisors.</param>
/// <param name="Reminded">Whoever owes it is reminded of it anyway, and those above hear of it: a finding tells nobody again.</param>
public sealed record Rule(
    string Id,
    string Title,
    string Statement,
    RuleSeverity Severity,
    IReadOnlyList<string> At,
    IReadOnlyList<string> Campaigns,
    IReadOnlyList<string> Sources,
    IReadOnlyDictionary<string, RuleParameter> Parameters,
    IReadOnlyList<RuleCheck> Checks,
    string Message,
    string ToDo,
    bool Escalates,
    string Creates,
    bool Hint,
    IReadOnlyList<string> Tell,
    bool Reminded,
    string File,
    int Line);

/// <summary>Block refuses, warn asks to look again, info only tells.</summary>
public enum RuleSeverity { Block, Warn, Info }

/// <summary>What is wrong, over one kind of record. Several of a rule are alternatives over different records.</summary>
/// <param name="Over">A kind of <see cref="RecordKinds"/>.</param>
/// <param name="When">Which records it speaks of; null = all.</param>
/// <param name="If">Wrong where it is true; of groups, over their counts.</param>
/// <param name="Needs">Names that must hold something, or the rule has not been checked there.</param>
/// <param name="Group">Records are looked at together; null = one by one.</param>
/// <param name="Optional">Tables that may have no row in the whole store: the rule is checked all the same.</param>
/// <param name="Newest">Only the newest record of a household.</param>
/// <param name="Message">Instead of the rule's.</param>
public sealed record RuleCheck(
    string Over,
    string? When,
    string If,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> Optional,
    RuleGroup? Group,
    bool Newest,
    string? Message,
    RuleExample Trips,
    RuleExample Passes,
    int Line);

/// <summary>Records with the same key are one group.</summary>
/// <param name="By">The key; a record whose key is blank is in no group.</param>
/// <param name="Distinct">Name → expression: how many different values there are.</param>
/// <param name="Sum">Name → expression: what it adds up to.</param>
public sealed record RuleGroup(string By, IReadOnlyDictionary<string, string> Distinct, IReadOnlyDictionary<string, string> Sum);

/// <summary>Records beside a rule that show it at work.</summary>
/// <param name="Campaign">"" where it does not matter.</param>
/// <param name="Set">Values of parameters, where the rule itself leaves them to the county.</param>
/// <param name="Records">One, or of a group several; each a kind's fields, and rows of its tables.</param>
public sealed record RuleExample(
    string Campaign, DateOnly Today, IReadOnlyDictionary<string, RuleValue> Set, IReadOnlyList<ExampleRecord> Records);

public sealed record ExampleRecord(
    IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Tables);

/// <summary>A value of a rule: one for all, and those of single campaigns.</summary>
/// <param name="Value">Null = not set: the rule is not checked.</param>
/// <param name="PerCampaign">Campaign id → value; where it is given, it counts.</param>
public sealed record RuleParameter(RuleValue? Value, IReadOnlyDictionary<string, RuleValue> PerCampaign)
{
    public RuleValue? In(string campaign) => PerCampaign.GetValueOrDefault(campaign) ?? Value;
}

/// <param name="Literal">As an expression writes it; null = written as not set.</param>
/// <param name="Rows">A table for pulldata(); null for anything else.</param>
public sealed record RuleValue(string? Literal, IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows = null);
