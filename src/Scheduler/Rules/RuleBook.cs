using System.Runtime.CompilerServices;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>Every rule of a pack, compiled. Immutable, shared between threads.</summary>
public sealed class RuleBook
{
    private static readonly ConditionalWeakTable<Pack, RuleBook> Known = [];

    public RuleBook(IReadOnlyList<Rule> rules, IReadOnlyList<string> campaigns, RecordKinds kinds)
    {
        Rules = rules;
        Kinds = kinds;
        Checks = RuleCompiler.All(rules, campaigns, kinds);
        Named = Checks.SelectMany(check => check.Names).ToHashSet(StringComparer.Ordinal);
        Names = Checks.SelectMany(check => check.Check.Needs.Concat(MessageText.Names(check.Message))).Concat(Named).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyList<Rule> Rules { get; }

    public RecordKinds Kinds { get; }

    public IReadOnlyList<CompiledCheck> Checks { get; }

    /// <summary>Every name that any rule mentions; nothing else of a record needs to be read.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>The names that expressions mention: those of <see cref="Names"/> that are more than shown.</summary>
    internal IReadOnlySet<string> Named { get; }

    public static RuleBook Of(Pack pack) => Known.GetValue(
        pack, static pack => new RuleBook(pack.Rules, [.. pack.Campaigns.Select(campaign => campaign.Id)], pack.RecordKinds));

    /// <summary>What is wrong with one record at one moment, such as the submit of a form: what can still be mended there and then.</summary>
    /// <param name="moment">One of a rule's <c>at</c>, e.g. <c>problem.submit</c>.</param>
    /// <param name="campaign">Whose values count; "" = only rules that are the same everywhere.</param>
    /// <param name="record">With the rows beside it that are known; rules that read others say nothing.</param>
    public IReadOnlyList<Finding> At(string moment, string campaign, SubjectRecord record, DateTimeOffset now)
    {
        var asked = Checks.Where(check => check.Rule.At.Contains(moment) && (check.Check.Over == record.Kind || record.Tables.ContainsKey(check.Check.Over)) && check.Check.Group is null
            && (check.Campaign.Length == 0 || check.Campaign == campaign)).ToList();
        if (asked.Count == 0)
            return [];
        var evaluation = new RuleEvaluation(this, asked, now);
        evaluation.Look(record);
        return evaluation.Finish().Findings;
    }
}
