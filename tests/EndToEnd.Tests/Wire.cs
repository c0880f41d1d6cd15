using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Bot.WeCom;
using Testing;

namespace EndToEnd.Tests;

/// <summary>WeCom's side of the callback, byte by byte, for what the demo's WeCom would never send.</summary>
internal sealed class Wire(RunningBot bot)
{
    private readonly CallbackCrypto crypto = new(bot.WeCom.Token, bot.WeCom.EncodingAesKey, bot.WeCom.CorpId);

    public static string Text(string user, string content, long msgId) =>
        Message(user, $"<MsgType>text</MsgType><Content>{content}</Content><MsgId>{msgId.ToString(CultureInfo.InvariantCulture)}</MsgId>");

    public static string Event(string user, string name) => Message(user, $"<MsgType>event</MsgType><Event>{name}</Event>");

    /// <summary>Encrypted and signed as WeCom does, each time anew.</summary>
    public Task<Answer> Post(string plaintext, CallbackCrypto? sealedBy = null)
    {
        var encrypted = (sealedBy ?? crypto).Encrypt(plaintext);
        return PostBody(Envelope(encrypted), encrypted);
    }

    /// <param name="encrypted">What the signature is over.</param>
    /// <param name="signature">null = the right one.</param>
    public async Task<Answer> PostBody(string body, string encrypted, string? signature = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/xml");
        using var response = await bot.Http.PostAsync($"/wecom/callback?{Query(encrypted, signature)}", content);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), Opened(await response.Content.ReadAsStringAsync()));
    }

    public async Task<Answer> Verify(string echo, string? signature = null)
    {
        var encrypted = crypto.Encrypt(echo);
        using var response = await bot.Http.GetAsync($"/wecom/callback?{Query(encrypted, signature)}&echostr={Uri.EscapeDataString(encrypted)}");
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), "");
    }

    public static string Envelope(string encrypted) => $"<xml><ToUserName>ww</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>";

    private static string Message(string user, string rest) =>
        $"<xml><ToUserName>ww</ToUserName><FromUserName>{user}</FromUserName><CreateTime>1659490000</CreateTime>{rest}<AgentID>1000002</AgentID></xml>";

    private string Query(string encrypted, string? signature)
    {
        var nonce = RandomNumberGenerator.GetHexString(10, lowercase: true);
        return $"msg_signature={signature ?? crypto.Sign("1659490000", nonce, encrypted)}&timestamp=1659490000&nonce={nonce}";
    }

    private string Opened(string body)
    {
        if (body.Length == 0 || !body.StartsWith("<xml>", StringComparison.Ordinal))
            return "";
        var outer = XElement.Parse(body);
        string Of(string name) => outer.Element(name)!.Value;
        return crypto.Open(Of("MsgSignature"), Of("TimeStamp"), Of("Nonce"), Of("Encrypt")) is Opened.Plain plain
            ? XElement.Parse(plain.Text).Element("Content")?.Value ?? plain.Text
            : throw new InvalidDataException($"the answer cannot be opened: {body}");
    }
}

/// <param name="Says">The text of the passive reply, decrypted; empty where there is none.</param>
internal sealed record Answer(HttpStatusCode Status, string Body, string Says);
