using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using System.Xml.Linq;

namespace Bot.WeCom;

/// <summary>
/// The outer XML of a callback. Its signature covers <see cref="Encrypt"/> alone, so who it is from and for
/// is read from the decrypted message, never from here.
/// </summary>
public sealed record CallbackEnvelope(string Encrypt)
{
    public const int MaxBytes = 1 << 20;

    private const int UsualBytes = 4096;

    /// <summary>Null when the body is longer than <see cref="MaxBytes"/>.</summary>
    public static async Task<byte[]?> ReadBody(Stream body, CancellationToken cancel = default)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(UsualBytes);
        try
        {
            var length = 0;
            while (await body.ReadAsync(buffer.AsMemory(length), cancel) is > 0 and var count)
            {
                length += count;
                if (length > MaxBytes)
                    return null;
                if (length < buffer.Length)
                    continue;
                var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
            return buffer[..length];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Null when it is not an envelope: too long, not UTF-8, broken XML, a DTD, no Encrypt.</summary>
    public static CallbackEnvelope? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxBytes || !Utf8.IsValid(body))
            return null;
        var xml = SafeXml.Parse(Encoding.UTF8.GetString(body).TrimStart('\uFEFF'));
        return xml?.Text("Encrypt").Trim() is { Length: > 0 } encrypt ? new(encrypt) : null;
    }

    /// <summary>The body of an encrypted passive reply; each call encrypts anew.</summary>
    public static string Seal(CallbackCrypto crypto, string plaintext, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        return Write(crypto, crypto.Encrypt(plaintext), timestamp, nonce);
    }

    public static string Write(CallbackCrypto crypto, string encrypted, string timestamp, string nonce) =>
        new XElement("xml",
            SafeXml.Text("Encrypt", encrypted),
            SafeXml.Text("MsgSignature", crypto.Sign(timestamp, nonce, encrypted)),
            new XElement("TimeStamp", timestamp),
            SafeXml.Text("Nonce", nonce)).OneLine();
}
