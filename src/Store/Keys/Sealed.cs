namespace Store;

/// <summary>
/// An ID number, a phone number or a message as it lies in the store: encrypted. It stays so in memory until somebody
/// opens it with the cipher, so that printing or logging a record never shows it.
/// </summary>
public sealed class Sealed(byte[] bytes)
{
    /// <summary>The ciphertext, with what is needed to open it but the key.</summary>
    public byte[] Bytes { get; } = bytes;

    public override string ToString() => "(sealed)";
}
