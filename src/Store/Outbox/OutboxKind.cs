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

    /// <summary>The task id of a card whose buttons are to be greyed: no message, and nothing to do where it cannot be done.</summary>
    public const string Grey = "grey";

    /// <summary>Stands for a userid: the town group's robot.</summary>
    public const string Robot = "@robot";

    /// <summary>WeCom's id of a message that is to be called back; the row's person is who asked for it.</summary>
    public const string Recall = "recall";
}
