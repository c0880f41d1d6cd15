namespace Store;

/// <summary>
/// A value sealed within a text, where no column of its own can hold it (an answer among the JSON of a submission or a session):
/// <c>sealed:</c> and the bytes of <see cref="Sealed"/> in base64.
/// </summary>
public static class SealedText
{
    /// <summary>What every sealed value begins with.</summary>
    public const string Mark = "sealed:";

    public static string Seal(FieldCipher cipher, string plain) => Mark + Convert.ToBase64String(cipher.Encrypt(plain).Bytes);

    /// <summary>What is not sealed is given back as it is, so that nothing needs to be known of a value to read it.</summary>
    /// <inheritdoc cref="FieldCipher.Decrypt"/>
    public static string Open(FieldCipher cipher, string stored) => stored.StartsWith(Mark, StringComparison.Ordinal)
        ? cipher.Decrypt(new Sealed(Convert.FromBase64String(stored[Mark.Length..])))
        : stored;

    /// <summary>Whether it may not lie open: it holds a personal number, or would be taken for a sealed value.</summary>
    public static bool Needs(string plain) => plain.StartsWith(Mark, StringComparison.Ordinal) || PersonalNumbers.In(plain);

    /// <summary>Whether any value in a longer text may need it.</summary>
    public static bool Holds(string text) => text.Contains(Mark, StringComparison.Ordinal) || PersonalNumbers.In(text);
}
