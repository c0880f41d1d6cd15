using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bot.Turns;

/// <summary>JSON that is kept in the store: readable there, Chinese unescaped.</summary>
internal static class StoredJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
