using System.Net;
using System.Text;
using System.Text.Json;
using Store;

namespace Bot.WeCom;

/// <summary>
/// A town group's robot, the second way out: texts only, 20 a minute, and never an ID or phone number, because everybody in the
/// group reads it. Source: developer.work.weixin.qq.com/document/path/91770.
/// </summary>
/// <param name="key">A secret: whoever has it can write to the group.</param>
public sealed class GroupRobot(HttpClient http, Uri apiBase, string key)
{
    /// <exception cref="SendFailure">WeCom refuses it or cannot be reached.</exception>
    /// <exception cref="InvalidDataException">It holds an ID or phone number.</exception>
    public async Task Send(string text, CancellationToken cancel = default)
    {
        if (PersonalNumbers.In(text))
            throw new InvalidDataException("a message to a group may hold neither ID nor phone numbers");
        var body = JsonSerializer.Serialize(new { msgtype = "text", text = new { content = text } }, WireJson.Options);
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await http.PostAsync($"{apiBase.AbsoluteUri.TrimEnd('/')}/cgi-bin/webhook/send?key={Uri.EscapeDataString(key)}", content, cancel);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new SendFailure(FailureClass.RetryLater, "webhook/send", null, $"HTTP {(int)response.StatusCode}", outcomeUnknown: true);
            Read(bytes);
        }
        catch (HttpRequestException broken)
        {
            throw new SendFailure(FailureClass.RetryLater, "webhook/send", null, $"no answer ({broken.HttpRequestError})", outcomeUnknown: true, broken);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new SendFailure(FailureClass.RetryLater, "webhook/send", null, "no answer in time", outcomeUnknown: true, late);
        }
    }

    private void Read(byte[] bytes)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(bytes);
            var code = answer.GetProperty("errcode").GetInt32();
            if (code != 0)
                throw new SendFailure(ClassOf(code), "webhook/send", code, answer.GetProperty("errmsg").ToString().Replace(key, "***", StringComparison.Ordinal));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SendFailure(FailureClass.RetryLater, "webhook/send", null, "an answer that is not WeCom's", outcomeUnknown: true, broken);
        }
    }

    // A robot that was removed or disabled stops no app: its messages are listed as not delivered.
    private static FailureClass ClassOf(int code) => SendFailure.Classify(code) is FailureClass.RetryLater ? FailureClass.RetryLater : FailureClass.OurFault;
}
