using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Store;

namespace Bot.Desk;

/// <summary>What a browser carries to prove who logged in, or that it began to: a text, when it ends, and a keyed hash over both.</summary>
internal sealed class DeskPass(Database database, TimeProvider time)
{
    /// <param name="kind">Keeps one kind from passing for another.</param>
    public string Seal(string kind, string text, TimeSpan lives)
    {
        var body = $"{text}.{(time.GetUtcNow() + lives).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}";
        return $"{body}.{Hash(kind, body)}";
    }

    /// <summary>Null for what is not ours, was altered, or has ended.</summary>
    public string? Open(string kind, string? pass)
    {
        if (pass is null || pass.LastIndexOf('.') is not (> 0 and var end) || pass.LastIndexOf('.', end - 1) is not (> 0 and var middle))
            return null;
        var hash = Encoding.ASCII.GetBytes(Hash(kind, pass[..end]));
        return CryptographicOperations.FixedTimeEquals(hash, Encoding.UTF8.GetBytes(pass[(end + 1)..]))
            && long.TryParse(pass.AsSpan(middle + 1, end - middle - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            && time.GetUtcNow().ToUnixTimeSeconds() < until
            ? pass[..middle]
            : null;
    }

    private string Hash(string kind, string body) => database.Cipher!.Lookup($"desk.{kind}", body);
}
