using Bot.Forms;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>A yes or no that was typed instead of tapped.</summary>
internal static class YesNo
{
    /// <summary>true, false, or null where the words mean neither.</summary>
    public static bool? Of(string text) => Forms.AnswerReader.Position(text.Trim()) switch
    {
        1 => true,
        2 => false,
        _ => null,
    };

    /// <summary>The same for two options with words of their own; says so where the words are neither's.</summary>
    public static bool? Read(Scene scene, string text, MessageKey yes, MessageKey no)
    {
        var typed = text.Trim();
        if (typed == scene.Text(yes))
            return true;
        if (typed == scene.Text(no))
            return false;
        if (Of(typed) is { } sure)
            return sure;
        scene.Say(Texts.NotUnderstood(Expected.Choice), ("typed", typed), ("count", 2));
        return null;
    }
}
