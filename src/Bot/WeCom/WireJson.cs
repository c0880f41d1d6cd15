using System.Buffers;
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
        private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\\n\r\t");

        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            var legal = LegalText.Strip(value).AsSpan();
            // Each may become two.
            var literal = ArrayPool<char>.Shared.Rent((legal.Length * 2) + 2);
            literal[0] = '"';
            var length = 1;
            for (; legal.IndexOfAny(Escaped) is >= 0 and var next; legal = legal[(next + 1)..])
            {
                legal[..next].CopyTo(literal.AsSpan(length));
                length += next;
                literal[length++] = '\\';
                literal[length++] = legal[next] switch { '\n' => 'n', '\r' => 'r', '\t' => 't', var other => other };
            }
            legal.CopyTo(literal.AsSpan(length));
            length += legal.Length;
            literal[length++] = '"';
            writer.WriteRawValue(literal.AsSpan(0, length), skipInputValidation: true);
            ArrayPool<char>.Shared.Return(literal, clearArray: true);
        }
    }
}
