using Store.Packs;

namespace Bot.Conversations.Attachments;

/// <summary>Texts in prompts/messages/attachments.yaml.</summary>
public static class AttachmentTexts
{
    public static readonly MessageKey Ask = new("attachment.ask", "count");
    public static readonly MessageKey AskOne = new("attachment.ask_one", "time", "kind", "left");
    public static readonly MessageKey AskAgain = new("attachment.ask_again", "time", "kind", "place");
    public static readonly MessageKey Hint = new("attachment.hint");
    public static readonly MessageKey Leave = new("attachment.leave");
    public static readonly MessageKey Left = new("attachment.left");
    public static readonly MessageKey PutAside = new("attachment.put_aside");
    public static readonly MessageKey OneMore = new("attachment.one_more", "count");
    public static readonly MessageKey TooMany = new("attachment.too_many", "count");
    public static readonly MessageKey Just = new("attachment.just", "place");
    public static readonly MessageKey Placed = new("attachment.placed", "place");
    public static readonly MessageKey Unknown = new("attachment.unknown", "typed");
    public static readonly MessageKey None = new("attachment.none");
    public static readonly MessageKey Image = new("attachment.image");
    public static readonly MessageKey Voice = new("attachment.voice");
    public static readonly MessageKey Video = new("attachment.video");
    public static readonly MessageKey File = new("attachment.file");
    public static readonly MessageKey Place = new("attachment.place", "what", "time");

    public static MessageKey KindOf(string kind) => kind switch { "image" => Image, "voice" => Voice, "video" => Video, _ => File };
}
