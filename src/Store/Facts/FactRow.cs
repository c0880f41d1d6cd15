using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Store.Packs;

namespace Store;

/// <summary>A fact as it lies in its table: what is sensitive is sealed.</summary>
internal sealed record FactRow(
    string TableId, string Campaign, string Key, string HouseholdId, string UnitId, DateOnly? OnDate, string Content, string Source, DateTimeOffset ChangedAt)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same as long as nobody has written the row anew.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content))[..16]);

    public static FactRow Of(FieldCipher cipher, FactTable table, Fact fact, DateTimeOffset now) => new(
        fact.Table, fact.Campaign, fact.Key, fact.HouseholdId, fact.UnitId, fact.OnDate,
        JsonSerializer.Serialize(fact.Values.ToDictionary(
            value => value.Key,
            value => table.Column(value.Key)!.Sensitive || SealedText.Needs(value.Value) ? SealedText.Seal(cipher, value.Value) : value.Value), Json),
        fact.Source, now);

    public Fact Open(FieldCipher cipher) => new(TableId, Key, Campaign, HouseholdId, UnitId, OnDate, SealedAnswers.Read(cipher, Content), Source);

    /// <summary>For keeping it aside; nothing is opened.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    public static FactRow Read(string written) => JsonSerializer.Deserialize<FactRow>(written)!;

    /// <summary>Whether it says the same of the same; where it came from and when does not matter.</summary>
    public bool Says(Fact fact, FieldCipher cipher)
    {
        var mine = Open(cipher);
        return mine.Values.Count == fact.Values.Count && fact.Values.All(value => mine[value.Key] == value.Value);
    }
}
