using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using System.Xml.Linq;

namespace Bot.WeCom;

/// <summary>
/// What can be said in the answer to a callback itself: one text to a message, a change of the card to a click.
/// It costs no sending quota. Source: developer.work.weixin.qq.com/document/path/90241.
/// </summary>
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(UpdateButton), "update_button")]
[JsonDerivedType(typeof(UpdateCard), "update_template_card")]
public abstract record PassiveReply
{
    private PassiveReply() { }

    public sealed record None : PassiveReply;

    /// <param name="Content">At most <see cref="TextSplit.MaxBytes"/>: WeCom cuts the rest off without a word.</param>
    public sealed record Text(string Content) : PassiveReply
    {
        public string Content { get; init; } = Encoding.UTF8.GetByteCount(Content) <= TextSplit.MaxBytes
            ? Content
            : throw new ArgumentException($"A passive text is at most {TextSplit.MaxBytes} bytes long", nameof(Content));
    }

    /// <summary>Greys the clicked card's buttons for the member who clicked.</summary>
    public sealed record UpdateButton(string ReplaceName) : PassiveReply;

    public sealed record UpdateCard(TemplateCard Card) : PassiveReply;

    /// <summary>The plaintext to encrypt; null when the answer is an empty body.</summary>
    /// <exception cref="CardException">WeCom would refuse the card.</exception>
    public string? ToXml(string userId, string corpId, DateTimeOffset now)
    {
        return this switch
        {
            None => null,
            Text text => Write("text", SafeXml.Text("Content", text.Content)),
            UpdateButton button => Write("update_button", new XElement("Button", SafeXml.Text("ReplaceName", button.ReplaceName))),
            UpdateCard update => Write("update_template_card", update.Card.ToXml()),
            _ => throw new NotSupportedException(GetType().Name),
        };

        string Write(string type, XElement body) => new XElement("xml",
            SafeXml.Text("ToUserName", userId),
            SafeXml.Text("FromUserName", corpId),
            new XElement("CreateTime", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            SafeXml.Text("MsgType", type),
            body).OneLine();
    }
}
