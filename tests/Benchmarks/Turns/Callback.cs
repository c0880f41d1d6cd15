using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Bot.WeCom;

namespace Benchmarks.Turns;

/// <summary>A request as WeCom would send it, made before the clock starts.</summary>
internal sealed record Callback(string Query, byte[] Body);

/// <summary>Makes encrypted messages, each with a MsgId of its own, and opens the replies.</summary>
internal sealed class CallbackMaker(WeComSettings settings)
{
    private readonly CallbackCrypto crypto = new(settings.Token, settings.EncodingAesKey, settings.CorpId);
    private long lastId = 7_000_000_000_000_000_000;

    public Callback Text(string userid, string content)
    {
        var message = new XElement("xml",
            new XElement("ToUserName", new XCData(settings.CorpId)),
            new XElement("FromUserName", new XCData(userid)),
            new XElement("CreateTime", 1_660_100_000),
            new XElement("MsgType", new XCData("text")),
            new XElement("Content", new XCData(content)),
            new XElement("MsgId", Interlocked.Increment(ref lastId)),
            new XElement("AgentID", settings.AgentId));
        var encrypted = crypto.Encrypt(message.ToString(SaveOptions.DisableFormatting));
        var nonce = (lastId % 1_000_000_007).ToString(CultureInfo.InvariantCulture);
        var envelope = new XElement("xml",
            new XElement("ToUserName", new XCData(settings.CorpId)),
            new XElement("Encrypt", new XCData(encrypted)),
            new XElement("AgentID", settings.AgentId));
        return new Callback(
            $"/wecom/callback?msg_signature={crypto.Sign("1660100000", nonce, encrypted)}&timestamp=1660100000&nonce={nonce}",
            Encoding.UTF8.GetBytes(envelope.ToString(SaveOptions.DisableFormatting)));
    }

    /// <summary>The text of a passive reply, its signature checked; "" for an empty answer.</summary>
    public string ReplyOf(byte[] answer)
    {
        if (answer.Length == 0)
            return "";
        var outer = XElement.Parse(Encoding.UTF8.GetString(answer));
        var opened = crypto.Open(
            outer.Element("MsgSignature")!.Value, outer.Element("TimeStamp")!.Value, outer.Element("Nonce")!.Value, outer.Element("Encrypt")!.Value);
        return opened is Opened.Plain plain
            ? XElement.Parse(plain.Text).Element("Content")?.Value ?? ""
            : throw new InvalidOperationException($"a reply could not be opened: {opened.GetType().Name}");
    }
}
