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
}
