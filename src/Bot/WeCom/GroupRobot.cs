using System.Net.Http.Headers;
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
    private const string Path = "webhook/send";

    private readonly ServerApi api = new(http, apiBase);

    /// <exception cref="SendFailure">WeCom refuses it or cannot be reached.</exception>
    /// <exception cref="InvalidDataException">It holds an ID or phone number.</exception>
    public async Task Send(string text, CancellationToken cancel = default)
    {
        if (PersonalNumbers.In(text))
            throw new InvalidDataException("a message to a group may hold neither ID nor phone numbers");
        var body = JsonSerializer.Serialize(new { msgtype = "text", text = new { content = text } }, WireJson.Options);
        try
        {
            await api.Ask(
                HttpMethod.Post, Path, "key=" + Uri.EscapeDataString(key), new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8")), key, cancel);
        }
        catch (SendFailure failure) when (failure.Class is not (FailureClass.RetryLater or FailureClass.OurFault))
        {
            // A robot that was removed or disabled stops no app: its messages are listed as not delivered.
            throw new SendFailure(FailureClass.OurFault, Path, failure.ErrCode, failure.ErrMsg, failure.OutcomeUnknown, failure);
        }
    }
}
