using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.WeCom;

/// <summary>
/// A message the app sends on its own account. Stored and read back as JSON (System.Text.Json) while it waits to be sent.
/// Source: developer.work.weixin.qq.com/document/path/90236.
/// </summary>
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Card), "template_card")]
[JsonDerivedType(typeof(File), "file")]
[JsonDerivedType(typeof(TextCard), "textcard")]
[JsonDerivedType(typeof(Markdown), "markdown")]
public abstract record Outgoing
{
    public const int MaxUsers = 1000;

    private Outgoing() { }

    /// <param name="Content">At most <see cref="TextSplit.MaxBytes"/>: WeCom cuts the rest off without a word.</param>
    public sealed record Text(string Content) : Outgoing;
    public sealed record Card(TemplateCard Content) : Outgoing;
    public sealed record File(string MediaId) : Outgoing;
    /// <summary>A title, a few lines and a link; also seen inside WeChat. Title 128 bytes, description 512.</summary>
    public sealed record TextCard(string Title, string Description, string Url, string? ButtonText = null) : Outgoing;
    /// <summary>Not seen inside WeChat.</summary>
    public sealed record Markdown(string Content) : Outgoing;

    /// <summary>The body of message/send.</summary>
    /// <param name="onceWithin">The same body sent again within this time (4 hours at most) is not delivered again.</param>
    /// <exception cref="CardException">WeCom would refuse the card.</exception>
    public string ToJson(IReadOnlyCollection<string> users, int agentId, TimeSpan? onceWithin = null)
    {
        if (users.Count is 0 or > MaxUsers)
            throw new ArgumentException($"One call sends to 1 to {MaxUsers} members, not {users.Count}", nameof(users));
        var call = new Call
        {
            Touser = string.Join('|', users),
            Agentid = agentId,
            EnableDuplicateCheck = onceWithin is null ? null : 1,
            DuplicateCheckInterval = (int?)onceWithin?.TotalSeconds,
        };
        (this as Card)?.Content.Check(replacing: false);
        return JsonSerializer.Serialize(this switch
        {
            Text text => call with { Msgtype = "text", Text = new(text.Content) },
            Card card => call with { Msgtype = "template_card", TemplateCard = card.Content },
            File file => call with { Msgtype = "file", File = new(file.MediaId) },
            TextCard card => call with { Msgtype = "textcard", Textcard = new(card.Title, card.Description, card.Url, card.ButtonText) },
            Markdown text => call with { Msgtype = "markdown", Markdown = new(text.Content) },
            _ => throw new NotSupportedException(GetType().Name),
        }, WireJson.Options);
    }

    private sealed record Call
    {
        public required string Touser { get; init; }
        public string? Msgtype { get; init; }
        public required int Agentid { get; init; }
        public ContentPart? Text { get; init; }
        public TemplateCard? TemplateCard { get; init; }
        public MediaPart? File { get; init; }
        public LinkPart? Textcard { get; init; }
        public ContentPart? Markdown { get; init; }
        public int? EnableDuplicateCheck { get; init; }
        public int? DuplicateCheckInterval { get; init; }
    }

    private sealed record ContentPart(string Content);
    private sealed record MediaPart(string MediaId);
    private sealed record LinkPart(string Title, string Description, string Url, string? Btntxt);
}
