using System.Xml;
using System.Xml.Linq;

namespace Store;

/// <summary>A chat message that a submission came from.</summary>
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
}
