using Store.Packs;

namespace Scheduler.Rules;

/// <summary>What is said of rules in the day's message; the sentences are in prompts/messages/rules.yaml.</summary>
public static class RuleTexts
{
    public static readonly MessageKey Hints = new("rules.hints", "list");
    public static readonly MessageKey Own = new("rules.own", "count", "list");
    public static readonly MessageKey Late = new("rules.late", "count", "list");
    public static readonly MessageKey Line = new("rules.line", "title", "count");
    public static readonly MessageKey More = new("rules.more", "count");
    public static readonly MessageKey HowTo = new("rules.how_to");

    public static IReadOnlyList<MessageKey> All { get; } = [Hints, Own, Late, Line, More, HowTo];
}
