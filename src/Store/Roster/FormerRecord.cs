using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Store.Rosters;

/// <summary>A stored household with what stands below it.</summary>
internal sealed record FormerHousehold(Household Household, IReadOnlyList<Member> Members, IReadOnlyList<Measure> Measures);

/// <summary>A record as it was before an import, kept so that the import can be taken back. Personal numbers stay sealed.</summary>
internal static class FormerRecord
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new SealedConverter() },
    };

    public static string Write<T>(T record) => JsonSerializer.Serialize(record, Options);

    public static T Read<T>(string written) => JsonSerializer.Deserialize<T>(written, Options)!;

    private sealed class SealedConverter : JsonConverter<Sealed>
    {
        public override Sealed Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetBytesFromBase64());

        public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value.Bytes);
    }
}
