using Store.Packs;

namespace Bot.Conversations.RuleFindings;

/// <summary>Texts in prompts/messages/findings.yaml.</summary>
public static class FindingTexts
{
    public static readonly MessageKey None = new("finding.none");
    public static readonly MessageKey Rules = new("finding.rules", "count");
    public static readonly MessageKey Rule = new("finding.rule", "title", "count");
    public static readonly MessageKey Sample = new("finding.sample", "title", "count");
    public static readonly MessageKey OfRule = new("finding.of_rule", "title", "count");
    public static readonly MessageKey FirstOf = new("finding.first_of", "title", "count", "shown");
    public static readonly MessageKey Opened = new("finding.opened", "rule", "since");
    public static readonly MessageKey Why = new("finding.why", "statement", "source");
    public static readonly MessageKey Report = new("finding.report");
    public static readonly MessageKey Dismiss = new("finding.dismiss");
    public static readonly MessageKey Waive = new("finding.waive");
    public static readonly MessageKey ToList = new("finding.to_list");
    public static readonly MessageKey AskWhyWaive = new("finding.ask_why_waive");
    public static readonly MessageKey AskWhyDismiss = new("finding.ask_why_dismiss");
    public static readonly MessageKey TooShort = new("finding.too_short", "typed");
    public static readonly MessageKey Waived = new("finding.waived");
    public static readonly MessageKey Dismissed = new("finding.dismissed");
    public static readonly MessageKey Gone = new("finding.gone");
}
