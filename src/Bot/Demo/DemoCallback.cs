using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Bot.WeCom;

namespace Bot.Demo;

/// <summary>What the bot's answer to a callback meant.</summary>
internal abstract record DemoReply
{
    private DemoReply() { }

    public sealed record Empty : DemoReply;
    public sealed record Text(string Content) : DemoReply;
    public sealed record Button(string ReplaceName) : DemoReply;
    public sealed record Card(JsonObject Content) : DemoReply;
    /// <summary>Acknowledged, but WeCom could not have used it.</summary>
    public sealed record Unusable(string Why) : DemoReply;
    public sealed record Failed(string Why) : DemoReply;
}

/// <summary>
/// Calls the bot as WeCom does: encrypted and signed, an answer within five seconds, three attempts, each encrypted anew.
/// Source: developer.work.weixin.qq.com/document/path/90238.
/// </summary>
internal sealed class DemoCallback(WeComSettings settings, Func<Uri> url, HttpClient http, TimeProvider time, DemoFaults faults)
{
    private const int Attempts = 3;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    private readonly CallbackCrypto crypto = new(settings.Token, settings.EncodingAesKey, settings.CorpId);

    public async Task<(DemoReply Reply, int Attempts)> Post(string user, string plaintext, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var encrypted = crypto.Encrypt(plaintext);
            var body = new XElement("xml",
                SafeXml.Text("ToUserName", settings.CorpId),
                SafeXml.Text("Encrypt", encrypted),
                SafeXml.Text("AgentID", settings.AgentId.ToString(CultureInfo.InvariantCulture))).OneLine();
            await faults.Delay(faults.Plan.CallbackLate);
            var (status, answer) = await Ask(HttpMethod.Post, Query(encrypted), body, cancel);
            if (attempt < Attempts && faults.Happens(faults.Plan.CallbackAnswerLost))
                (status, answer) = (null, "the answer was lost");
            if (status == HttpStatusCode.OK)
            {
                if (faults.Happens(faults.Plan.CallbackTwice))
                    await Ask(HttpMethod.Post, Query(encrypted), body, cancel);
                return (Read(user, answer), attempt);
            }
            if (status is not (null or >= HttpStatusCode.InternalServerError) || attempt == Attempts)
                return (new DemoReply.Failed($"the callback answered {(status is null ? "nothing" : (int)status)}: {answer}"), attempt);
        }
    }

    /// <summary>The check the admin console makes when a callback URL is saved; null when it passed.</summary>
    public async Task<string?> Verify(CancellationToken cancel)
    {
        var secret = RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var echo = crypto.Encrypt(secret);
        var (status, answer) = await Ask(HttpMethod.Get, $"{Query(echo)}&echostr={Uri.EscapeDataString(echo)}", null, cancel);
        return status == HttpStatusCode.OK && answer == secret ? null : $"the callback answered {status}: {answer}";
    }

    private string Query(string encrypted)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(10, lowercase: true);
        return $"msg_signature={crypto.Sign(timestamp, nonce, encrypted)}&timestamp={timestamp}&nonce={nonce}";
    }

    private async Task<(HttpStatusCode? Status, string Answer)> Ask(HttpMethod method, string query, string? body, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(AnswerWithin);
        try
        {
            using var request = new HttpRequestMessage(method, $"{url()}?{query}");
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "text/xml");
            using var response = await http.SendAsync(request, late.Token);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(late.Token));
        }
        catch (HttpRequestException broken)
        {
            return (null, broken.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, $"no answer within {AnswerWithin.TotalSeconds} s");
        }
    }

    private DemoReply Read(string user, string answer)
    {
        if (answer.Length == 0)
            return new DemoReply.Empty();
        if (SafeXml.Parse(answer) is not { } outer)
            return new DemoReply.Unusable("the answer is neither empty nor XML");
        if (outer.Name.LocalName != "xml" || outer.Text("Encrypt").Length == 0)
            return new DemoReply.Unusable("the answer has no Encrypt");
        var opened = crypto.Open(outer.Text("MsgSignature"), outer.Text("TimeStamp"), outer.Text("Nonce"), outer.Text("Encrypt"));
        if (opened is not Opened.Plain(var plaintext))
            return new DemoReply.Unusable($"the answer could not be opened: {opened.GetType().Name}");
        if (SafeXml.Parse(plaintext) is not { } reply)
            return new DemoReply.Unusable("the decrypted answer is not XML");
        if (!reply.Text("ToUserName").Equals(user, StringComparison.OrdinalIgnoreCase) || reply.Text("FromUserName") != settings.CorpId)
            return new DemoReply.Unusable("the answer is not from this corp to this member");
        if (!long.TryParse(reply.Text("CreateTime"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return new DemoReply.Unusable("the answer has no CreateTime");
        return reply.Text("MsgType") switch
        {
            "text" => Encoding.UTF8.GetByteCount(reply.Text("Content")) <= TextSplit.MaxBytes
                ? new DemoReply.Text(reply.Text("Content"))
                : new DemoReply.Unusable($"the text is longer than {TextSplit.MaxBytes} bytes"),
            "update_button" when reply.Element("Button")?.Text("ReplaceName") is { Length: > 0 } name => new DemoReply.Button(name),
            "update_template_card" when reply.Element("TemplateCard") is { } card => new DemoReply.Card(CardXml.Read(card)),
            var type => new DemoReply.Unusable($"a passive reply of type '{type}' is not understood"),
        };
    }
}
