using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.WeCom;

/// <summary>JSON as WeCom's server API writes and reads it.</summary>
public static class WireJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new UnescapedText() },
    };

    // Error 40033 refuses \uxxxx escapes, which even the relaxed encoder writes for every emoji.
    private sealed class UnescapedText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            var literal = new StringBuilder(value.Length + 2).Append('"');
            foreach (var c in LegalText.Strip(value))
                _ = c switch
                {
                    '"' or '\\' => literal.Append('\\').Append(c),
                    '\n' => literal.Append("\\n"),
                    '\r' => literal.Append("\\r"),
                    '\t' => literal.Append("\\t"),
                    _ => literal.Append(c),
                };
            writer.WriteRawValue(literal.Append('"').ToString(), skipInputValidation: true);
        }
    }
}
