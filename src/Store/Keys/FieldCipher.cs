using System.Security.Cryptography;
using System.Text;

namespace Store;

/// <summary>
/// Encrypts single values with AES-256-GCM under the key ring's newest key, and makes the keyed hashes they are found by.
/// Sealed bytes: 8 of key id, 12 of nonce, 16 of tag, then the ciphertext.
/// </summary>
public sealed class FieldCipher(KeyRing ring) : IDisposable
{
    private const int IdLength = 8;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeadLength = IdLength + NonceLength + TagLength;

    // By key id. To set one up costs more than to seal a value with it, and only one thread may use it.
    private readonly ThreadLocal<Dictionary<string, AesGcm>> ready = new(() => []);

    public Sealed Encrypt(string plain)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var bytes = new byte[HeadLength + text.Length];
        var id = bytes.AsSpan(..IdLength);
        var nonce = bytes.AsSpan(IdLength, NonceLength);
        Encoding.ASCII.GetBytes(ring.Current.Id, id);
        RandomNumberGenerator.Fill(nonce);
        // The key id is authenticated too, so a value cannot be passed off as one under another key.
        Ready(ring.Current.Id).Encrypt(nonce, text, bytes.AsSpan(HeadLength..), bytes.AsSpan(IdLength + NonceLength, TagLength), id);
        return new Sealed(bytes);
    }

    /// <summary>Null where there is nothing to encrypt.</summary>
    public Sealed? EncryptUnlessBlank(string? plain) => string.IsNullOrEmpty(plain) ? null : Encrypt(plain);

    /// <exception cref="KeysException">The value was sealed with a key that the ring does not hold.</exception>
    /// <exception cref="CryptographicException">The value was altered.</exception>
    public string Decrypt(Sealed value)
    {
        ReadOnlySpan<byte> bytes = value.Bytes;
        if (bytes.Length < HeadLength)
            throw new CryptographicException("the sealed value is cut short");
        var id = bytes[..IdLength];
        var text = new byte[bytes.Length - HeadLength];
        Ready(Encoding.ASCII.GetString(id)).Decrypt(bytes.Slice(IdLength, NonceLength), bytes[HeadLength..], bytes.Slice(IdLength + NonceLength, TagLength), text, id);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>The same for the same value on every day and under every data key; says nothing about the value itself.</summary>
    /// <param name="kind">Keeps kinds apart, so that a phone number never finds an ID number: <c>id</c>, <c>phone</c>.</param>
    /// <param name="normalised">See <see cref="Normalise"/>.</param>
    public string Lookup(string kind, string normalised) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(ring.LookupKey, Encoding.UTF8.GetBytes($"{kind}\n{normalised}")));

    internal string? LookupId(Sealed? idNumber) => idNumber is null ? null : Lookup("id", Normalise.IdNumber(Decrypt(idNumber)));

    internal string? LookupPhone(Sealed? phone) => phone is null ? null : Lookup("phone", Normalise.Phone(Decrypt(phone)));

    public void Dispose() => ready.Dispose();

    private AesGcm Ready(string id)
    {
        if (!ready.Value!.TryGetValue(id, out var aes))
            ready.Value[id] = aes = new AesGcm(ring.Find(id).Key, TagLength);
        return aes;
    }
}
