using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Store;

/// <summary>Who did what, when, to whom, and why. Values are masked before they come here.</summary>
/// <param name="Chain">The person or household whose lock the writer holds: <c>person/zhang</c>, <c>household/0101</c>.</param>
/// <param name="Actor">A userid, or the part of the program that acted by itself.</param>
/// <param name="Action">One name everywhere: <c>submission.corrected</c>.</param>
/// <param name="Before">What it was, masked; "" where there was nothing.</param>
/// <param name="After">What it is, masked.</param>
public sealed record JournalNote(
    string Chain, string Actor, string Action, string Subject, string Before = "", string After = "", string Why = "");

/// <summary>A note in its place in a chain: its hash covers the note and the hash before it.</summary>
public sealed record JournalEntry(
    long Id,
    string Chain,
    long Seq,
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string Before,
    string After,
    string Why,
    string PrevHash,
    string Hash)
{
    /// <summary>The hash this entry ought to have. JSON keeps the fields apart whatever is in them.</summary>
    public string ComputedHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new[]
        {
            PrevHash,
            Chain,
            Seq.ToString(CultureInfo.InvariantCulture),
            At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            Actor,
            Action,
            Subject,
            Before,
            After,
            Why,
        }))));
}

/// <param name="Seq">The place in the chain where it is broken.</param>
public sealed record BrokenEntry(string Chain, long Seq, string Reason);
