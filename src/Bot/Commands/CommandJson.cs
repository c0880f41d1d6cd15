using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bot.Commands;

/// <summary>JSON as verbs read it from files and print it: indented, Chinese unescaped, nothing beside it on standard output.</summary>
internal static class CommandJson
{
    private static readonly JsonSerializerOptions Printed = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    private static readonly JsonDocumentOptions Written = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static void Print<T>(T value) => Console.Out.Write(JsonSerializer.Serialize(value, Printed) + "\n");

    /// <exception cref="StartException">The file cannot be read, or holds no JSON object; names file and line.</exception>
    public static JsonElement ReadObject(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), Written);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new StartException($"{file}:1: needs an object, {{\"name\": \"value\", …}}");
        }
        catch (JsonException broken)
        {
            throw new StartException($"{file}:{broken.LineNumber + 1}: not JSON: {broken.Message.Split(" LineNumber:")[0]}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{file}:0: cannot be read: {unreadable.Message}");
        }
    }
}
