namespace Store;

/// <summary>What an outbox payload holds.</summary>
public static class OutboxKind
{
    /// <summary>The text itself.</summary>
    public const string Text = "text";

    /// <summary>A template card as WeCom's JSON.</summary>
    public const string Card = "template_card";

    /// <summary>The id of a stored file.</summary>
    public const string File = "file";
}
