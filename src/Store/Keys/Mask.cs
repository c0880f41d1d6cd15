namespace Store;

/// <summary>Personal numbers as they may be shown: enough to recognise, too little to use.</summary>
public static class Mask
{
    /// <summary><c>110101199003071234</c> → <c>110101********1234</c>.</summary>
    public static string IdNumber(string plain) => Hide(plain, 6, 4);

    /// <summary><c>13812345678</c> → <c>138****5678</c>.</summary>
    public static string Phone(string plain) => Hide(plain, 3, 4);

    /// <param name="kind">Of the form column <c>mask</c>: <c>id-number</c> or <c>phone</c>.</param>
    public static string Of(string kind, string plain) => kind == "phone" ? Phone(plain) : IdNumber(plain);

    // What is too short to be the number it should be is hidden whole: it may be the part that matters.
    private static string Hide(string plain, int head, int tail) => plain.Length > head + tail
        ? plain[..head] + new string('*', plain.Length - head - tail) + plain[^tail..]
        : new string('*', plain.Length);
}
