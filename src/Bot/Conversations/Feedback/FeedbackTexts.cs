using Store.Packs;

namespace Bot.Conversations.Feedback;

/// <summary>Texts in prompts/messages/feedback.yaml.</summary>
public static class FeedbackTexts
{
    public static readonly MessageKey Ask = new("feedback.ask");
    public static readonly MessageKey Hint = new("feedback.hint");
    public static readonly MessageKey TooShort = new("feedback.too_short");
    public static readonly MessageKey Thanks = new("feedback.thanks");
    public static readonly MessageKey Told = new("feedback.told", "number", "name", "unit", "text");
    public static readonly MessageKey None = new("feedback.none");
    public static readonly MessageKey Pick = new("feedback.pick", "count");
    public static readonly MessageKey Line = new("feedback.line", "number", "who", "text");
    public static readonly MessageKey AskAnswer = new("feedback.ask_answer", "who", "text");
    public static readonly MessageKey Answered = new("feedback.answered", "who");
    public static readonly MessageKey Answer = new("feedback.answer", "text", "answer", "name");
}
