using Store.Packs;

namespace Scheduler.Rules;

/// <summary>What is said of rules outside a conversation; the sentence is in prompts/messages/rules.yaml.</summary>
public static class RuleTexts
{
    public static readonly MessageKey Hints = new("rules.hints", "list");

    public static IReadOnlyList<MessageKey> All { get; } = [Hints];
}
