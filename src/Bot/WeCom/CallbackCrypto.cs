using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Bot.WeCom;

/// <summary>What came of opening something that claims to be from WeCom.</summary>
public abstract record Opened
{
    private Opened() { }

    public sealed record Plain(string Text) : Opened;
    public sealed record BadSignature : Opened;
    public sealed record NotDecryptable : Opened;
    /// <summary>Decrypted, but meant for another corp.</summary>
    public sealed record WrongReceiver(string ReceiveId) : Opened;
}

/// <summary>
/// Signs, encrypts and decrypts callbacks. AES-256-CBC, the key's first 16 bytes as IV, PKCS#7 with blocks of 32.
/// Layout: 16 random bytes, the message's length in bytes (big endian), the message, the receive id.
/// Source: developer.work.weixin.qq.com/document/path/90968.
/// </summary>
/// <param name="receiveId">The corp id for a self-built app; empty for the AI bot.</param>
public sealed class CallbackCrypto(string token, string encodingAesKey, string receiveId)
{
    private const int Block = 32;
    private const int RandomLength = 16;
    private const int Header = RandomLength + sizeof(uint);

    private readonly byte[] key = IsKey(encodingAesKey)
        // Most real keys have spare low bits set: Convert takes them, System.Buffers.Text.Base64 does not.
        ? Convert.FromBase64String(encodingAesKey + "=")
        : throw new ArgumentException("An EncodingAESKey is 43 letters and digits", nameof(encodingAesKey));

    public static bool IsKey(string text) => text.Length == 43 && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>Lower-case hex. Sorted by ordinal value: a culture's order gives a wrong signature for some nonces.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "WeCom's protocol signs with SHA-1.")]
    public string Sign(string timestamp, string nonce, string encrypted)
    {
        string[] parts = [token, timestamp, nonce, encrypted];
        Array.Sort(parts, StringComparer.Ordinal);
        using var signed = new Scratch(parts.Sum(Encoding.UTF8.GetByteCount));
        var length = 0;
        foreach (var part in parts)
            length += Encoding.UTF8.GetBytes(part, signed.Bytes[length..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(signed.Bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>What a query does not have is null, and no signature matches it.</summary>
    public Opened Open(string? signature, string? timestamp, string? nonce, string? encrypted)
    {
        if (signature is null || timestamp is null || nonce is null || encrypted is null)
            return new Opened.BadSignature();
        var expected = Encoding.ASCII.GetBytes(Sign(timestamp, nonce, encrypted));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))
            ? Decrypt(encrypted)
            : new Opened.BadSignature();
    }

    public string Encrypt(string plaintext) => Encrypt(plaintext, RandomNumberGenerator.GetBytes(RandomLength));

    /// <param name="random">16 bytes; given only where the result has to be repeatable.</param>
    public string Encrypt(string plaintext, ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, RandomLength, nameof(random));
        var length = Encoding.UTF8.GetByteCount(plaintext);
        var used = Header + length + Encoding.UTF8.GetByteCount(receiveId);
        var pad = Block - (used % Block);
        using var plain = new Scratch(used + pad);
        var bytes = plain.Bytes;
        random.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[RandomLength..], (uint)length);
        Encoding.UTF8.GetBytes(plaintext, bytes[Header..]);
        Encoding.UTF8.GetBytes(receiveId, bytes[(Header + length)..]);
        bytes[used..].Fill((byte)pad);
        using var cipher = new Scratch(bytes.Length);
        using var aes = Cipher();
        aes.EncryptCbc(bytes, key.AsSpan(0, 16), cipher.Bytes, PaddingMode.None);
        return Convert.ToBase64String(cipher.Bytes);
    }

    private Opened Decrypt(string encrypted)
    {
        using var cipher = new Scratch(encrypted.Length);
        if (!Convert.TryFromBase64String(encrypted, cipher.Bytes, out var length) || length < Block || length % 16 != 0)
            return new Opened.NotDecryptable();
        // .NET's own PKCS#7 knows blocks of 16 only and throws for a pad of 17 to 32.
        using var aes = Cipher();
        using var plain = new Scratch(length);
        aes.DecryptCbc(cipher.Bytes[..length], key.AsSpan(0, 16), plain.Bytes, PaddingMode.None);
        ReadOnlySpan<byte> bytes = plain.Bytes;

        var pad = bytes[^1];
        if (pad is 0 or > Block || bytes[^pad..].ContainsAnyExcept(pad))
            return new Opened.NotDecryptable();
        bytes = bytes[..^pad];
        if (bytes.Length < Header)
            return new Opened.NotDecryptable();
        var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[RandomLength..]);
        if (size > bytes.Length - Header)
            return new Opened.NotDecryptable();
        var message = bytes.Slice(Header, (int)size);
        var receiver = bytes[(Header + (int)size)..];
        if (!Utf8.IsValid(message) || !Utf8.IsValid(receiver))
            return new Opened.NotDecryptable();
        return receiver.SequenceEqual(Encoding.UTF8.GetBytes(receiveId))
            ? new Opened.Plain(Encoding.UTF8.GetString(message))
            : new Opened.WrongReceiver(Encoding.UTF8.GetString(receiver));
    }

    private Aes Cipher()
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }

    // A turn is signed, opened and sealed in several kilobytes that are garbage at once. What was in them is wiped.
    private readonly ref struct Scratch(int length)
    {
        private readonly byte[] rented = ArrayPool<byte>.Shared.Rent(length);

        public Span<byte> Bytes => rented.AsSpan(0, length);

        public void Dispose() => ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }
}
