using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Conversations;

using Values = IReadOnlyDictionary<string, string>;

/// <summary>
/// Texts by name, of which a session holds nearly nothing else. Every turn reads and writes them: the platform's own converter,
/// which must be able to stop anywhere, takes three times as long.
/// </summary>
internal sealed class ValuesJson : JsonConverter<Values>
{
    public override Values Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        var values = new Dictionary<string, string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                throw new JsonException();
            values[name] = reader.GetString()!;
        }
        return values;
    }

    public override void Write(Utf8JsonWriter writer, Values value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value is Dictionary<string, string> plain)
            foreach (var (name, text) in plain)
                writer.WriteString(name, text);
        else
            foreach (var (name, text) in value)
                writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}
