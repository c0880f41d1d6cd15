using Store.Packs;

namespace Bot.Conversations.HandIns;

/// <summary>Texts in prompts/messages/hand-in.yaml.</summary>
public static class HandInTexts
{
    public static readonly MessageKey None = new("hand_in.none", "unit");
    public static readonly MessageKey Pick = new("hand_in.pick", "unit");
    public static readonly MessageKey Hint = new("hand_in.hint");
    public static readonly MessageKey Line = new("hand_in.line", "name", "deadline");
    public static readonly MessageKey Together = new("hand_in.together", "names", "missing");
    public static readonly MessageKey All = new("hand_in.all", "names");
    public static readonly MessageKey NotYet = new("hand_in.not_yet");
    public static readonly MessageKey Kept = new("hand_in.kept");
    public static readonly MessageKey Taken = new("hand_in.taken", "names");
    public static readonly MessageKey Excuse = new("hand_in.excuse");
    public static readonly MessageKey AskReason = new("hand_in.ask_reason");
    public static readonly MessageKey HintReason = new("hand_in.hint_reason");
    public static readonly MessageKey Excused = new("hand_in.excused");
    public static readonly MessageKey Comma = new("hand_in.comma");
}
