using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Demo;

/// <summary>Answers of the server API, and its careful way of reading what callers sent.</summary>
internal static class DemoAnswer
{
    public static JsonObject Refused(int errCode, string errMsg) => new() { ["errcode"] = errCode, ["errmsg"] = errMsg };

    public static JsonObject Ok(JsonObject? rest = null)
    {
        var answer = Refused(0, "ok");
        foreach (var (name, value) in rest ?? [])
            answer[name] = value?.DeepClone();
        return answer;
    }

    public static string Text(this JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static int? Number(this JsonObject body, string name) =>
        body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    public static IReadOnlyList<string> Texts(this JsonObject body, string name) =>
        body[name] is JsonArray array ? [.. array.OfType<JsonValue>().Select(value => value.ToString())] : [];
}
