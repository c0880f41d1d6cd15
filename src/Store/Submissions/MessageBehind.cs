using System.Xml;
using System.Xml.Linq;

namespace Store;

/// <summary>The chat message that a submission came from: the last one accepted from that person when it was handed in.</summary>
/// <param name="Payload">The decrypted XML, sealed.</param>
public sealed record MessageBehind(long Id, string DedupKey, DateTimeOffset ReceivedAt, Sealed Payload)
{
    /// <summary>What they wrote; "" where they tapped something.</summary>
    public string Written(FieldCipher cipher)
    {
        // A reader of its own settings refuses a document type, and with it entities that grow.
        using var reader = XmlReader.Create(new StringReader(cipher.Decrypt(Payload)));
        try
        {
            return XElement.Load(reader).Element("Content")?.Value ?? "";
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private const string FindSql = """
        SELECT id, dedup_key, received_at, payload_cipher AS payload
        FROM inbox
        WHERE userid = @userid AND received_at <= @submittedAt
        ORDER BY received_at DESC, id DESC
        LIMIT 1
        """;

    /// <summary>Null for what no message of theirs is kept of, such as what was imported.</summary>
    public static Task<MessageBehind?> Find(Tx tx, string userid, DateTimeOffset submittedAt) =>
        tx.QuerySingleOrDefault<MessageBehind>(FindSql, new { userid = userid.ToLowerInvariant(), submittedAt });
}
