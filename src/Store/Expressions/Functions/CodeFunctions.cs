using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

/// <summary>Digests, encodings and chance.</summary>
internal static class CodeFunctions
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static IEnumerable<Function> All { get; } =
    [
        new("digest", 2, 3, Digest)
        {
            Check = arguments =>
                arguments[1] is Literal algorithm && Hash(algorithm.Value.ToText(), "") is null
                    ? new(algorithm, "the digest is one of 'MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'")
                : arguments is [_, _, Literal encoding] && encoding.Value.ToText().ToLowerInvariant() is not ("hex" or "base64")
                    ? new(encoding, "the digest is written as 'hex' or 'base64'")
                : null,
        },
        new("base64-decode", 1, 1, (arguments, in focus) =>
        {
            var text = arguments[0].Text(focus);
            var bytes = new byte[text.Length];
            return Value.Of(Convert.TryFromBase64String(text, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : "");
        }),
        new("random", 0, 0, (_, in focus) => Value.Of(focus.At.Chance.NextDouble())),
        new("uuid", 0, 1, Uuid),
        new("randomize", 1, 2, Randomize),
    ];

    private static Value Digest(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (Hash(arguments[1].Text(focus), arguments[0].Text(focus)) is not { } hash) return Value.Blank;
        var hex = arguments.Length > 2 && arguments[2].Text(focus).Equals("hex", StringComparison.OrdinalIgnoreCase);
        return Value.Of(hex ? Convert.ToHexStringLower(hash) : Convert.ToBase64String(hash));
    }

#pragma warning disable CA5350, CA5351 // Named by the ODK specification; a form uses them as check sums, nothing here relies on them.
    private static byte[]? Hash(string algorithm, string text) => algorithm.ToUpperInvariant() switch
    {
        "MD5" => MD5.HashData(Encoding.UTF8.GetBytes(text)),
        "SHA-1" => SHA1.HashData(Encoding.UTF8.GetBytes(text)),
        "SHA-256" => SHA256.HashData(Encoding.UTF8.GetBytes(text)),
        "SHA-384" => SHA384.HashData(Encoding.UTF8.GetBytes(text)),
        "SHA-512" => SHA512.HashData(Encoding.UTF8.GetBytes(text)),
        _ => null,
    };
#pragma warning restore CA5350, CA5351

    /// <summary>A version 4 UUID, or as many letters and digits as asked for.</summary>
    private static Value Uuid(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (!arguments.IsEmpty && arguments[0].Number(focus) is >= 1 and <= 1000 and var length)
            return Value.Of(new string(focus.At.Chance.GetItems(Letters.AsSpan(), (int)length)));
        Span<byte> bytes = stackalloc byte[16];
        focus.At.Chance.NextBytes(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return Value.Of(new Guid(bytes, bigEndian: true).ToString());
    }

    /// <summary>The same seed gives the order that ODK Collect and Enketo give: Fisher and Yates over Park and Miller's numbers.</summary>
    private static Value Randomize(ImmutableArray<Term> arguments, in Focus focus)
    {
        const long modulus = 2_147_483_647;
        var nodes = NodeFunctions.Nodes(arguments[0], focus);
        var state = (arguments.Length < 2 ? focus.At.Chance.Next() : Seed(arguments[1].Atom(focus))) % modulus;
        if (state <= 0) state += modulus - 1;
        var shuffled = new List<Node>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            state = state * 16807 % modulus;
            var place = (int)((state - 1) / (double)(modulus - 1) * (i + 1));
            shuffled.Add(nodes.NodeAt(i));
            (shuffled[i], shuffled[place]) = (shuffled[place], shuffled[i]);
        }

        return Value.Of(shuffled);
    }

    /// <summary>A text that is not a number is digested to one; blank is 0.</summary>
    private static long Seed(Value value)
    {
        if (value.IsBlank) return 0;
        var number = value.ToNumber();
        return double.IsNaN(number)
            ? BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(value.ToText())))
            : (long)number;
    }
}
