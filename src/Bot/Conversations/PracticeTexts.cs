using Store.Packs;

namespace Bot.Conversations;

/// <summary>Texts in prompts/messages/practice.yaml.</summary>
public static class PracticeTexts
{
    public static readonly MessageKey Title = new("practice.title", "what");
    public static readonly MessageKey Begun = new("practice.begun");
    public static readonly MessageKey BegunProblem = new("practice.begun_problem", "household");
    public static readonly MessageKey Done = new("practice.done", "what");
    public static readonly MessageKey DoneProblem = new("practice.done_problem", "what");
    public static readonly MessageKey Dropped = new("practice.dropped", "what");
    public static readonly MessageKey Household = new("practice.household");
    public static readonly MessageKey Member = new("practice.member");
    public static readonly MessageKey Group = new("practice.group");
    public static readonly MessageKey Types = new("practice.types");
}
