using System.Text.Json;

namespace Bot.WeCom;

/// <summary>What stands in an answer of WeCom's; what is missing, or is something else, reads as blank.</summary>
internal static class AnswerJson
{
    public static string Word(this JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public static int Number(this JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    // Joined by | in message/send, an array in update_template_card.
    public static IReadOnlyList<string> Words(this JsonElement answer, string name) => answer.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(user => user.ToString())],
            JsonValueKind.String => value.GetString()!.Split('|', StringSplitOptions.RemoveEmptyEntries),
            _ => [],
        }
        : [];

    public static IReadOnlyList<T> Entries<T>(this JsonElement answer, string list, Func<JsonElement, T> read) =>
        answer.TryGetProperty(list, out var entries) && entries.ValueKind == JsonValueKind.Array ? [.. entries.EnumerateArray().Select(read)] : [];
}
