using System.Text.Json;
using Bot.WeCom;

namespace Bot.Tests.WeCom;

/// <summary>Published and made-up crypto vectors; each was verified with two other implementations.</summary>
internal static class Vectors
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "WeCom", "vectors.json"))).RootElement;

    public static IEnumerable<JsonElement> All => Root.GetProperty("vectors").EnumerateArray();

    public static IEnumerable<JsonElement> Negative => Root.GetProperty("negative").EnumerateArray();

    public static JsonElement Get(string id) => All.Single(vector => vector.Text("id") == id);

    public static string Text(this JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    public static string Query(this JsonElement vector, string name) => vector.GetProperty("query").Text(name);

    public static CallbackCrypto Crypto(this JsonElement vector, string? receiveId = null) =>
        new(vector.Text("token"), vector.Text("encodingAESKey"), receiveId ?? vector.Text("receiveId"));
}
